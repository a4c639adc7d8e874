import { and, asc, desc, eq, gt, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { auditEntries, auditLinks, users } from '#lib/db/schema/identity.ts';
import type { OrgId } from '#lib/std/ids.ts';
import { containsPattern } from '../paging.ts';
import type { AuditActor } from './schemas.ts';

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

/** A checked filter; every field narrows. */
export type AuditNarrowing = {
  actor?: string;
  action?: string;
  target?: string;
  since: Date | null;
  until: Date | null;
};

function conditions(orgId: OrgId, by: AuditNarrowing): SQL | undefined {
  const { actor, action, target, since, until } = by;
  return and(
    eq(auditLinks.chain, orgId),
    actor === undefined ? undefined : eq(auditEntries.actor, actor),
    action === undefined ? undefined : eq(auditEntries.action, action),
    target === undefined
      ? undefined
      : sql`${auditEntries.subject} ilike ${containsPattern(target)}`,
    since === null ? undefined : gte(auditEntries.createdAt, since),
    until === null ? undefined : lt(auditEntries.createdAt, until),
  );
}

type Below = { before?: number; limit: number };

/** Entries of an organization, the newest first, below a position when given. */
export function listAuditRows(db: Db, orgId: OrgId, by: AuditNarrowing, page: Below) {
  const { before, limit } = page;
  return entriesOf(db)
    .where(
      and(
        conditions(orgId, by),
        before === undefined ? undefined : lt(auditLinks.position, before),
      ),
    )
    .orderBy(desc(auditLinks.position))
    .limit(limit);
}

export type AuditRow = Awaited<ReturnType<typeof listAuditRows>>[number];

type Above = { after: number; limit: number };

/** Entries above a position, the oldest first: what an export reads, page by page. */
export function listAuditRowsAfter(db: Db, orgId: OrgId, by: AuditNarrowing, page: Above) {
  return entriesOf(db)
    .where(and(conditions(orgId, by), gt(auditLinks.position, page.after)))
    .orderBy(asc(auditLinks.position))
    .limit(page.limit);
}

/** The entry that a link of the chain stands for; null: it is gone. */
export async function findAuditRow(
  db: Db,
  orgId: OrgId,
  position: number,
): Promise<AuditRow | null> {
  const [row] = await entriesOf(db).where(
    and(eq(auditLinks.chain, orgId), eq(auditLinks.position, position)),
  );
  return row ?? null;
}

/** Everybody who has acted, people under their names. */
export async function listAuditActors(db: Db, orgId: OrgId): Promise<AuditActor[]> {
  const actors = db
    .selectDistinct({ actor: auditEntries.actor })
    .from(auditEntries)
    .where(eq(auditEntries.orgId, orgId))
    .as('actors');
  return db
    .select({ actor: actors.actor, name: users.name, email: users.email })
    .from(actors)
    .leftJoin(users, eq(sql`'user:' || ${users.id}`, actors.actor))
    .orderBy(asc(users.name), asc(actors.actor));
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
