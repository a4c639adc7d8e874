import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { apps } from '#lib/db/schema/apps.ts';
import { accountNotices } from '#lib/db/schema/entry.ts';
import { memberships, users } from '#lib/db/schema/identity.ts';
import type { AppId, NoticeId, OrgId, TokenId } from '#lib/std/ids.ts';

/** Inserts a notice; false when it was told already. */
export async function insertAccountNotice(
  db: Db,
  row: typeof accountNotices.$inferInsert,
): Promise<boolean> {
  const { rowCount } = await db.insert(accountNotices).values(row).onConflictDoNothing();
  return (rowCount ?? 0) > 0;
}

export type ExpiringToken = {
  tokenId: TokenId;
  generation: number;
  orgId: OrgId;
  appId: AppId;
  appName: string;
  tenantName: string;
  prefix: string;
  lastFour: string;
  expiresAt: Date;
};

/**
 * Installation tokens that end within `until` and that nothing newer has replaced; those of which the notice
 * `token:generation:days` was written already are left out, where `days` is what the caller computes the same way.
 */
export async function listExpiringTokens(
  db: Db,
  now: Date,
  until: Date,
  stages: readonly { days: number; before: Date }[],
): Promise<(ExpiringToken & { days: number })[]> {
  const stage = sql.join(
    stages.map(({ days, before }) => sql`when t.expires_at <= ${before} then ${days}::int`),
    sql` `,
  );
  const { rows } = await db.execute<{
    id: TokenId;
    generation: number;
    org_id: OrgId;
    app_id: AppId;
    app_name: string;
    tenant_name: string;
    prefix: string;
    last_four: string;
    expires_at: Date | string;
    days: number;
  }>(sql`
    select * from (
      select t.id, t.generation, t.org_id, i.app_id, a.name as app_name, s.name as tenant_name,
        t.prefix, t.last_four, t.expires_at, case ${stage} end as days
      from tokens t
      join installations i on i.id = t.installation_id and i.uninstalled_at is null
      join apps a on a.id = i.app_id
      join tenants s on s.id = i.tenant_id
      where t.kind = 'installation' and t.revoked_at is null
        and t.expires_at > ${now} and t.expires_at <= ${until}
        and not exists (
          select from tokens n where n.id = t.id and n.generation > t.generation and n.revoked_at is null)
    ) due
    where not exists (
      select from account_notices n where n.once_key = due.id || ':' || due.generation || ':' || due.days)
    order by expires_at limit 500`);
  return rows.map((row) => ({
    tokenId: row.id,
    generation: row.generation,
    orgId: row.org_id,
    appId: row.app_id,
    appName: row.app_name,
    tenantName: row.tenant_name,
    prefix: row.prefix,
    lastFour: row.last_four,
    expiresAt: new Date(row.expires_at),
    days: row.days,
  }));
}

/** Whom a notice of an organization is mailed to: everybody who may act on it. */
export async function listMailable(db: Db, orgId: OrgId): Promise<string[]> {
  const rows = await db
    .select({ email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.orgId, orgId), sql`${memberships.role} <> 'viewer'`))
    .limit(200);
  return rows.map(({ email }) => email);
}

/**
 * What an organization was told and nobody has put away, the newest first. Of one subject only the last word, and
 * nothing about a token that was rotated or revoked since.
 */
export async function listNoticeRows(db: Db, orgId: OrgId) {
  const latest = db
    .selectDistinctOn([accountNotices.kind, accountNotices.subject], { id: accountNotices.id })
    .from(accountNotices)
    .where(eq(accountNotices.orgId, orgId))
    .orderBy(accountNotices.kind, accountNotices.subject, desc(accountNotices.id));
  const settled = sql`${accountNotices.kind} = 'token_expiring' and not exists (
    select from tokens t where t.id = ${accountNotices.subject} and t.revoked_at is null
      and t.generation = (${accountNotices.details} ->> 'generation')::int
      and not exists (
        select from tokens n where n.id = t.id and n.generation > t.generation and n.revoked_at is null))`;
  return db
    .select({
      id: accountNotices.id,
      appId: accountNotices.appId,
      appName: apps.name,
      kind: accountNotices.kind,
      subject: accountNotices.subject,
      details: accountNotices.details,
      createdAt: accountNotices.createdAt,
    })
    .from(accountNotices)
    .leftJoin(apps, eq(apps.id, accountNotices.appId))
    .where(
      and(
        eq(accountNotices.orgId, orgId),
        isNull(accountNotices.dismissedAt),
        sql`${accountNotices.id} in ${latest}`,
        sql`not (${settled})`,
      ),
    )
    .orderBy(desc(accountNotices.id))
    .limit(100);
}

export type AccountNoticeRow = Awaited<ReturnType<typeof listNoticeRows>>[number];

/** Puts a notice away; null when it is not this organization's. */
export async function markDismissed(db: Db, orgId: OrgId, id: NoticeId, now: Date) {
  const [row] = await db
    .update(accountNotices)
    .set({ dismissedAt: sql`coalesce(${accountNotices.dismissedAt}, ${now.toISOString()})` })
    .where(and(eq(accountNotices.orgId, orgId), eq(accountNotices.id, id)))
    .returning({ id: accountNotices.id });
  return row ?? null;
}
