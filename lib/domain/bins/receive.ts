import { eq } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { binRequests, bins, type HeaderList } from '#lib/db/schema/webhooks.ts';
import type { Clock } from '#lib/std/clock.ts';
import { newId } from '#lib/std/ids.ts';
import { trimBin } from './queries.ts';

export type BinRequest = {
  key: string;
  method: string;
  /** Path and query as they came. */
  path: string;
  headers: HeaderList;
  body: Buffer;
};

/** How many requests a bin keeps. */
export const keptPerBin = 500;
const trimEvery = 50;

/** Stores what was posted to a bin; answers the status that the bin answers with, null when there is no such bin. */
export async function receiveAtBin(
  { db, clock }: { db: Db; clock: Clock },
  request: BinRequest,
): Promise<number | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(request.key)) return null;
  const [bin] = await db
    .select({ id: bins.id, answerStatus: bins.answerStatus })
    .from(bins)
    .where(eq(bins.key, request.key));
  if (!bin) return null;
  const now = clock.now();
  const { method, path, headers, body } = request;
  await db.insert(binRequests).values({
    id: newId('brq', now.getTime()),
    binId: bin.id,
    receivedAt: now,
    method,
    path,
    headers,
    body,
    answerStatus: bin.answerStatus,
  });
  // Chance spreads the trimming; a bin holds a few more for a moment.
  if (Math.random() * trimEvery < 1) await trimBin(db, bin.id, keptPerBin);
  return bin.answerStatus;
}
