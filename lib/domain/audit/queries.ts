import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { auditEntries, auditLinks, users } from '#lib/db/schema/identity.ts';
import type { OrgId } from '#lib/std/ids.ts';

const columns = {
  id: auditEntries.id,
  position: auditLinks.position,
  createdAt: auditEntries.createdAt,
  actor: auditEntries.actor,
  actorName: users.name,
  actorEmail: users.email,
  action: auditEntries.action,
  subject: auditEntries.subject,
  details: auditEntries.details,
  clientAddress: auditEntries.clientAddress,
  hash: sql<string>`encode(${auditLinks.hash}, 'hex')`,
};

const entriesOf = (db: Db) =>
  db
    .select(columns)
    .from(auditLinks)
    .innerJoin(auditEntries, eq(auditEntries.id, auditLinks.entryId))
    .leftJoin(users, eq(sql`'user:' || ${users.id}`, auditEntries.actor));

type Filter = { action?: string; before?: number };

/** Entries of an organization, the newest first, below a position when given. */
export function listAuditRows(db: Db, orgId: OrgId, filter: Filter, limit: number) {
  const { action, before } = filter;
  return entriesOf(db)
    .where(
      and(
        eq(auditLinks.chain, orgId),
        before === undefined ? undefined : lt(auditLinks.position, before),
        action === undefined ? undefined : eq(auditEntries.action, action),
      ),
    )
    .orderBy(desc(auditLinks.position))
    .limit(limit);
}

export type AuditRow = Awaited<ReturnType<typeof listAuditRows>>[number];

/** Entries above a position, the oldest first: what an export reads, page by page. */
export function listAuditRowsAfter(db: Db, orgId: OrgId, after: number, limit: number) {
  return entriesOf(db)
    .where(and(eq(auditLinks.chain, orgId), gt(auditLinks.position, after)))
    .orderBy(asc(auditLinks.position))
    .limit(limit);
}

export async function listAuditActions(db: Db, orgId: OrgId): Promise<string[]> {
  const rows = await db
    .selectDistinct({ action: auditEntries.action })
    .from(auditEntries)
    .where(eq(auditEntries.orgId, orgId))
    .orderBy(asc(auditEntries.action));
  return rows.map(({ action }) => action);
}

export type ChainCheck = {
  checked: number;
  brokenAt: number | null;
  unlinked: number;
  head: string | null;
};

/** Computes every hash of a chain anew and compares: each link, each entry, no gap, nothing outside. */
export async function checkAuditChain(db: Db, orgId: OrgId): Promise<ChainCheck> {
  const { rows } = await db.execute<{
    checked: string;
    broken_at: string | null;
    unlinked: string;
    head: string | null;
  }>(sql`
    with links as (
      select l.*, lag(l.hash) over w as hash_before, row_number() over w as nth
      from audit_links l where l.chain = ${orgId} window w as (order by l.position)
    ),
    judged as (
      select l.position, coalesce(l.hash = audit_entry_hash(l.previous_hash, e)
        and l.previous_hash = coalesce(l.hash_before, '\\x'::bytea) and l.position = l.nth, false) as fits
      from links l left join audit_entries e on e.id = l.entry_id and e.org_id = l.chain
    )
    select count(*) as checked, min(position) filter (where not fits) as broken_at,
      (select count(*) from audit_entries e where e.org_id = ${orgId}
        and not exists (select from audit_links l where l.entry_id = e.id)) as unlinked,
      (select encode(l.hash, 'hex') from links l order by l.position desc limit 1) as head
    from judged`);
  const [row] = rows;
  return {
    checked: Number(row?.checked ?? 0),
    brokenAt: row?.broken_at == null ? null : Number(row.broken_at),
    unlinked: Number(row?.unlinked ?? 0),
    head: row?.head ?? null,
  };
}
