import { and, eq } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { oidcIdentities } from '#lib/db/schema/entry.ts';
import type { UserId } from '#lib/std/ids.ts';

/** Whose identity this is. */
export async function findIdentity(
  db: Db,
  issuer: string,
  subject: string,
): Promise<UserId | null> {
  const [row] = await db
    .select({ userId: oidcIdentities.userId })
    .from(oidcIdentities)
    .where(and(eq(oidcIdentities.issuer, issuer), eq(oidcIdentities.subject, subject)));
  return row?.userId ?? null;
}

/** False when the identity is somebody's already. */
export async function insertIdentity(
  db: Db,
  row: typeof oidcIdentities.$inferInsert,
): Promise<boolean> {
  const { rowCount } = await db.insert(oidcIdentities).values(row).onConflictDoNothing();
  return (rowCount ?? 0) > 0;
}

/** Whether a person comes in through an identity provider. */
export async function hasIdentity(db: Db, userId: UserId): Promise<boolean> {
  return (await db.$count(oidcIdentities, eq(oidcIdentities.userId, userId))) > 0;
}
