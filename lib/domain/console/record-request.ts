import { type CredentialId, type InstallationId, newId } from '#lib/std/ids.ts';
import { redactHeaders, redactQuery, redactText } from '#lib/std/redact.ts';
import type { UserCtx } from '../ctx.ts';
import { insertConsoleRequest, pruneConsoleRequests } from './queries.ts';

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

/** Keeps what a user sent from the console and what came back, without secrets; the last 200 stay. */
export async function recordConsoleRequest(ctx: UserCtx, exchange: ConsoleExchange): Promise<void> {
  const now = ctx.clock.now();
  const { requestHeaders, responseHeaders, requestBody, responseBody, path } = exchange;
  await insertConsoleRequest(ctx.db, {
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
  return body === null ? null : redactText(body.slice(0, keptBodyLength)).replaceAll('\0', '');
}
