import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { passwordLinks } from '#lib/db/schema/entry.ts';
import { memberships, sessions, users } from '#lib/db/schema/identity.ts';
import type { UserId } from '#lib/std/ids.ts';

export async function insertPasswordLink(
  db: Db,
  row: typeof passwordLinks.$inferInsert,
): Promise<void> {
  await db.insert(passwordLinks).values(row);
}

/** The person behind a link that still works, the link held until the transaction ends. */
export async function findPasswordLink(db: Db, hash: Buffer, now: Date) {
  const [row] = await db
    .select({
      userId: users.id,
      email: users.email,
      name: users.name,
      hasPassword: users.passwordHash,
    })
    .from(passwordLinks)
    .innerJoin(users, eq(users.id, passwordLinks.userId))
    .where(
      and(
        eq(passwordLinks.hash, hash),
        isNull(passwordLinks.usedAt),
        gt(passwordLinks.expiresAt, now),
      ),
    )
    .for('update', { of: passwordLinks });
  return row ? { ...row, hasPassword: row.hasPassword !== null } : null;
}

/** Makes every open link of a person worthless; those long over are removed. */
export async function closePasswordLinks(db: Db, userId: UserId, now: Date, oldest: Date) {
  const ofUser = eq(passwordLinks.userId, userId);
  await db
    .update(passwordLinks)
    .set({ usedAt: now })
    .where(and(ofUser, isNull(passwordLinks.usedAt)));
  await db.delete(passwordLinks).where(and(ofUser, lt(passwordLinks.expiresAt, oldest)));
}

export async function setPasswordHash(db: Db, userId: UserId, passwordHash: string): Promise<void> {
  await db.update(users).set({ passwordHash }).where(eq(users.id, userId));
}

/** Ends every living session of a person. */
export async function endAllSessions(db: Db, userId: UserId, now: Date): Promise<number> {
  const { rowCount } = await db
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt)));
  return rowCount ?? 0;
}

/** What a person's account is known by, held until the transaction ends. */
export async function holdUser(db: Db, userId: UserId) {
  const [row] = await db
    .select({
      id: users.id,
      email: users.email,
      name: users.name,
      passwordHash: users.passwordHash,
    })
    .from(users)
    .where(eq(users.id, userId))
    .for('update');
  return row ?? null;
}

/** The organization whose trail a person's own acts belong to; null: none. */
export async function findOrgOf(db: Db, userId: UserId) {
  const [row] = await db
    .select({ orgId: memberships.orgId })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .orderBy(memberships.createdAt, memberships.orgId)
    .limit(1);
  return row?.orgId ?? null;
}
