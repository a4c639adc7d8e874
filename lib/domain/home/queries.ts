import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { apps } from '#lib/db/schema/apps.ts';
import { auditEntries } from '#lib/db/schema/identity.ts';
import { requestLogs } from '#lib/db/schema/sandbox.ts';
import { appVersions } from '#lib/db/schema/versions.ts';
import {
  type AppId,
  type EndpointId,
  leastId,
  type NoticeId,
  type OrgId,
  type TokenId,
} from '#lib/std/ids.ts';
import { listColumns } from '../requests/queries.ts';
import type { Milestones } from './schemas.ts';

const listed = 50;

type OfApp = { app_id: AppId; app_name: string };

/** Endpoints that fail or that the portal has disabled; what a person disabled is meant so. */
export async function listSickEndpoints(db: Db, orgId: OrgId) {
  const { rows } = await db.execute<
    OfApp & {
      id: EndpointId;
      url: string;
      kind: string;
      enabled: boolean;
      reason: 'gone' | 'failing' | null;
      failures: number;
      at: Date | string;
    }
  >(sql`
    select e.id, e.app_id, a.name as app_name, e.url, e.kind, e.enabled, e.disabled_reason as reason,
      e.consecutive_failures as failures, coalesce(e.disabled_at, e.failing_since) as at
    from webhook_endpoints e join apps a on a.id = e.app_id
    where a.org_id = ${orgId} and e.deleted_at is null and e.kind <> 'listener'
      and ((e.enabled and e.failing_since is not null)
        or (not e.enabled and e.disabled_reason in ('gone', 'failing')))
    order by e.enabled, at desc limit ${listed}`);
  return rows;
}

/** The newest notice about each endpoint, where it says that the endpoint works again. */
export async function listRecoveredEndpoints(db: Db, orgId: OrgId) {
  const { rows } = await db.execute<
    OfApp & {
      notice_id: NoticeId;
      id: EndpointId;
      url: string;
      kind: string;
      details: Record<string, unknown>;
      at: Date | string;
    }
  >(sql`
    select n.id as notice_id, e.id, e.app_id, a.name as app_name, e.url, e.kind, n.details, n.created_at as at
    from apps a
    join lateral (
      select distinct on (endpoint_id) * from notices
      where app_id = a.id and dismissed_at is null order by endpoint_id, id desc
    ) n on n.kind = 'endpoint_recovered'
    join webhook_endpoints e on e.id = n.endpoint_id and e.deleted_at is null
    where a.org_id = ${orgId} order by n.id desc limit ${listed}`);
  return rows;
}

/** Generations of living tokens that end before `until`; of a rotated one the old generation, when it is still used. */
export async function listEndingTokens(db: Db, orgId: OrgId, now: Date, until: Date) {
  const { rows } = await db.execute<
    OfApp & {
      id: TokenId;
      tenant_name: string;
      prefix: string;
      last_four: string;
      expires_at: Date | string;
      last_used_at: Date | string | null;
      is_old: boolean;
    }
  >(sql`
    select t.id, i.app_id, a.name as app_name, s.name as tenant_name, t.prefix, t.last_four, t.expires_at,
      t.last_used_at, n.created_at is not null as is_old
    from installations i
    join apps a on a.id = i.app_id
    join tenants s on s.id = i.tenant_id
    join tokens t on t.installation_id = i.id and t.kind = 'installation' and t.revoked_at is null
      and t.expires_at > ${now} and t.expires_at <= ${until}
    left join lateral (
      select created_at from tokens n
      where n.installation_id = i.id and n.id = t.id and n.generation > t.generation and n.revoked_at is null
      order by n.generation limit 1
    ) n on true
    where i.org_id = ${orgId} and i.uninstalled_at is null
      and (n.created_at is null or t.last_used_at > n.created_at)
    order by t.expires_at limit ${listed}`);
  return rows;
}

/** Scopes that calls since a moment lacked and that their installation has not been granted meanwhile. */
export async function listDeniedScopes(db: Db, orgId: OrgId, since: Date) {
  const { rows } = await db.execute<
    OfApp & { scope: string; calls: number; is_asked: boolean; at: Date | string }
  >(sql`
    select l.app_id, a.name as app_name, l.denied_scope as scope, count(*)::int as calls, max(l.created_at) as at,
      bool_or(s.scope is not null) as is_asked
    from apps a
    join request_logs l on l.app_id = a.id and l.status >= 400 and l.id >= ${leastId('req', since.getTime())}
      and l.denied_scope is not null
    join installations i on i.id = l.installation_id and i.uninstalled_at is null
      and not l.denied_scope = any(i.scopes)
    left join app_scopes s on s.app_id = a.id and s.scope = l.denied_scope
    where a.org_id = ${orgId}
    group by l.app_id, a.name, l.denied_scope order by calls desc limit ${listed}`);
  return rows;
}

