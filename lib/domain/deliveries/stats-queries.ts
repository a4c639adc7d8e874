import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Db } from '#lib/db/client.ts';
import { deliveries, deliveryAttempts, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import type { AppId } from '#lib/std/ids.ts';
import { type Narrowing, newestOf } from './queries.ts';

/** How many of the newest `most` matching deliveries stand in each state. */
export function countByStatus(db: Db, appId: AppId, by: Narrowing, most: number) {
  const newest = newestOf(db, appId, by, { before: null, limit: most });
  return db.select({ status: newest.status, count: count() }).from(newest).groupBy(newest.status);
}

// The charts look at the newest so many of their time; more would be read than anybody sees.
const charted = 20_000;
const chartedAttempts = 5000;

const bucketOf = (column: AnyPgColumn, bucketMs: number) =>
  sql<number>`(floor(extract(epoch from ${column}) * 1000 / ${bucketMs}::bigint) * ${bucketMs}::bigint)::float8`;

/** Volume by step of time: Unix milliseconds of its beginning, state, count. */
export function volumeByBucket(db: Db, appId: AppId, by: Narrowing, bucketMs: number) {
  const newest = newestOf(db, appId, by, { before: null, limit: charted });
  const bucket = bucketOf(newest.createdAt, bucketMs).as('bucket');
  return db
    .select({ bucket, status: newest.status, count: count() })
    .from(newest)
    .groupBy(sql`1`, newest.status);
}

/** Median and 95th percentile of the attempts' whole time, by the step in which their delivery was created. */
export function latencyByBucket(db: Db, appId: AppId, by: Narrowing, bucketMs: number) {
  const newest = newestOf(db, appId, by, { before: null, limit: chartedAttempts });
  const total = sql`(${deliveryAttempts.timings} ->> 'totalMs')::float8`;
  return db
    .select({
      bucket: bucketOf(newest.createdAt, bucketMs).as('bucket'),
      p50: sql<number>`percentile_cont(0.5) within group (order by ${total})`,
      p95: sql<number>`percentile_cont(0.95) within group (order by ${total})`,
    })
    .from(newest)
    .innerJoin(deliveryAttempts, eq(deliveryAttempts.deliveryId, newest.id))
    .groupBy(sql`1`);
}

/** When the oldest delivery was created that waits to be sent; undefined: none does. */
export async function oldestPending(db: Db, appId: AppId): Promise<Date | undefined> {
  const endpoints = db
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.appId, appId));
  const [oldest] = await db
    .select({ at: deliveries.createdAt })
    .from(deliveries)
    .where(
      and(
        inArray(deliveries.endpointId, endpoints),
        sql`${deliveries.status} in ('pending', 'retrying')`,
      ),
    )
    .orderBy(asc(deliveries.createdAt))
    .limit(1);
  return oldest?.at;
}
