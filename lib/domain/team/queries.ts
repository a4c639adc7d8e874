import { and, asc, desc, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { invitations, memberships, organizations, users } from '#lib/db/schema/identity.ts';
import type { Id, OrgId, UserId } from '#lib/std/ids.ts';

export function listMemberRows(db: Db, orgId: OrgId) {
  return (
    db
      .select({
        userId: users.id,
        name: users.name,
        email: users.email,
        role: memberships.role,
        since: memberships.createdAt,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.orgId, orgId))
      // Who may do most stands first; the rest by when they came, and by name where that was the same moment.
      .orderBy(
        sql`array_position(array['owner', 'admin', 'developer', 'viewer'], ${memberships.role})`,
        asc(memberships.createdAt),
        asc(users.name),
      )
      .limit(1000)
  );
}

export type MemberRow = Awaited<ReturnType<typeof listMemberRows>>[number];

/** The roles in an organization, held until the transaction ends: two owners cannot leave at once. */
export async function holdRoles(db: Db, orgId: OrgId) {
  const [org] = await db
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.id, orgId))
    .for('update');
  if (!org) return [];
  return db
    .select({ userId: memberships.userId, role: memberships.role })
    .from(memberships)
    .where(eq(memberships.orgId, orgId));
}

const member = (orgId: OrgId, userId: UserId) =>
  and(eq(memberships.orgId, orgId), eq(memberships.userId, userId));

export async function setRole(
  db: Db,
  orgId: OrgId,
  userId: UserId,
  role: MemberRow['role'],
): Promise<void> {
  await db.update(memberships).set({ role }).where(member(orgId, userId));
}

export async function deleteMembership(db: Db, orgId: OrgId, userId: UserId): Promise<void> {
  await db.delete(memberships).where(member(orgId, userId));
}

export async function hasMembership(db: Db, userId: UserId): Promise<boolean> {
  return (await db.$count(memberships, eq(memberships.userId, userId))) > 0;
}

export async function isMemberEmail(db: Db, orgId: OrgId, email: string): Promise<boolean> {
  const rows = await db
    .select({ userId: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.orgId, orgId), eq(sql`lower(${users.email})`, email.toLowerCase())));
  return rows.length > 0;
}

const isOpen = and(isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt));

export function listOpenInvitations(db: Db, orgId: OrgId, now: Date) {
  return db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .where(and(eq(invitations.orgId, orgId), isOpen, gt(invitations.expiresAt, now)))
    .orderBy(desc(invitations.id))
    .limit(200);
}

export type InvitationRow = Awaited<ReturnType<typeof listOpenInvitations>>[number];

/** Inserts an invitation; false when an open one for the address stands. One that has expired makes room. */
export async function insertInvitation(
  db: Db,
  row: typeof invitations.$inferInsert,
): Promise<boolean> {
  await db
    .update(invitations)
    .set({ withdrawnAt: row.createdAt })
    .where(
      and(
        eq(invitations.orgId, row.orgId),
        eq(sql`lower(${invitations.email})`, row.email.toLowerCase()),
        isOpen,
        lte(invitations.expiresAt, row.createdAt),
      ),
    );
  const made = await db
    .insert(invitations)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: invitations.id });
  return made.length > 0;
}

/** An organization's invitation, open or not, held until the transaction ends. */
export async function holdInvitation(db: Db, orgId: OrgId, id: Id<'inv'>) {
  const [row] = await db
    .select()
    .from(invitations)
    .where(and(eq(invitations.orgId, orgId), eq(invitations.id, id)))
    .for('update');
  return row ?? null;
}

export async function markInvitation(
  db: Db,
  id: Id<'inv'>,
  when: { acceptedAt: Date } | { withdrawnAt: Date },
): Promise<void> {
  await db.update(invitations).set(when).where(eq(invitations.id, id));
}

const openInvitation = (db: Db) =>
  db
    .select({
      id: invitations.id,
      orgId: invitations.orgId,
      orgName: organizations.name,
      email: invitations.email,
      role: invitations.role,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.orgId))
    .$dynamic();

/** The open invitation behind a link, held until the transaction ends; null: used, withdrawn, expired or invented. */
export async function findOpenInvitation(db: Db, hash: Buffer, now: Date) {
  const [row] = await openInvitation(db)
    .where(and(isOpen, gt(invitations.expiresAt, now), eq(invitations.hash, hash)))
    .for('update', { of: invitations });
  return row ?? null;
}

/** The open invitation that an address was sent first, held until the transaction ends. */
export async function findOldestInvitation(db: Db, email: string, now: Date) {
  const ofEmail = eq(sql`lower(${invitations.email})`, email.toLowerCase());
  const [row] = await openInvitation(db)
    .where(and(isOpen, gt(invitations.expiresAt, now), ofEmail))
    .orderBy(asc(invitations.id))
    .limit(1)
    .for('update', { of: invitations });
  return row ?? null;
}

export type OpenInvitation = NonNullable<Awaited<ReturnType<typeof findOpenInvitation>>>;

/** A person's address; the person is held until the transaction ends, so that nobody joins two organizations at once. */
export async function holdEmail(db: Db, userId: UserId): Promise<string | null> {
  const [row] = await db
    .select({ email: users.email })
    .from(users)
    .where(eq(users.id, userId))
    .for('update');
  return row?.email ?? null;
}

/** How an organization and one of its people are called. */
export async function findNames(db: Db, orgId: OrgId, userId: UserId) {
  const [row] = await db
    .select({ org: organizations.name, person: users.name })
    .from(organizations)
    .innerJoin(users, eq(users.id, userId))
    .where(eq(organizations.id, orgId));
  return { org: row?.org ?? 'an organization', person: row?.person ?? 'Somebody' };
}
