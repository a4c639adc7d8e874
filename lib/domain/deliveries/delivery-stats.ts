import { requireApp } from '../apps/require-app.ts';
import type { Ctx } from '../ctx.ts';
import { narrow } from './list-deliveries.ts';
import { leastIdAt, momentOf } from './moments.ts';
import {
  countedAtMost,
  type DeliveryBucket,
  type DeliveryFilters,
  type DeliveryStats,
  deliveryStatuses,
} from './schemas.ts';
import { countByStatus, latencyByBucket, oldestPending, volumeByBucket } from './stats-queries.ts';

const hourMs = 3_600_000;
const steps = 24;

/** 24 steps over the time that is looked at; without one, the last day. */
function timeOf(filters: DeliveryFilters, now: Date): { fromMs: number; bucketMs: number } {
  const asked = filters.since ? momentOf(filters.since, now) : Number.NaN;
  const spanMs = Number.isNaN(asked) ? 24 * hourMs : Math.max(60_000, now.getTime() - asked);
  const bucketMs = Math.max(10_000, Math.ceil(spanMs / steps / 1000) * 1000);
  const last = Math.floor(now.getTime() / bucketMs) * bucketMs;
  return { fromMs: last - (steps - 1) * bucketMs, bucketMs };
}

/**
 * Counts by state of what matches the filters, volume and latency (milliseconds) over their time, and the oldest
 * delivery that waits. Throws `not_found`.
 */
export async function deliveryStats(
  ctx: Ctx,
  input: { appId: string; filters?: DeliveryFilters },
): Promise<DeliveryStats> {
  const { appId } = await requireApp(ctx, input.appId, 'read');
  const now = ctx.clock.now();
  const filters = input.filters ?? {};
  const by = narrow(filters, now);
  const { fromMs, bucketMs } = timeOf(filters, now);
  const charted = { ...by, fromId: leastIdAt(fromMs) };
  const [counted, volume, latency, oldest] = await Promise.all([
    countByStatus(ctx.db, appId, by, countedAtMost + 1),
    volumeByBucket(ctx.db, appId, charted, bucketMs),
    latencyByBucket(ctx.db, appId, charted, bucketMs),
    oldestPending(ctx.db, appId),
  ]);
  const of = (status: string) => counted.find((row) => row.status === status)?.count ?? 0;
  const total = counted.reduce((sum, row) => sum + row.count, 0);
  const buckets = Array.from({ length: steps }, (_, step): DeliveryBucket => {
    const at = fromMs + step * bucketMs;
    const rows = volume.filter(({ bucket }) => bucket === at);
    const sum = (...names: string[]) =>
      rows.filter(({ status }) => names.includes(status)).reduce((all, row) => all + row.count, 0);
    const times = latency.find(({ bucket }) => bucket === at);
    return {
      at: new Date(at).toISOString(),
      delivered: sum('delivered'),
      failed: sum('failed'),
      open: sum('pending', 'sending', 'retrying', 'held'),
      p50Ms: times ? Math.round(times.p50) : null,
      p95Ms: times ? Math.round(times.p95) : null,
    };
  });
  const counts = Object.fromEntries(deliveryStatuses.map((status) => [status, of(status)]));
  return {
    // Every state was asked for by its name.
    counts: counts as DeliveryStats['counts'],
    total: Math.min(total, countedAtMost),
    isMore: total > countedAtMost,
    bucketMs,
    buckets,
    oldestPendingAt: oldest?.toISOString() ?? null,
  };
}
