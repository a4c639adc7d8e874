import { bodyWithToken, tokenSealer, withoutToken } from '../domain/bridge/token-seal.ts';
import { stateAfter } from '../domain/deliveries/outcome.ts';
import { openHeaders, redactedValue } from '../domain/webhooks/custom-headers.ts';
import { endpointSealer } from '../domain/webhooks/sealer.ts';
import type { GuardedResult, HeaderPair, HttpClient } from '../http/guarded-request.ts';
import type { Clock } from '../std/clock.ts';
import { newId } from '../std/ids.ts';
import { invariant } from '../std/invariant.ts';
import { signatureHeaders } from '../std/signature.ts';
import type { ClaimedRow } from './queries.ts';
import type { AttemptResult } from './record/queries.ts';

/** Bytes of an answer that are kept (design 7). */
export const keptAnswerBytes = 65_536;

export type AttemptDeps = {
  http: HttpClient;
  clock: Clock;
  portalSecret: string;
  deadlineMs: number;
};

function secretsOf(row: ClaimedRow, portalSecret: string): [string, ...string[]] {
  const sealer = endpointSealer(portalSecret);
  const opened = row.secrets.map(({ id, sealed }) =>
    sealer.open(Buffer.from(sealed, 'base64'), id),
  );
  const [first, ...rest] = opened;
  invariant(first, 'an endpoint has a signing secret');
  return [first, ...rest];
}

type Signing = Pick<AttemptDeps, 'portalSecret'>;

/** The headers of one attempt, signed for this moment. */
export function headersOf(
  row: ClaimedRow,
  body: Buffer,
  signedAt: Date,
  deps: Signing,
): HeaderPair[] {
  const secrets = secretsOf(row, deps.portalSecret);
  return [
    ['Content-Type', 'application/json'],
    ['User-Agent', 'Okta-Webhooks/1.0'],
    ...signatureHeaders({
      deliveryId: row.id,
      event: row.event_type,
      timestampSeconds: Math.floor(signedAt.getTime() / 1000),
      body,
      primarySecret: secrets[0],
      secrets,
    }),
    ...openHeaders(row.custom_headers, row.endpoint_id, deps.portalSecret).map(
      ([name, value]): HeaderPair => [name, value],
    ),
  ];
}

function headerOf(pairs: readonly HeaderPair[], name: string): string | null {
  return pairs.find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
}

/** The attempt as it is recorded, with the state that follows from it. */
export function toResult(
  row: ClaimedRow,
  got: GuardedResult,
  startedAt: Date,
  endedAt: Date,
): AttemptResult {
  const number = row.attempt_count + 1;
  const { response, failure } = got;
  const next = stateAfter({
    number,
    uncountedAttempts: row.uncounted_attempts,
    endedAt,
    responseStatus: response?.status ?? null,
    retryAfter: headerOf(response?.headers ?? [], 'retry-after'),
    failureCode: failure?.code ?? null,
  });
  return {
    deliveryId: row.id,
    eventId: row.event_id,
    fence: row.fence,
    orgId: row.org_id,
    appId: row.app_id,
    endpointId: row.endpoint_id,
    attemptId: newId('att', startedAt.getTime()),
    number,
    trigger: row.next_trigger,
    startedAt,
    endedAt,
    url: row.url,
    requestHeaders: got.requestHeaders,
    responseStatus: response?.status ?? null,
    responseHeaders: response?.headers ?? null,
    responseBody: response?.body ?? null,
    responseTruncated: response?.truncated ?? false,
    errorCode: failure?.code ?? null,
    errorText: failure?.message ?? null,
    timings: got.timings,
    status: next.status,
    nextAttemptAt: next.nextAttemptAt,
    lastError: next.error,
    disablesEndpoint: next.disablesEndpoint,
    wasFailing: row.failing,
    handsOverToken: row.sealed_token !== null,
  };
}

function tokenOf(row: ClaimedRow, portalSecret: string): string | null {
  if (row.sealed_token === null) return null;
  return tokenSealer(portalSecret).open(Buffer.from(row.sealed_token, 'base64'), row.event_id);
}

// A shorter value stands in answers by chance.
const shortestRepeated = 8;

/** A header's value as a receiver may repeat it: whole, and the credential after its scheme. */
const repeated = (value: string): string[] =>
  [value, value.replace(/^[A-Za-z][\w-]*\s+/, '')].filter((v) => v.length >= shortestRepeated);

/**
 * The record without secrets: the values of secret headers, and what a receiver repeats in its answer of those, of a
 * bridge's token (contract: Bridge) and of the signing secrets that it knows.
 */
function redacted(
  result: AttemptResult,
  row: ClaimedRow,
  token: string | null,
  deps: Signing,
): AttemptResult {
  const hidden = openHeaders(row.custom_headers, row.endpoint_id, deps.portalSecret).filter(
    ([, , isSecret]) => isSecret,
  );
  const names = new Set(hidden.map(([name]) => name.toLowerCase()));
  const values = hidden.flatMap(([, value]) => repeated(value));
  const secrets = [
    ...(token === null ? [] : [token]),
    ...values,
    ...secretsOf(row, deps.portalSecret),
  ];
  const clean = (text: string) => secrets.reduce(withoutToken, text);
  const body = result.responseBody?.toString('latin1');
  const answered = body === undefined ? undefined : clean(body);
  return {
    ...result,
    requestHeaders: result.requestHeaders.map(([name, value]) => [
      name,
      names.has(name.toLowerCase()) ? redactedValue : value,
    ]),
    responseHeaders: result.responseHeaders?.map(([name, value]) => [name, clean(value)]) ?? null,
    responseBody:
      answered === body || answered === undefined
        ? result.responseBody
        : Buffer.from(answered, 'latin1'),
  };
}

/**
 * Signs and sends one delivery: the stored body's exact bytes, signed anew for this attempt (contract: Webhooks).
 * null when it was stopped from outside, so that nobody knows what became of it.
 */
export async function sendAttempt(
  row: ClaimedRow,
  deps: AttemptDeps,
  signal: AbortSignal,
): Promise<AttemptResult | null> {
  const startedAt = deps.clock.now();
  const token = tokenOf(row, deps.portalSecret);
  const text = token === null ? row.body : bodyWithToken(row.body, token);
  const body = Buffer.from(text, 'utf8');
  const got = await deps.http.request({
    method: 'POST',
    url: row.url,
    headers: headersOf(row, body, startedAt, deps),
    body,
    deadlineMs: deps.deadlineMs,
    maxBodyBytes: keptAnswerBytes,
    overflow: 'truncate',
    signal,
  });
  if (got.failure?.code === 'aborted') return null;
  return redacted(toResult(row, got, startedAt, deps.clock.now()), row, token, deps);
}
