import { eq, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { memberships, users } from '#lib/db/schema/identity.ts';
import type { UserId } from '#lib/std/ids.ts';

export type SignInRow = { id: UserId; email: string; name: string; passwordHash: string | null };

/** The account under an address, in any case. No tenant: people sign in before they have one. */
export async function findUserByEmail(db: Db, email: string): Promise<SignInRow | null> {
  const [row] = await db
    .select({
      id: users.id,
      email: users.email,
      name: users.name,
      passwordHash: users.passwordHash,
    })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()))
    .limit(1);
  return row ?? null;
}

/** Inserts the account; null when the address is taken. */
export async function insertUser(
  db: Db,
  row: typeof users.$inferInsert,
): Promise<{ id: UserId } | null> {
  const [inserted] = await db
    .insert(users)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: users.id });
  return inserted ?? null;
}

export async function insertMembership(
  db: Db,
  row: typeof memberships.$inferInsert,
): Promise<void> {
  await db.insert(memberships).values(row);
}
