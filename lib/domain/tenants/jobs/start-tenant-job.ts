import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import { type JobId, newId } from '#lib/std/ids.ts';
import { assertMayChange } from '../../access.ts';
import type { UserCtx } from '../../ctx.ts';
import { lineField } from '../../line-field.ts';
import { parseInput } from '../../parse-input.ts';
import { inTransaction } from '../../transaction.ts';
import { createTenant } from '../create-tenant.ts';
import { countTenants, findTenantRow } from '../queries.ts';
import { resetTenant } from '../reset-tenant.ts';
import type { OnProgress } from '../seed/fill-tenant.ts';
import { settleLost } from './get-tenant-job.ts';
import { holdJob, insertJob, updateJob } from './queries.ts';

const size = z.enum(['small', 'large']).default('small');
const Input = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('create'), name: lineField(120), size }),
  z.strictObject({ kind: z.literal('reset'), tenantId: z.int().positive(), size }),
]);
type Work = z.output<typeof Input>;

/** Schools of one organization at most: each may hold 20,000 students. */
export const mostTenants = 20;
// Often enough that a running job is never taken for a lost one, also while one long statement works.
const reportEveryMs = 500;

/**
 * Begins to make or to reset a school of the sandbox, in the background of this process; one at a time for an
 * organization. `finished` never rejects: how it went stands in the job. Throws `not_found`, `forbidden`,
 * `validation_failed` and `conflict` (one is running, or there are too many schools).
 */
export async function startTenantJob(
  ctx: UserCtx,
  input: z.input<typeof Input>,
): Promise<{ jobId: JobId; finished: Promise<void> }> {
  const { orgId } = ctx.actor;
  assertMayChange(ctx, orgId);
  const work = parseInput(Input, input);
  const tenantName = await nameOf(ctx, work);
  await settleLost(ctx);
  const now = ctx.clock.now();
  const id = newId('job', now.getTime());
  const isFree = await insertJob(ctx.db, {
    id,
    orgId,
    kind: work.kind,
    tenantId: work.kind === 'reset' ? work.tenantId : null,
    tenantName,
    size: work.size,
    status: 'running',
    createdAt: now,
    updatedAt: now,
  });
  if (!isFree) {
    throw new AppError('conflict', { message: 'Another school is being filled. Wait for it.' });
  }
  return { jobId: id, finished: run(ctx, id, work) };
}

async function nameOf(ctx: UserCtx, work: Work): Promise<string> {
  if (work.kind === 'reset') {
    const tenant = await findTenantRow(ctx.db, ctx.actor.orgId, work.tenantId);
    if (!tenant) throw new AppError('not_found');
    return tenant.name;
  }
  if ((await countTenants(ctx.db, ctx.actor.orgId)) >= mostTenants) {
    throw new AppError('conflict', {
      message: `An organization has at most ${mostTenants} schools. Reset one instead.`,
    });
  }
  return work.name;
}

/**
 * The progress is written beside the transaction of the work, or nobody could see it; its end is written in it, so that
 * work that was given up meanwhile is undone.
 */
async function run(ctx: UserCtx, id: JobId, work: Work): Promise<void> {
  const report = reporter(ctx, id);
  try {
    await inTransaction(ctx, async (tx) => {
      await holdJob(tx.db, id);
      const tenantId = await fill(tx, work, report.progress);
      const last = await report.close();
      const end = { ...last, status: 'done', tenantId, updatedAt: ctx.clock.now() } as const;
      if (!(await updateJob(tx.db, id, end))) throw new AppError('conflict');
    });
  } catch (error) {
    const problem = error instanceof AppError ? error.message : 'It could not be completed.';
    const last = await report.close();
    const end = { ...last, status: 'failed', problem, updatedAt: ctx.clock.now() } as const;
    await updateJob(ctx.db, id, end).catch(() => {
      // The database is away: the job will be found lost.
    });
  }
}

async function fill(ctx: UserCtx, work: Work, onProgress: OnProgress): Promise<number> {
  if (work.kind === 'reset') {
    const { tenantId, size } = work;
    await resetTenant(ctx, { tenantId, size }, onProgress);
    return tenantId;
  }
  const { name, size } = work;
  const { orgId } = ctx.actor;
  return (await createTenant(ctx, { orgId, name, size }, onProgress)).tenantId;
}

function reporter(ctx: UserCtx, id: JobId) {
  let last: { done: number; total: number } | null = null;
  let writing = Promise.resolve();
  const write = () => {
    writing = writing
      .then(() => updateJob(ctx.db, id, { ...last, updatedAt: ctx.clock.now() }))
      .then(() => undefined)
      .catch(() => {
        // The next report tells it.
      });
  };
  const timer = setInterval(write, reportEveryMs);
  return {
    progress(done: number, total: number) {
      const isFirst = last === null;
      last = { done, total };
      if (isFirst) write();
    },
    async close() {
      clearInterval(timer);
      await writing;
      return last ?? {};
    },
  };
}
