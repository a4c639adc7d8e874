import { and, eq, gt, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { type BinBehaviour, binRequests, bins, type HeaderList } from '#lib/db/schema/webhooks.ts';
import type { Clock } from '#lib/std/clock.ts';
import { type BinId, newId } from '#lib/std/ids.ts';
import { redactedToken } from '../bridge/token-seal.ts';
import { isSecretHeader, redactedValue } from '../webhooks/custom-headers.ts';
import { trimBin } from './queries.ts';

export type BinRequest = {
  key: string;
  method: string;
  /** Path and query as they came. */
  path: string;
  headers: HeaderList;
  body: Buffer;
};

/** What the sender is answered, and how. */
export type BinAnswer = { status: number; behaviour: BinBehaviour; delayMs: number };

/** How many requests a bin keeps. */
export const keptPerBin = 500;
const trimEvery = 50;
/** What "fail n times" answers. */
const failureStatus = 503;

/** Uses up one of the failures that are still asked for; false: there is none. */
async function takeFailure(db: Db, binId: BinId): Promise<boolean> {
  const taken = await db
    .update(bins)
    .set({ failNext: sql`${bins.failNext} - 1` })
    .where(and(eq(bins.id, binId), gt(bins.failNext, 0)))
    .returning({ id: bins.id });
  return taken.length > 0;
}

// A bridge that points at a bin is handed real tokens; the inspector must show none (contract: Bridge).
function withoutTokens({ headers, body }: BinRequest): Buffer {
  const event = headers.find(([name]) => name.toLowerCase() === 'x-okta-event')?.[1] ?? '';
  if (!event.startsWith('app.token.')) return body;
  const text = body.toString('latin1').replace(/okp_(test|live)_[0-9A-Za-z_]+/g, redactedToken);
  return Buffer.from(text, 'latin1');
}

// What signs and describes a request is no credential, however random it looks.
const openHeader = /^(x-okta-|webhook-|content-|user-agent$|host$|traceparent$)/;

/** A sender's credentials are kept from the inspector: the bin checks none. */
function withoutCredentials(headers: HeaderList): HeaderList {
  return headers.map(([name, value]) =>
    !openHeader.test(name) && isSecretHeader(name, value) ? [name, redactedValue] : [name, value],
  );
}

/** Stores what was posted to a bin; answers how the bin answers, null when there is no such bin. */
export async function receiveAtBin(
  { db, clock }: { db: Db; clock: Clock },
  request: BinRequest,
): Promise<BinAnswer | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(request.key)) return null;
  const [bin] = await db.select().from(bins).where(eq(bins.key, request.key));
  if (!bin) return null;
  const fails = bin.failNext > 0 && (await takeFailure(db, bin.id));
  const answer: BinAnswer = fails
    ? { status: failureStatus, behaviour: 'answer', delayMs: bin.delayMs }
    : { status: bin.answerStatus, behaviour: bin.behaviour, delayMs: bin.delayMs };
  const now = clock.now();
  const { method, path } = request;
  const headers = withoutCredentials(request.headers);
  const body = withoutTokens(request);
  await db.insert(binRequests).values({
    id: newId('brq', now.getTime()),
    binId: bin.id,
    receivedAt: now,
    method,
    path,
    headers,
    body,
    // 0: it was not answered.
    answerStatus: answer.behaviour === 'drop' ? 0 : answer.status,
  });
  // Chance spreads the trimming; a bin holds a few more for a moment.
  if (Math.random() * trimEvery < 1) await trimBin(db, bin.id, keptPerBin);
  return answer;
}