/** Apps whose calls were answered 429 since a moment. */
export async function listRateLimited(db: Db, orgId: OrgId, since: Date) {
  const { rows } = await db.execute<OfApp & { calls: number; at: Date | string }>(sql`
    select l.app_id, a.name as app_name, count(*)::int as calls, max(l.created_at) as at
    from apps a
    join request_logs l on l.app_id = a.id and l.status >= 400 and l.id >= ${leastId('req', since.getTime())}
      and l.status = 429
    where a.org_id = ${orgId} group by l.app_id, a.name order by calls desc limit ${listed}`);
  return rows;
}

/** How many tenants of each app have not granted all that it needs. */
export async function countMissingConsents(db: Db, orgId: OrgId) {
  const { rows } = await db.execute<OfApp & { tenants: number }>(sql`
    select a.id as app_id, a.name as app_name, count(*)::int as tenants
    from apps a join installations i on i.app_id = a.id and i.uninstalled_at is null
    where a.org_id = ${orgId} and exists (
      select from app_scopes s where s.app_id = a.id and not s.is_optional and not s.scope = any(i.scopes))
    group by a.id, a.name order by a.id limit ${listed}`);
  return rows;
}

/** The newest version of each app, where it is a draft or with the reviewers. */
export function listOpenVersions(db: Db, orgId: OrgId) {
  const newest = db
    .selectDistinctOn([appVersions.appId], {
      appId: appVersions.appId,
      number: appVersions.number,
      status: appVersions.status,
      at: sql<Date>`coalesce(${appVersions.submittedAt}, ${appVersions.changedAt})`
        .mapWith(appVersions.changedAt)
        .as('at'),
    })
    .from(appVersions)
    .where(eq(appVersions.orgId, orgId))
    .orderBy(appVersions.appId, desc(appVersions.number))
    .as('newest');
  return db
    .select({
      appId: newest.appId,
      appName: apps.name,
      number: newest.number,
      status: newest.status,
      at: newest.at,
    })
    .from(newest)
    .innerJoin(apps, eq(apps.id, newest.appId))
    .where(inArray(newest.status, ['draft', 'in_review']))
    .limit(listed);
}

/** The versions among these ids that still stand as the reviewers left them. */
export async function listDecidedVersions(
  db: Db,
  orgId: OrgId,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await db
    .select({ id: sql<string>`${appVersions.id}` })
    .from(appVersions)
    .where(
      and(
        eq(appVersions.orgId, orgId),
        inArray(sql`${appVersions.id}`, [...ids]),
        inArray(appVersions.status, ['approved', 'rejected']),
      ),
    );
  return rows.map(({ id }) => id);
}

/** The latest answered calls of an organization, over all its apps. */
export function listLatestRows(db: Db, orgId: OrgId, appIds: readonly AppId[], limit: number) {
  if (appIds.length === 0) return Promise.resolve([]);
  return db
    .select(listColumns)
    .from(requestLogs)
    .where(and(eq(requestLogs.orgId, orgId), inArray(requestLogs.appId, [...appIds])))
    .orderBy(desc(requestLogs.id))
    .limit(limit);
}

/** Left in the trail when a receiver's signature was found right for the first time. */
export const verifiedAction = 'webhook.signature_verified';

export async function hasVerified(db: Db, orgId: OrgId, appId: AppId): Promise<boolean> {
  const { orgId: org, action, subject } = auditEntries;
  const mine = and(eq(org, orgId), eq(action, verifiedAction), eq(subject, appId));
  return (await db.$count(auditEntries, mine)) > 0;
}

/**
 * What an organization has done already. The log forgets after a month, so each step is read from what is kept: uses
 * of tokens, events, deliveries, the trail.
 */
export async function findMilestones(db: Db, orgId: OrgId): Promise<Milestones> {
  const { rows } = await db.execute<Milestones>(sql`
    select
      exists(select from apps where org_id = ${orgId}) as app,
      exists(select from installations where org_id = ${orgId} and uninstalled_at is null) as installed,
      exists(select from tokens t join installations i on i.id = t.installation_id
        where i.org_id = ${orgId} and t.last_used_at is not null) as tried,
      exists(select from tokens t join installations i on i.id = t.installation_id
        where i.org_id = ${orgId} and t.last_used_at is not null and t.kind = 'installation') as called,
      exists(select from events e where e.org_id = ${orgId} and e.request_id is not null
        and exists(select from request_logs l where l.id = e.request_id)) as wrote,
      exists(select from webhook_endpoints e join apps a on a.id = e.app_id
        where a.org_id = ${orgId} and e.deleted_at is null and e.kind <> 'bridge') as endpoint,
      exists(select from deliveries d join apps a on a.id = d.app_id
        where a.org_id = ${orgId} and d.status = 'delivered' and d.event_type not like 'app.%') as delivered,
      exists(select from audit_entries where org_id = ${orgId} and action = ${verifiedAction}) as verified,
      exists(select from tokens t join installations i on i.id = t.installation_id
        where i.org_id = ${orgId} and t.kind = 'installation' and t.generation > 1) as rotated`);
  const none = { app: false, installed: false, tried: false, called: false, wrote: false };
  return rows[0] ?? { ...none, endpoint: false, delivered: false, verified: false, rotated: false };
}
