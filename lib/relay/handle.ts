import { type ConsoleExchange, recordConsoleRequest } from '#lib/domain/console/record-request.ts';
import { AppError } from '#lib/errors.ts';
import type { HttpClient } from '#lib/http/guarded-request.ts';
import { passOn, tellError, tellRedirect } from './answer.ts';
import { type CallAs, decideCaller, type GuestRules, type RelayCaller } from './caller.ts';
import type { ConsoleTokens } from './console-tokens.ts';
import { type Environment, findEnvironment, type ListServers } from './environments.ts';
import { assertOwnOrigin, checkedPath, joinUnder } from './guards.ts';
import { requestHeaders } from './headers.ts';
import { readBody } from './read-body.ts';
import type { Running } from './running.ts';
import { headerOf, type Outgoing, sendOut, type UpstreamAnswer } from './send.ts';
import { sendToSandbox } from './send-sandbox.ts';

export type RelayTarget = {
  api: string;
  environment: string;
  /** As it was received, still encoded, with its query: `/education/students?page=2`. */
  path: string;
};

export type RelayParts = {
  portalUrl: string;
  http: HttpClient;
  tokens: ConsoleTokens;
  running: Running;
  listServers: ListServers;
  guests: GuestRules;
  deadlineMs: number;
  maxBytes: number;
  /** Told of what went wrong inside; the caller is not. */
  onError(error: unknown): void;
};

export type Relay = (
  request: Request,
  target: RelayTarget,
  caller: RelayCaller,
) => Promise<Response>;

/**
 * The server side of the console: takes a call from a page of the portal, sends it to an API as one of the user's
 * installations, and hands the answer back made harmless (design 6). Never throws.
 */
export function createRelay(parts: RelayParts): Relay {
  return async (request, target, caller) => {
    let leave: (() => void) | null = null;
    try {
      assertOwnOrigin(request, parts.portalUrl);
      if (caller.kind === 'guest' && target.api !== 'partners') throw new AppError('not_signed_in');
      leave = parts.running.enter(runningKey(caller));
      const environment = await findEnvironment(target.api, target.environment, parts.listServers);
      const path = checkedPath(target.path);
      const callAs = await decideCaller(request, caller, environment, parts.guests);
      const body = await readBody(request, parts.maxBytes);
      const outgoing: Outgoing = {
        method: request.method,
        url: joinUnder(environment.base, path).href,
        headers: requestHeaders(request.headers),
        body,
        deadlineMs: parts.deadlineMs,
        maxBytes: parts.maxBytes,
      };
      return await exchange(parts, caller, { target, path, environment, callAs, outgoing });
    } catch (error) {
      if (error instanceof AppError) return tellError(error);
      parts.onError(error);
      return tellError(new AppError('server_error', { cause: error }));
    } finally {
      leave?.();
    }
  };
}

function runningKey(caller: RelayCaller): string {
  if (caller.kind === 'user') return caller.ctx.actor.userId;
  return `guest ${caller.ctx.clientAddress}`;
}

type Call = {
  target: RelayTarget;
  path: string;
  environment: Environment;
  callAs: CallAs;
  outgoing: Outgoing;
};

async function exchange(parts: RelayParts, caller: RelayCaller, call: Call): Promise<Response> {
  const startedAt = performance.now();
  const keep = (outcome: UpstreamAnswer | AppError) =>
    keepHistory(parts, caller, call, outcome, performance.now() - startedAt);
  let upstream: UpstreamAnswer;
  try {
    upstream = await send(parts, caller, call);
  } catch (error) {
    if (error instanceof AppError) await keep(error);
    throw error;
  }
  const isRedirect = upstream.status >= 300 && upstream.status < 400 && upstream.status !== 304;
  await keep(upstream);
  return isRedirect
    ? tellRedirect(new AppError('upstream_redirected'), upstream)
    : passOn(upstream, call.outgoing.method);
}

async function send(parts: RelayParts, caller: RelayCaller, call: Call): Promise<UpstreamAnswer> {
  const { outgoing, callAs, environment } = call;
  if (environment.kind !== 'sandbox') return sendOut(parts.http, outgoing);
  if (!callAs) throw new AppError('not_signed_in');
  const token = await parts.tokens.tokenFor(caller.ctx, callAs.installationId);
  const answer = await sendToSandbox(
    { ...outgoing, headers: [...outgoing.headers, ['authorization', `Bearer ${token}`]] },
    caller.ctx.clientAddress,
  );
  if (answer.status === 401) parts.tokens.forget(callAs.installationId);
  return answer;
}

async function keepHistory(
  parts: RelayParts,
  caller: RelayCaller,
  call: Call,
  outcome: UpstreamAnswer | AppError,
  durationMs: number,
): Promise<void> {
  if (caller.kind === 'guest') return;
  const { target, path, callAs, outgoing } = call;
  const answer = outcome instanceof AppError ? null : outcome;
  const exchange: ConsoleExchange = {
    api: target.api,
    environment: target.environment,
    installationId: callAs?.installationId ?? null,
    method: outgoing.method,
    path,
    requestHeaders: outgoing.headers,
    requestBody: outgoing.body && textOf(outgoing.body),
    status: answer?.status ?? null,
    errorCode: outcome instanceof AppError ? outcome.code : null,
    responseHeaders: answer?.headers ?? null,
    responseBody: answer && textOf(answer.body),
    upstreamRequestId: answer && headerOf(answer.headers, 'x-request-id'),
    durationMs,
  };
  // The user's answer is worth more than its place in the history.
  await recordConsoleRequest(caller.ctx, exchange).catch(parts.onError);
}

/** null for bytes that are no text. */
function textOf(body: Buffer): string | null {
  const head = body.subarray(0, 64 * 1024);
  return head.includes(0) ? null : head.toString('utf8');
}
