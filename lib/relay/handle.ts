import type { HistoryRow } from '#lib/domain/console/running-calls.ts';
import { AppError } from '#lib/errors.ts';
import type { HttpClient } from '#lib/http/guarded-request.ts';
import { passOn, tellError, tellRedirect } from './answer.ts';
import { decideCaller, type GuestRules, type RelayAsker, type RelayCaller } from './caller.ts';
import type { ConsoleTokens } from './console-tokens.ts';
import { enterRelay } from './enter-relay.ts';
import {
  type Environment,
  findEnvironment,
  type ListServers,
  ownDomainVariable,
} from './environments.ts';
import { assertOwnOrigin, checkedPath, joinUnder, liesUnder } from './guards.ts';
import { requestHeaders, typedCookie } from './headers.ts';
import { type Call, historyOf } from './keep-history.ts';
import { readBody } from './read-body.ts';
import type { Leave, Running } from './running.ts';
import type { Outgoing, UpstreamAnswer } from './send.ts';
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

export type Relay = (request: Request, target: RelayTarget, asker: RelayAsker) => Promise<Response>;

/**
 * The server side of the console: takes a call from a page of the portal, sends it to an API as one of the user's
 * installations, and hands the answer back made harmless (design 6). Never throws.
 */
export function createRelay(parts: RelayParts): Relay {
  return async (request, target, asker) => {
    let leave: Leave | null = null;
    const kept: Kept = { history: null };
    try {
      assertOwnOrigin(request, parts.portalUrl);
      const entered = await enterRelay(parts.running, target, asker);
      leave = entered.leave;
      const call = await prepare(parts, request, target, entered.caller);
      const { answer, over } = await exchange(parts, entered.caller, call, kept);
      if (!over) return answer;
      // A stream holds its place until it ends.
      const { leave: leaveLater } = entered;
      over.finally(() => leaveLater(kept.history));
      leave = null;
      return answer;
    } catch (error) {
      if (error instanceof AppError) return tellError(error);
      parts.onError(error);
      return tellError(new AppError('server_error', { cause: error }));
    } finally {
      leave?.(kept.history);
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
    headers: [
      ...requestHeaders(request.headers, await parts.listHeaders(target.api)),
      // Where the portal has a credential of its own, nobody brings another.
      ...(environment.kind === 'listed' ? typedCookie(request.headers) : []),
    ],
    body: await readBody(request, parts.maxBytes),
    deadlineMs: parts.deadlineMs,
    maxBytes: parts.maxBytes,
    signal: request.signal,
  };
  return { target, path, environment, callAs, outgoing };
}

function baseOf(environment: Environment, domain: string | null): string {
  return domain === null
    ? environment.base
    : environment.base.replace(ownDomainVariable, () => domain);
}

type Exchanged = {
  answer: Response;
  /** Settles when the answer is over; null: it is. */
  over: Promise<unknown> | null;
};

/** What the history is to keep of a call, once its outcome is known. */
type Kept = { history: (() => HistoryRow | null) | null };

async function exchange(
  parts: RelayParts,
  caller: RelayCaller,
  call: Call,
  kept: Kept,
): Promise<Exchanged> {
  const startedAt = performance.now();
  const keep = (result: UpstreamAnswer | AppError) => {
    const durationMs = performance.now() - startedAt;
    const at = caller.ctx.clock.now();
    kept.history = () => historyOf(caller, call, { result, durationMs, at });
  };
  const upstream = await sendCall(parts, caller, call).catch((error: unknown) => {
    if (error instanceof AppError) keep(error);
    throw error;
  });
  const isStream = 'stream' in upstream;
  const isRedirect = upstream.status >= 300 && upstream.status < 400 && upstream.status !== 304;
  const over = isStream ? upstream.finished.then(keep) : null;
  if (!isStream) keep(upstream);
  if (isRedirect) {
    if (isStream) await upstream.stream.cancel();
    return { answer: tellRedirect(new AppError('upstream_redirected'), upstream), over };
  }
  return { answer: passOn(upstream, call.outgoing.method), over };
}
