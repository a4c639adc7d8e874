import { AppError } from '#lib/errors.ts';
import { isId, type JobId } from '#lib/std/ids.ts';
import type { UserCtx } from '../../ctx.ts';
import { endLostJobs, findJob, findLatestJob, type JobRow } from './queries.ts';

/** What a page shows of a job. */
export type TenantJob = Pick<
  JobRow,
  'kind' | 'tenantId' | 'tenantName' | 'size' | 'status' | 'done' | 'total' | 'problem'
> & {
  id: JobId;
  /** How long a running job has not moved, milliseconds; 0 for one that has ended. */
  silentMs: number;
};

/**
 * A job says every half second that it lives. One that has not for five, and whose work nobody holds, was killed; one
 * that has not for a minute is given up, and then its work cannot be committed any more.
 */
const unheldAfterMs = 5_000;
const lostAfterMs = 60_000;
const shownForMs = 2 * 60_000;

function shown(ctx: UserCtx, row: JobRow): TenantJob {
  const { id, kind, tenantId, tenantName, size, status, done, total, problem, updatedAt } = row;
  const silentMs =
    status === 'running' ? Math.max(0, ctx.clock.now().getTime() - updatedAt.getTime()) : 0;
  return { id, kind, tenantId, tenantName, size, status, done, total, problem, silentMs };
}

/** How far a job is. `id` is a text from an address. Throws `not_found`, also for another organization's. */
export async function getTenantJob(ctx: UserCtx, id: string): Promise<TenantJob> {
  await settleLost(ctx);
  const row = isId('job', id) ? await findJob(ctx.db, ctx.actor.orgId, id) : null;
  if (!row) throw new AppError('not_found');
  return shown(ctx, row);
}

/** The job of the organization that runs, or that ended a moment ago; null: neither. */
export async function latestTenantJob(ctx: UserCtx): Promise<TenantJob | null> {
  await settleLost(ctx);
  const since = new Date(ctx.clock.now().getTime() - shownForMs);
  const row = await findLatestJob(ctx.db, ctx.actor.orgId, since);
  return row && shown(ctx, row);
}

/** Ends what a stopped process has left running. */
export function settleLost(ctx: UserCtx): Promise<void> {
  const now = ctx.clock.now();
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const bounds = { unheldSince: ago(unheldAfterMs), since: ago(lostAfterMs) };
  return endLostJobs(ctx.db, ctx.actor.orgId, bounds, now);
}
