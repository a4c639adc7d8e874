import { and, desc, eq, ilike, inArray, lt, ne, or, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { type ApplicationStatus, partnerApplications } from '#lib/db/schema/entry.ts';
import { organizations, users } from '#lib/db/schema/identity.ts';
import type { ApplicationId, OrgId, UserId } from '#lib/std/ids.ts';

export type ApplicationRow = typeof partnerApplications.$inferSelect;

/** Inserts an application; false when an open one has the address or the secret of the status page. */
export async function insertApplication(
  db: Db,
  row: typeof partnerApplications.$inferInsert,
): Promise<boolean> {
  const made = await db
    .insert(partnerApplications)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: partnerApplications.id });
  return made.length > 0;
}

export async function findByStatusHash(db: Db, hash: Buffer): Promise<ApplicationRow | null> {
  const where = eq(partnerApplications.statusHash, hash);
  const [row] = await db.select().from(partnerApplications).where(where);
  return row ?? null;
}

/** The application behind a confirmation link, held until the transaction ends. */
export async function holdByConfirmHash(db: Db, hash: Buffer): Promise<ApplicationRow | null> {
  const where = eq(partnerApplications.confirmHash, hash);
  const [row] = await db.select().from(partnerApplications).where(where).for('update');
  return row ?? null;
}

/** Takes away another application whose address nobody confirmed, so that whoever reads mail there can apply. */
export async function dropUnconfirmed(db: Db, email: string, statusHash: Buffer): Promise<void> {
  await db
    .delete(partnerApplications)
    .where(
      and(
        eq(partnerApplications.status, 'unconfirmed'),
        ne(partnerApplications.statusHash, statusHash),
        eq(sql`lower(${partnerApplications.email})`, email.toLowerCase()),
      ),
    );
}

/** Whether an application with this address waits for a decision. */
export async function hasPending(db: Db, email: string): Promise<boolean> {
  const where = and(
    eq(partnerApplications.status, 'pending'),
    eq(sql`lower(${partnerApplications.email})`, email.toLowerCase()),
  );
  return (await db.$count(partnerApplications, where)) > 0;
}

export async function holdApplication(db: Db, id: ApplicationId): Promise<ApplicationRow | null> {
  const where = eq(partnerApplications.id, id);
  const [row] = await db.select().from(partnerApplications).where(where).for('update');
  return row ?? null;
}

type Change = Partial<
  Pick<ApplicationRow, 'status' | 'confirmedAt' | 'decidedAt' | 'decidedBy' | 'reason' | 'orgId'>
>;

export async function changeApplication(db: Db, id: ApplicationId, set: Change): Promise<void> {
  await db.update(partnerApplications).set(set).where(eq(partnerApplications.id, id));
}

const likePattern = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Applications, the newest first, below an id when given. */
export function listApplicationRows(
  db: Db,
  filter: { statuses: readonly ApplicationStatus[]; q?: string; before?: ApplicationId },
  limit: number,
) {
  const { statuses, q, before } = filter;
  const { company, contactName, email, site } = partnerApplications;
  const pattern = q ? likePattern(q) : null;
  return db
    .select({
      id: partnerApplications.id,
      company,
      contactName,
      email,
      integrationType: partnerApplications.integrationType,
      status: partnerApplications.status,
      createdAt: partnerApplications.createdAt,
      decidedAt: partnerApplications.decidedAt,
    })
    .from(partnerApplications)
    .where(
      and(
        inArray(partnerApplications.status, [...statuses]),
        before ? lt(partnerApplications.id, before) : undefined,
        pattern
          ? or(
              ilike(company, pattern),
              ilike(contactName, pattern),
              ilike(email, pattern),
              ilike(site, pattern),
            )
          : undefined,
      ),
    )
    .orderBy(desc(partnerApplications.id))
    .limit(limit);
}

export type ApplicationListRow = Awaited<ReturnType<typeof listApplicationRows>>[number];

export async function countByStatus(db: Db): Promise<Record<ApplicationStatus, number>> {
  const counts = { unconfirmed: 0, pending: 0, approved: 0, declined: 0 };
  const rows = await db
    .select({ status: partnerApplications.status, count: sql<number>`count(*)::int` })
    .from(partnerApplications)
    .groupBy(partnerApplications.status);
  for (const { status, count } of rows) counts[status] = count;
  return counts;
}

/** One application as reviewers see it. */
export async function findApplication(db: Db, id: ApplicationId) {
  const [row] = await db
    .select({
      application: partnerApplications,
      decidedByName: users.name,
      orgName: organizations.name,
    })
    .from(partnerApplications)
    .leftJoin(users, eq(users.id, partnerApplications.decidedBy))
    .leftJoin(organizations, eq(organizations.id, partnerApplications.orgId))
    .where(eq(partnerApplications.id, id));
  return row ?? null;
}

/** The account under an address, held, with the organization that it works for. */
export async function holdAccount(db: Db, email: string) {
  const { rows } = await db.execute<{
    id: UserId;
    has_password: boolean;
    has_identity: boolean;
    org_id: OrgId | null;
    org_name: string | null;
  }>(sql`
    select u.id, u.password_hash is not null as has_password,
      exists (select from oidc_identities i where i.user_id = u.id) as has_identity,
      o.id as org_id, o.name as org_name
    from users u
    left join lateral (
      select m.org_id from memberships m where m.user_id = u.id order by m.created_at limit 1) m on true
    left join organizations o on o.id = m.org_id
    where lower(u.email) = ${email.toLowerCase()} for update of u`);
  return rows[0] ?? null;
}
