import type { Queryable } from '#lib/db/raw.ts';
import { madeAtMs } from '#lib/std/ids.ts';
import { findFirstCall, findLastHour, insertHour } from './queries.ts';

const hourMs = 3_600_000;
// A call is logged when it is over, and later when the database was away meanwhile.
const settledAfterMs = 5 * 60_000;

/** Where the hours that are counted end: what comes after is counted from the log. */
export async function countedUntil(db: Queryable): Promise<Date> {
  const last = await findLastHour(db);
  return new Date(last ? last.getTime() + hourMs : 0);
}

/**
 * Counts the next hour that is over, for all apps. True: there may be more. Hours without a call leave no trace and
 * are passed over. Safe in several processes.
 */
export async function countNextHour(db: Queryable, now: Date): Promise<boolean> {
  const first = await findFirstCall(db, await countedUntil(db));
  if (first === null) return false;
  const hour = new Date(Math.floor(madeAtMs(first) / hourMs) * hourMs);
  const end = new Date(hour.getTime() + hourMs);
  if (end.getTime() + settledAfterMs > now.getTime()) return false;
  await insertHour(db, hour, end);
  return true;
}
