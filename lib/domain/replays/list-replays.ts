import { desc, eq, inArray } from 'drizzle-orm';
import { replayJobs } from '#lib/db/schema/recovery.ts';
import { webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Ctx } from '../ctx.ts';
import { countOutcomes } from './queries.ts';
import type { ReplayJobView } from './schemas.ts';

const shown = 10;

/** The latest replays of an app with their progress, newest first. Throws `not_found`. */
export async function listReplays(ctx: Ctx, input: { appId: string }): Promise<ReplayJobView[]> {
  const { appId } = await requireApp(ctx, input.appId, 'read');
  const jobs = await ctx.db
    .select()
    .from(replayJobs)
    .where(eq(replayJobs.appId, appId))
    .orderBy(desc(replayJobs.id))
    .limit(shown);
  const outcomes = await countOutcomes(
    ctx.db,
    jobs.map((job) => job.id),
  );
  const endpointIds = jobs.flatMap((job) => job.selection.endpointId ?? []);
  const endpoints =
    endpointIds.length === 0
      ? []
      : await ctx.db
          .select({ id: webhookEndpoints.id, url: webhookEndpoints.url })
          .from(webhookEndpoints)
          .where(inArray(webhookEndpoints.id, endpointIds));
  return jobs.map((job) => {
    const of = (...statuses: string[]) =>
      outcomes
        .filter(({ jobId, status }) => jobId === job.id && statuses.includes(status))
        .reduce((sum, row) => sum + row.count, 0);
    return {
      id: job.id,
      status: job.status,
      reason: job.reason,
      selection: { ...job.selection, ids: undefined },
      endpointUrl: endpoints.find(({ id }) => id === job.selection.endpointId)?.url ?? null,
      perSecond: job.perSecond,
      total: job.total,
      queued: job.queued,
      delivered: of('delivered'),
      failed: of('failed'),
      waiting: of('pending', 'sending', 'retrying', 'held'),
      skipped: job.status === 'done' ? Math.max(0, job.total - job.queued) : 0,
      createdAt: job.createdAt.toISOString(),
      finishedAt: job.finishedAt?.toISOString() ?? null,
    };
  });
}
