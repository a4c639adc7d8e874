import { AppError } from '#lib/errors.ts';
import { isId, type JobId } from '#lib/std/ids.ts';
import type { Ctx, UserCtx } from '../../ctx.ts';
import { endJobsBefore, endLostJobs, findJob, findLatestJob, type JobRow } from './queries.ts';

/** What a page shows of a job. */
export type TenantJob = Pick<
  JobRow,
  'kind' | 'tenantId' | 'tenantName' | 'size' | 'status' | 'done' | 'total' | 'problem'
> & {
  id: JobId;
  /** How long a running job has not moved, milliseconds; 0 for one that has ended. */
  silentMs: number;
};

/** A job moves every second; one that has not for this long is lost. */
export const lostAfterMs = 60_000;
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
  return endLostJobs(ctx.db, ctx.actor.orgId, new Date(now.getTime() - lostAfterMs), now);
}

/**
 * Ends what was running before this process began, at `begunAt`: for a process that knows itself to be the only one on
 * its database. Answers how many that were.
 */
export function settleOrphans(ctx: Ctx, begunAt: Date): Promise<number> {
  return endJobsBefore(ctx.db, begunAt, ctx.clock.now());
}
