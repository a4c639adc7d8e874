import type { Db } from '#lib/db/client.ts';
import { type Batcher, createBatcher } from '#lib/std/batcher.ts';
import { type CredentialId, type InstallationId, newId } from '#lib/std/ids.ts';
import { redactHeaders, redactQuery, redactText } from '#lib/std/redact.ts';
import type { UserCtx } from '../ctx.ts';
import { insertConsoleRequests, pruneConsoleRequests } from './queries.ts';

/** How many requests of a user are kept, and how much of a body. */
const keptRequests = 200;
const keptBodyLength = 64 * 1024;
// Pruning on each request would double the writes for nothing; now and then is often enough.
const pruneEvery = 20;

export type ConsoleExchange = {
  api: string;
  environment: string;
  installationId: InstallationId | null;
  credentialId: CredentialId | null;
  method: string;
  /** With the query. */
  path: string;
  requestHeaders: readonly (readonly [string, string])[];
  requestBody: string | null;
  status: number | null;
  errorCode: string | null;
  responseHeaders: readonly (readonly [string, string])[] | null;
  responseBody: string | null;
  upstreamRequestId: string | null;
  durationMs: number;
};

let recorded = 0;

type Row = Parameters<typeof insertConsoleRequests>[1][number];
const batchers = new WeakMap<Db, Batcher<Row, null>>();

/** What is recorded at the same moment is written together. */
function batcherOf(db: Db): Batcher<Row, null> {
  const known = batchers.get(db);
  if (known) return known;
  const run = async (rows: readonly Row[]) => {
    await insertConsoleRequests(db, rows);
    return rows.map(() => null);
  };
  const made = createBatcher({ run, size: 50, inFlight: 1 });
  batchers.set(db, made);
  return made;
}

/** Keeps what a user sent from the console and what came back, without secrets; the last 200 stay. */
export async function recordConsoleRequest(ctx: UserCtx, exchange: ConsoleExchange): Promise<void> {
  const now = ctx.clock.now();
  const { requestHeaders, responseHeaders, requestBody, responseBody, path } = exchange;
  await batcherOf(ctx.db).add({
    ...exchange,
    id: newId('his', now.getTime()),
    userId: ctx.actor.userId,
    path: redactQuery(path).slice(0, 4000),
    requestHeaders: redactHeaders(requestHeaders),
    requestBody: kept(requestBody),
    responseHeaders: responseHeaders && redactHeaders(responseHeaders),
    responseBody: kept(responseBody),
    durationMs: Math.round(exchange.durationMs),
    createdAt: now,
  });
  recorded += 1;
  if (recorded % pruneEvery === 0) {
    await pruneConsoleRequests(ctx.db, ctx.actor.userId, keptRequests);
  }
}

// PostgreSQL keeps no NUL in a text; bytes that are no text are not kept at all.
function kept(body: string | null): string | null {
  if (body === null) return null;
  // A cut can leave half of a character, which JSON cannot carry to the database.
  return redactText(body.slice(0, keptBodyLength)).replaceAll('\0', '').toWellFormed();
}
