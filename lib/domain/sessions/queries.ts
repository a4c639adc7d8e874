import { and, asc, desc, eq, gt, isNull, lt, ne, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { memberships, organizations, sessions, users } from '#lib/db/schema/identity.ts';
import { rateWindows } from '#lib/db/schema/sandbox.ts';
import type { SessionId, UserId } from '#lib/std/ids.ts';

export async function insertSession(db: Db, row: typeof sessions.$inferInsert): Promise<void> {
  await db.insert(sessions).values(row);
}

/**
 * The living session with its user and the organization that the user joined first. One query, because every
 * page and every relayed call asks.
 */
export async function findLiveSession(db: Db, id: SessionId, now: Date, idleSince: Date) {
  const [row] = await db
    .select({
      sessionId: sessions.id,
      lastSeenAt: sessions.lastSeenAt,
      authenticatedAt: sessions.authenticatedAt,
      userId: users.id,
      email: users.email,
      name: users.name,
      isReviewer: users.isReviewer,
      orgId: organizations.id,
      orgName: organizations.name,
      role: memberships.role,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(memberships, eq(memberships.userId, users.id))
    .leftJoin(organizations, eq(organizations.id, memberships.orgId))
    .where(
      and(
        eq(sessions.id, id),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, now),
        gt(sessions.lastSeenAt, idleSince),
      ),
    )
    .orderBy(asc(memberships.createdAt), asc(memberships.orgId))
    .limit(1);
  return row ?? null;
}

export type LiveSessionRow = NonNullable<Awaited<ReturnType<typeof findLiveSession>>>;

export async function touchSession(db: Db, id: SessionId, now: Date, before: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ lastSeenAt: now })
    .where(and(eq(sessions.id, id), lt(sessions.lastSeenAt, before)));
}

export async function markSessionEnded(db: Db, id: SessionId, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt)));
}

const isLive = (userId: UserId, now: Date, idleSince: Date) =>
  and(
    eq(sessions.userId, userId),
    isNull(sessions.endedAt),
    gt(sessions.expiresAt, now),
    gt(sessions.lastSeenAt, idleSince),
  );

/** A person's living sessions, the last used first. */
export function listLiveSessions(db: Db, userId: UserId, now: Date, idleSince: Date) {
  return db
    .select({
      id: sessions.id,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      clientAddress: sessions.clientAddress,
      userAgent: sessions.userAgent,
    })
    .from(sessions)
    .where(isLive(userId, now, idleSince))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(100);
}

/** Ends sessions of a person: one of them, or all but the one that asks. Answers the ids of those that lived. */
export async function endSessionsOf(
  db: Db,
  userId: UserId,
  which: { only: SessionId } | { except: SessionId },
  now: Date,
): Promise<SessionId[]> {
  const chosen = 'only' in which ? eq(sessions.id, which.only) : ne(sessions.id, which.except);
  const ended = await db
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), chosen))
    .returning({ id: sessions.id });
  return ended.map(({ id }) => id);
}

/** Whether a session is this person's, living or not. */
export async function isSessionOf(db: Db, userId: UserId, id: SessionId): Promise<boolean> {
  const where = and(eq(sessions.userId, userId), eq(sessions.id, id));
  return (await db.$count(sessions, where)) > 0;
}

/** When the person of a living session last proved who they are; null: the session has ended. */
export async function findAuthenticatedAt(db: Db, id: SessionId): Promise<Date | null> {
  const [row] = await db
    .select({ at: sessions.authenticatedAt })
    .from(sessions)
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt)));
  return row?.at ?? null;
}

/** The password hash of a session's person; no row: the session has ended. */
export async function findSessionPassword(db: Db, id: SessionId) {
  const [row] = await db
    .select({ userId: users.id, passwordHash: users.passwordHash })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt)));
  return row ?? null;
}

export async function markAuthenticated(db: Db, id: SessionId, now: Date): Promise<void> {
  await db.update(sessions).set({ authenticatedAt: now }).where(eq(sessions.id, id));
}

/** Adds one to a counter of the window that begins at `windowStart`, and answers the new count. */
export async function countInWindow(db: Db, key: string, windowStart: Date): Promise<number> {
  const [row] = await db
    .insert(rateWindows)
    .values({ key, windowStart, count: 1 })
    .onConflictDoUpdate({
      target: rateWindows.key,
      set: {
        count: sql`case when ${rateWindows.windowStart} = excluded.window_start then ${rateWindows.count} + 1 else 1 end`,
        windowStart: sql`excluded.window_start`,
      },
    })
    .returning({ count: rateWindows.count });
  return row?.count ?? 1;
}

/** Takes one back from a counter, when what was counted turned out not to count. */
export async function uncountInWindow(db: Db, key: string, windowStart: Date): Promise<void> {
  await db
    .update(rateWindows)
    .set({ count: sql`greatest(${rateWindows.count} - 1, 0)` })
    .where(and(eq(rateWindows.key, key), eq(rateWindows.windowStart, windowStart)));
}
