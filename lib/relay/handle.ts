import { AppError } from '#lib/errors.ts';
import type { HttpClient } from '#lib/http/guarded-request.ts';
import { passOn, tellError, tellRedirect } from './answer.ts';
import { decideCaller, type GuestRules, type RelayCaller } from './caller.ts';
import type { ConsoleTokens } from './console-tokens.ts';
import {
  type Environment,
  findEnvironment,
  type ListServers,
  ownDomainVariable,
} from './environments.ts';
import { assertOwnOrigin, checkedPath, joinUnder, liesUnder } from './guards.ts';
import { requestHeaders } from './headers.ts';
import { type Call, keepHistory } from './keep-history.ts';
import { readBody } from './read-body.ts';
import type { Running } from './running.ts';
import type { Outgoing } from './send.ts';
import { sendCall } from './send-call.ts';

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
  /** The request headers that the API's document names, in lower case. */
  listHeaders(api: string): Promise<ReadonlySet<string>>;
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
      leave = await parts.running.enter(caller.ctx, runningKey(caller));
      const call = await prepare(parts, request, target, caller);
      const { answer, over } = await exchange(parts, caller, call);
      if (!over) return answer;
      // A stream holds its place until it ends.
      over.finally(leave);
      leave = null;
      return answer;
    } catch (error) {
      if (error instanceof AppError) return tellError(error);
      parts.onError(error);
      return tellError(new AppError('server_error', { cause: error }));
    } finally {
      leave?.();
    }
  };
}

async function prepare(
  parts: RelayParts,
  request: Request,
  target: RelayTarget,
  caller: RelayCaller,
): Promise<Call> {
  const environment = await findEnvironment(target.api, target.environment, parts.listServers);
  const path = checkedPath(target.path);
  if (environment.under !== null && !liesUnder(path, environment.under)) {
    throw new AppError('not_found', { message: 'This path is no part of the API.' });
  }
  const callAs = await decideCaller(
    request,
    caller,
    { api: target.api, environment },
    parts.guests,
  );
  const domain = callAs.kind === 'credential' ? callAs.domain : null;
  const outgoing: Outgoing = {
    method: request.method,
    url: joinUnder(baseOf(environment, domain), path).href,
    headers: requestHeaders(request.headers, await parts.listHeaders(target.api)),
    body: await readBody(request, parts.maxBytes),
    deadlineMs: parts.deadlineMs,
    maxBytes: parts.maxBytes,
  };
  return { target, path, environment, callAs, outgoing };
}

function baseOf(environment: Environment, domain: string | null): string {
  return domain === null
    ? environment.base
    : environment.base.replace(ownDomainVariable, () => domain);
}

function runningKey(caller: RelayCaller): string {
  if (caller.kind === 'user') return caller.ctx.actor.userId;
  return `guest ${caller.ctx.clientAddress}`;
}

type Exchanged = {
  answer: Response;
  /** Settles when the answer is over; null: it is. */
  over: Promise<unknown> | null;
};

async function exchange(parts: RelayParts, caller: RelayCaller, call: Call): Promise<Exchanged> {
  const startedAt = performance.now();
  const keep = (outcome: Parameters<typeof keepHistory>[2]) =>
    keepHistory(caller, call, outcome, performance.now() - startedAt).catch(parts.onError);
  const upstream = await sendCall(parts, caller, call).catch(async (error: unknown) => {
    if (error instanceof AppError) await keep(error);
    throw error;
  });
  const isStream = 'stream' in upstream;
  const isRedirect = upstream.status >= 300 && upstream.status < 400 && upstream.status !== 304;
  const over = isStream ? upstream.finished.then(keep) : null;
  if (isRedirect) {
    if (isStream) await upstream.stream.cancel();
    else await keep(upstream);
    return { answer: tellRedirect(new AppError('upstream_redirected'), upstream), over };
  }
  if (!isStream) await keep(upstream);
  return { answer: passOn(upstream, call.outgoing.method), over };
}
