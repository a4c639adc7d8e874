import { and, count, eq, gte, inArray, isNull, ne, type SQL } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import type { ReplaySelection } from '#lib/db/schema/recovery.ts';
import { deliveries, events, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import type { AppId, ReplayJobId } from '#lib/std/ids.ts';
import { leastIdAt } from '../deliveries/moments.ts';

function conditions(appId: AppId, by: ReplaySelection): SQL | undefined {
  return and(
    eq(deliveries.appId, appId),
    inArray(deliveries.status, by.statuses),
    by.endpointId === undefined ? undefined : eq(deliveries.endpointId, by.endpointId),
    by.eventType === undefined ? undefined : eq(deliveries.eventType, by.eventType),
    by.since === undefined
      ? undefined
      : gte(deliveries.id, leastIdAt(new Date(by.since).getTime())),
    by.ids === undefined ? undefined : inArray(deliveries.id, by.ids),
    isNull(webhookEndpoints.deletedAt),
    eq(webhookEndpoints.kind, 'http'),
    ne(events.body, ''),
  );
}

/** How many deliveries a replay would look at, by state. */
export async function countSelected(db: Db, appId: AppId, by: ReplaySelection) {
  return db
    .select({ status: deliveries.status, count: count() })
    .from(deliveries)
    .innerJoin(events, eq(events.id, deliveries.eventId))
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, deliveries.endpointId))
    .where(conditions(appId, by))
    .groupBy(deliveries.status);
}

/** What became of the deliveries that these jobs queued. */
export async function countOutcomes(db: Db, jobs: readonly ReplayJobId[]) {
  if (jobs.length === 0) return [];
  return db
    .select({ jobId: deliveries.replayJobId, status: deliveries.status, count: count() })
    .from(deliveries)
    .where(inArray(deliveries.replayJobId, [...jobs]))
    .groupBy(deliveries.replayJobId, deliveries.status);
}
