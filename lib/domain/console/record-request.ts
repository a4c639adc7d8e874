import type { Db } from '#lib/db/client.ts';
import { type CredentialId, type InstallationId, newId, type UserId } from '#lib/std/ids.ts';
import { redactHeaders, redactQuery, redactText } from '#lib/std/redact.ts';
import type { UserCtx } from '../ctx.ts';
import type { HistoryRow } from './call-queries.ts';
import { pruneConsoleRequests } from './queries.ts';

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

/** What is kept of what a user sent from the console and of what came back: no secrets, and no more than fits. */
export function historyRow(ctx: UserCtx, exchange: ConsoleExchange, now: Date): HistoryRow {
  const { requestHeaders, responseHeaders, requestBody, responseBody, path } = exchange;
  return {
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
  };
}

let recorded = 0;

/** Forgets what is older than a user's last 200 requests. To be called after each one that was kept. */
export async function pruneHistory(db: Db, userId: UserId): Promise<void> {
  recorded += 1;
  if (recorded % pruneEvery === 0) await pruneConsoleRequests(db, userId, keptRequests);
}

// PostgreSQL keeps no NUL in a text; bytes that are no text are not kept at all.
function kept(body: string | null): string | null {
  if (body === null) return null;
  // A cut can leave half of a character, which JSON cannot carry to the database.
  return redactText(body.slice(0, keptBodyLength)).replaceAll('\0', '').toWellFormed();
}
