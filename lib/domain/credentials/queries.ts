import { and, count, desc, eq } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { savedCredentials } from '#lib/db/schema/console.ts';
import type { CredentialId, UserId } from '#lib/std/ids.ts';

export type CredentialRow = typeof savedCredentials.$inferSelect;

export async function insertCredential(db: Db, row: CredentialRow): Promise<void> {
  await db.insert(savedCredentials).values(row);
}

/** A user's credentials without the sealed tokens, the newest first. */
export async function listCredentialRows(db: Db, userId: UserId) {
  const { sealedToken: _sealed, userId: _user, ...columns } = savedColumns;
  return db
    .select(columns)
    .from(savedCredentials)
    .where(eq(savedCredentials.userId, userId))
    .orderBy(desc(savedCredentials.id));
}

const savedColumns = {
  id: savedCredentials.id,
  userId: savedCredentials.userId,
  api: savedCredentials.api,
  environment: savedCredentials.environment,
  scheme: savedCredentials.scheme,
  domain: savedCredentials.domain,
  name: savedCredentials.name,
  sealedToken: savedCredentials.sealedToken,
  tokenPrefix: savedCredentials.tokenPrefix,
  tokenLastFour: savedCredentials.tokenLastFour,
  createdAt: savedCredentials.createdAt,
  lastUsedAt: savedCredentials.lastUsedAt,
};

const own = (userId: UserId, id: CredentialId) =>
  and(eq(savedCredentials.userId, userId), eq(savedCredentials.id, id));

/** One credential of a user; null when it is absent or another's. */
export async function findCredential(
  db: Db,
  userId: UserId,
  id: CredentialId,
): Promise<CredentialRow | null> {
  const [row] = await db.select(savedColumns).from(savedCredentials).where(own(userId, id));
  return row ?? null;
}

export async function countCredentials(db: Db, userId: UserId): Promise<number> {
  const [row] = await db
    .select({ rows: count() })
    .from(savedCredentials)
    .where(eq(savedCredentials.userId, userId));
  return row?.rows ?? 0;
}

export async function touchCredential(db: Db, id: CredentialId, now: Date): Promise<void> {
  await db.update(savedCredentials).set({ lastUsedAt: now }).where(eq(savedCredentials.id, id));
}

/** True when there was one. */
export async function deleteCredentialRow(
  db: Db,
  userId: UserId,
  id: CredentialId,
): Promise<boolean> {
  const { rowCount } = await db.delete(savedCredentials).where(own(userId, id));
  return (rowCount ?? 0) > 0;
}
