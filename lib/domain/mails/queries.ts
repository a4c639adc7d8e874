import type { Db } from '#lib/db/client.ts';
import { mails } from '#lib/db/schema/entry.ts';

export async function insertMail(db: Db, row: typeof mails.$inferInsert): Promise<void> {
  await db.insert(mails).values(row);
}
