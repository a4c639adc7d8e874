import { sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import type { BinId } from '#lib/std/ids.ts';

/** Keeps the newest `keep` requests of a bin. */
export async function trimBin(db: Db, binId: BinId, keep: number): Promise<void> {
  await db.execute(sql`
    delete from bin_requests where bin_id = ${binId} and id <= (
      select id from bin_requests where bin_id = ${binId} order by id desc offset ${keep} limit 1)`);
}
