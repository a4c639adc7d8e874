import { and, asc, desc, eq, inArray, isNotNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { requestLogs } from '#lib/db/schema/sandbox.ts';
import { deliveries, events, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import type { AppId, OrgId, RequestId } from '#lib/std/ids.ts';
import { containsPattern } from '../paging.ts';
import type { RequestFilter } from './schemas.ts';

const listColumns = {
  id: requestLogs.id,
  method: requestLogs.method,
  path: requestLogs.path,
  query: requestLogs.query,
  operationId: requestLogs.operationId,
  status: requestLogs.status,
  errorCode: requestLogs.errorCode,
  tokenKind: requestLogs.tokenKind,
  durationUs: requestLogs.durationUs,
  createdAt: requestLogs.createdAt,
};

/** Answered calls of an app, newest first, `limit` of them after the one named in the filter. */
export function listRequestRows(
  db: Db,
  owner: { orgId: OrgId; appId: AppId },
  filter: RequestFilter,
  limit: number,
) {
  return db
    .select(listColumns)
    .from(requestLogs)
    .where(
      and(
        eq(requestLogs.appId, owner.appId),
        eq(requestLogs.orgId, owner.orgId),
        ...conditions(filter),
      ),
    )
    .orderBy(desc(requestLogs.id))
    .limit(limit);
}

export type RequestRow = Awaited<ReturnType<typeof listRequestRows>>[number];

function conditions(filter: RequestFilter): SQL[] {
  const { status, method, source, operation, path, before } = filter;
  const found: (SQL | undefined)[] = [
    before && lt(requestLogs.id, before),
    method && eq(requestLogs.method, method),
    operation ? eq(requestLogs.operationId, operation) : undefined,
    path ? sql`${requestLogs.path} ilike ${containsPattern(path)}` : undefined,
    source && eq(requestLogs.tokenKind, source === 'console' ? 'console' : 'installation'),
    status === 'denied' ? isNotNull(requestLogs.deniedScope) : undefined,
    status && status !== 'denied'
      ? sql`${requestLogs.status} / 100 = ${Number(status.charAt(0))}`
      : undefined,
  ];
  return found.filter((condition) => condition !== undefined);
}

/** The latest answered calls of an organization, over all its apps. */
export function listLatestRows(db: Db, orgId: OrgId, appIds: readonly AppId[], limit: number) {
  if (appIds.length === 0) return Promise.resolve([]);
  return db
    .select({ ...listColumns, appId: requestLogs.appId })
    .from(requestLogs)
    .where(and(eq(requestLogs.orgId, orgId), inArray(requestLogs.appId, [...appIds])))
    .orderBy(desc(requestLogs.id))
    .limit(limit);
}

/** One answered call of an app; null when it is absent or another organization's. */
export async function findRequestRow(db: Db, owner: { orgId: OrgId; appId: AppId }, id: RequestId) {
  const [row] = await db
    .select()
    .from(requestLogs)
    .where(
      and(
        eq(requestLogs.id, id),
        eq(requestLogs.appId, owner.appId),
        eq(requestLogs.orgId, owner.orgId),
      ),
    );
  return row ?? null;
}

/** One call of an organization's Okta sandbox org; such calls belong to no app. */
export async function findOktaRequestRow(db: Db, orgId: OrgId, id: string) {
  const [row] = await db
    .select()
    .from(requestLogs)
    .where(
      and(
        eq(sql`${requestLogs.id}`, id),
        eq(requestLogs.orgId, orgId),
        eq(requestLogs.api, 'okta'),
      ),
    );
  return row ?? null;
}

/** The events that a call caused, each with what was sent where. */
export function listCausedRows(db: Db, orgId: OrgId, id: RequestId) {
  return db
    .select({
      eventId: events.id,
      eventType: events.type,
      eventBody: events.body,
      eventCreatedAt: events.createdAt,
      deliveryId: deliveries.id,
      deliveryAppId: deliveries.appId,
      deliveryStatus: deliveries.status,
      attemptCount: deliveries.attemptCount,
      nextAttemptAt: deliveries.nextAttemptAt,
      lastStatusCode: deliveries.lastStatusCode,
      lastError: deliveries.lastError,
      endpointUrl: webhookEndpoints.url,
    })
    .from(events)
    .leftJoin(deliveries, and(eq(deliveries.eventId, events.id), eq(deliveries.orgId, orgId)))
    .leftJoin(webhookEndpoints, eq(webhookEndpoints.id, deliveries.endpointId))
    .where(and(eq(events.requestId, id), eq(events.orgId, orgId)))
    .orderBy(asc(events.id), asc(deliveries.id));
}

export type CausedRow = Awaited<ReturnType<typeof listCausedRows>>[number];

/** How far an organization has come on the thread: a first call, a first write, a first delivered webhook. */
export async function findMilestones(db: Db, orgId: OrgId, appIds: readonly AppId[]) {
  if (appIds.length === 0) return { called: false, wrote: false, delivered: false };
  const ids = sql`(${sql.join(
    appIds.map((id) => sql`${id}`),
    sql`, `,
  )})`;
  const {
    rows: [row],
  } = await db.execute<{ called: boolean; wrote: boolean; delivered: boolean }>(sql`
    select
      exists(select 1 from ${requestLogs}
        where ${requestLogs.appId} in ${ids} and ${requestLogs.status} < 300) as called,
      exists(select 1 from ${requestLogs}
        where ${requestLogs.appId} in ${ids} and ${requestLogs.status} < 300
          and ${requestLogs.method} <> 'GET') as wrote,
      exists(select 1 from ${deliveries}
        where ${deliveries.appId} in ${ids} and ${deliveries.orgId} = ${orgId}
          and ${deliveries.status} = 'delivered'
          and ${deliveries.eventType} not like 'app.%') as delivered
  `);
  return row ?? { called: false, wrote: false, delivered: false };
}
