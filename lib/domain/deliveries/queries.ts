import {
  and,
  asc,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Db } from '#lib/db/client.ts';
import { tenants } from '#lib/db/schema/apps.ts';
import { requestLogs } from '#lib/db/schema/sandbox.ts';
import { deliveries, deliveryAttempts, events, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import type { AppId, EndpointId, RequestId } from '#lib/std/ids.ts';
import type { DeliveryStatusName } from './schemas.ts';

export type DeliveryRow = typeof deliveries.$inferSelect;

/** Checked filters; every one narrows. */
export type Narrowing = {
  status: DeliveryStatusName | null;
  event: string | null;
  endpointId: EndpointId | null;
  tenantId: number | null;
  /** Hundreds of the last status code; 0: it was tried and no answer came. */
  hundreds: number | null;
  error: string | null;
  /** Ids sort by time, so moments are bounds of ids. */
  fromId: string | null;
  untilId: string | null;
  id: string | null;
  /** A place in the event's body and the text that stands there. */
  data: { path: string[]; value: string } | null;
};

function isAboutFailures({ hundreds, error }: Narrowing): boolean {
  return error !== null || hundreds === 0 || (hundreds !== null && hundreds >= 300);
}

/** Where the narrowed deliveries of an app are. */
function conditions(appId: AppId, by: Narrowing, before: string | null): SQL | undefined {
  const { lastStatusCode: code } = deliveries;
  return and(
    eq(deliveries.appId, appId),
    by.status === null ? undefined : eq(deliveries.status, by.status),
    by.event === null ? undefined : eq(deliveries.eventType, by.event),
    by.endpointId === null ? undefined : eq(deliveries.endpointId, by.endpointId),
    by.tenantId === null ? undefined : eq(deliveries.tenantId, by.tenantId),
    // Every failure has its word, so this also says which index to read.
    isAboutFailures(by) ? isNotNull(deliveries.lastError) : undefined,
    by.hundreds === 0 ? isNull(code) : undefined,
    by.hundreds ? and(gte(code, by.hundreds), lt(code, by.hundreds + 100)) : undefined,
    by.error === null ? undefined : eq(deliveries.lastError, by.error),
    by.fromId === null ? undefined : gte(deliveries.id, by.fromId),
    by.untilId === null ? undefined : lt(deliveries.id, by.untilId),
    by.id === null ? undefined : eq(deliveries.id, by.id),
    before === null ? undefined : lt(deliveries.id, before),
  );
}

/** The body of an event is text; so many of the newest deliveries are looked into. */
export const searchedBodies = 10_000;

/**
 * Whether a value stands at a place of the event's body. The body is read as JSON only where the text has the key and
 * the value at all, as `JSON.stringify` has written them.
 */
function holdsValue(db: Db, eventId: AnyPgColumn, { path, value }: NonNullable<Narrowing['data']>) {
  const key = JSON.stringify(path.at(-1) ?? '');
  const written = JSON.stringify(value).slice(1, -1);
  const held = sql<boolean>`case when position(${key} in ${events.body}) > 0
    and position(${written} in ${events.body}) > 0
    then ${events.body}::jsonb #>> ${sql.param(path)}::text[] = ${value} else false end`;
  const found = db.select({ held }).from(events).where(eq(events.id, eventId));
  return sql`(${found})`;
}

/**
 * The newest `limit` deliveries that match, with what is counted of them. The condition about the body is the dearest:
 * it looks at a window only, newest first, and stops when `limit` are found.
 */
export function newestOf(
  db: Db,
  appId: AppId,
  by: Narrowing,
  page: { before: string | null; limit: number },
) {
  const { id, eventId, status, createdAt } = deliveries;
  const newest = (limit: number, name: string) =>
    db
      .select({ id, eventId, status, createdAt })
      .from(deliveries)
      .where(conditions(appId, by, page.before))
      .orderBy(desc(id))
      .limit(limit)
      .as(name);
  if (by.data === null) return newest(page.limit, 'newest');
  const searched = newest(searchedBodies, 'searched');
  return db
    .select()
    .from(searched)
    .where(holdsValue(db, searched.eventId, by.data))
    .orderBy(desc(searched.id))
    .limit(page.limit)
    .as('newest');
}

/** The last delivery that a search of bodies has looked at, if there are older ones; null when it saw all. */
export async function searchedUntil(
  db: Db,
  appId: AppId,
  by: Narrowing,
  before: string | null,
): Promise<string | null> {
  if (by.data === null) return null;
  const ends = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(conditions(appId, by, before))
    .orderBy(desc(deliveries.id))
    .offset(searchedBodies - 1)
    .limit(2);
  return ends.length === 2 ? (ends[0]?.id ?? null) : null;
}

/** Newest first, `limit` of them, older than `before`. */
export function findDeliveries(
  db: Db,
  appId: AppId,
  by: Narrowing,
  page: { before: string | null; limit: number },
) {
  const found = newestOf(db, appId, by, page);
  const matching =
    by.data === null
      ? conditions(appId, by, page.before)
      : inArray(deliveries.id, db.select({ id: found.id }).from(found));
  return db
    .select({
      delivery: deliveries,
      endpointUrl: webhookEndpoints.url,
      tenantName: tenants.name,
    })
    .from(deliveries)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, deliveries.endpointId))
    .innerJoin(tenants, eq(tenants.id, deliveries.tenantId))
    .where(matching)
    .orderBy(desc(deliveries.id))
    .limit(page.limit);
}

/** A delivery with its event, endpoint and tenant; undefined when there is none. */
export async function findDelivery(db: Db, id: string) {
  const [found] = await db
    .select({
      delivery: deliveries,
      event: events,
      endpoint: webhookEndpoints,
      tenantName: tenants.name,
    })
    .from(deliveries)
    .innerJoin(events, eq(events.id, deliveries.eventId))
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, deliveries.endpointId))
    .innerJoin(tenants, eq(tenants.id, deliveries.tenantId))
    .where(eq(deliveries.id, id));
  return found;
}

/** Every attempt of a delivery, by its number. */
export function findAttempts(db: Db, deliveryId: string) {
  return db
    .select()
    .from(deliveryAttempts)
    .where(eq(deliveryAttempts.deliveryId, deliveryId))
    .orderBy(asc(deliveryAttempts.number));
}

/** The log entry of the request that caused an event; undefined when it is no longer kept. */
export async function findLoggedRequest(db: Db, id: RequestId) {
  const [found] = await db
    .select({
      id: requestLogs.id,
      orgId: requestLogs.orgId,
      method: requestLogs.method,
      path: requestLogs.path,
      status: requestLogs.status,
      createdAt: requestLogs.createdAt,
      operationId: requestLogs.operationId,
      tokenKind: requestLogs.tokenKind,
      requestBody: requestLogs.requestBody,
      responseBody: requestLogs.responseBody,
    })
    .from(requestLogs)
    .where(eq(requestLogs.id, id));
  return found;
}
