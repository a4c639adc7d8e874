import {
  and,
  asc,
  between,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  lt,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { installations, tokens } from '#lib/db/schema/apps.ts';
import { type IdempotencyOutcome, requestLogs } from '#lib/db/schema/sandbox.ts';
import { deliveries, events, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import type { AppId, InstallationId, OrgId, RequestId, TokenId } from '#lib/std/ids.ts';
import { containsPattern } from '../paging.ts';

/** What a list shows of an answered call. */
export const listColumns = {
  id: requestLogs.id,
  appId: requestLogs.appId,
  method: requestLogs.method,
  path: requestLogs.path,
  query: requestLogs.query,
  operationId: requestLogs.operationId,
  status: requestLogs.status,
  errorCode: requestLogs.errorCode,
  tokenKind: requestLogs.tokenKind,
  idempotency: requestLogs.idempotency,
  durationUs: requestLogs.durationUs,
  createdAt: requestLogs.createdAt,
};

type Owner = { orgId: OrgId; appId: AppId };
type Page = { before?: RequestId; after?: RequestId; limit: number };

/** Answered calls of an app, newest first, between two ids. */
export function listRequestRows(db: Db, owner: Owner, by: RequestNarrowing, page: Page) {
  const { before, after, limit } = page;
  return db
    .select(listColumns)
    .from(requestLogs)
    .where(
      and(
        eq(requestLogs.appId, owner.appId),
        eq(requestLogs.orgId, owner.orgId),
        before && lt(requestLogs.id, before),
        after && gte(requestLogs.id, after),
        ...conditions(by),
      ),
    )
    .orderBy(desc(requestLogs.id))
    .limit(limit);
}

export type RequestRow = Awaited<ReturnType<typeof listRequestRows>>[number];

/** Checked filters; every one narrows. */
export type RequestNarrowing = {
  /** Inclusive. */
  statuses: [from: number, to: number] | null;
  isDenied: boolean;
  method: string | null;
  tokenKind: 'console' | 'installation' | null;
  operationId: string | null;
  path: string | null;
  /** Installations of a tenant or the one that was named; a token belongs to one of them. */
  installationIds: readonly InstallationId[] | null;
  tokenId: TokenId | null;
  idempotency: IdempotencyOutcome | null;
  fromId: RequestId | null;
  untilId: RequestId | null;
  id: RequestId | null;
};

const isRefusal = ({ statuses, isDenied, idempotency }: RequestNarrowing): boolean =>
  isDenied ||
  (statuses !== null && statuses[0] >= 400) ||
  (idempotency !== null && idempotency !== 'stored' && idempotency !== 'replayed');

function conditions(by: RequestNarrowing): (SQL | undefined)[] {
  const { id, status } = requestLogs;
  return [
    // Also says which index to read: few calls go wrong.
    isRefusal(by) ? gte(status, 400) : undefined,
    by.statuses === null ? undefined : between(status, ...by.statuses),
    by.isDenied ? isNotNull(requestLogs.deniedScope) : undefined,
    by.method === null ? undefined : eq(requestLogs.method, by.method),
    by.tokenKind === null ? undefined : eq(requestLogs.tokenKind, by.tokenKind),
    by.operationId === null ? undefined : eq(requestLogs.operationId, by.operationId),
    by.path === null ? undefined : sql`${requestLogs.path} ilike ${containsPattern(by.path)}`,
    by.installationIds === null
      ? undefined
      : inArray(requestLogs.installationId, [...by.installationIds]),
    by.tokenId === null ? undefined : eq(requestLogs.tokenId, by.tokenId),
    by.idempotency === null ? undefined : eq(requestLogs.idempotency, by.idempotency),
    by.fromId === null ? undefined : gte(id, by.fromId),
    by.untilId === null ? undefined : lt(id, by.untilId),
    by.id === null ? undefined : eq(id, by.id),
  ];
}

/** The installation of a token of an app; null: there is no such token. */
export async function findTokenInstallation(
  db: Db,
  owner: Owner,
  tokenId: TokenId,
): Promise<InstallationId | null> {
  const [row] = await db
    .select({ id: installations.id })
    .from(tokens)
    .innerJoin(installations, eq(installations.id, tokens.installationId))
    .where(
      and(
        eq(tokens.id, tokenId),
        eq(installations.appId, owner.appId),
        eq(installations.orgId, owner.orgId),
      ),
    )
    .limit(1);
  return row?.id ?? null;
}

/** The installations that an app had and has in a tenant. */
export async function listTenantInstallations(
  db: Db,
  owner: Owner,
  tenantId: number,
): Promise<InstallationId[]> {
  const rows = await db
    .select({ id: installations.id })
    .from(installations)
    .where(
      and(
        eq(installations.appId, owner.appId),
        eq(installations.orgId, owner.orgId),
        eq(installations.tenantId, tenantId),
      ),
    );
  return rows.map(({ id }) => id);
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
