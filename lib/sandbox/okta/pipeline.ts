import type { Database } from '#lib/db/client.ts';
import { OktaError } from '#lib/domain/okta/okta-error.ts';
import type { Clock } from '#lib/std/clock.ts';
import { newRequestId } from '#lib/std/okta-ids.ts';
import { createAddressWindows } from '../address-windows.ts';
import type { CallInfo } from '../exchange.ts';
import { createRequestLog } from '../request-log.ts';
import { oktaErrorAnswer, toOktaResponse } from './answer.ts';
import { checkRate, checkRights, checkRoute, checkToken } from './checks.ts';
import { answerPreflight, findAllowedOrigin } from './cors.ts';
import type { OktaAnswer, OktaExchange } from './exchange.ts';
import { answerFile } from './files.ts';
import { createOktaIdentify, strangersLimit } from './identify.ts';
import { toOktaLogRow } from './log-row.ts';
import { boundConcurrency, createOktaOperate } from './operate.ts';
import { match } from './route.ts';
import { createTouches } from './touches.ts';

export type OktaPipelineOptions = {
  db: Database;
  clock: Clock;
  /** Where rate windows and token lifetimes take their time from; null: the database, as processes share it. */
  windowClock: Clock | null;
  /** Seals private keys and signs cursors. */
  secret: string;
  /** Where the portal is reached, without a trailing slash: links begin with it. */
  portalUrl: string;
  /** Told of failures that a caller sees only as `E0000009`. */
  onError: (error: unknown, requestId: string | null) => void;
};

export type OktaPipeline = {
  /** `path` from the root; `query` without its question mark. */
  handle(request: Request, info: CallInfo, path: string, query: string): Promise<Response>;
  /** An uploaded logo: the address that uploading one answers. */
  file(fileId: string): Promise<Response>;
  close(): Promise<void>;
};

function newExchange(
  request: Request,
  info: CallInfo,
  startedAt: Date,
  path: string,
  query: string,
): OktaExchange {
  return {
    request,
    info,
    requestId: newRequestId(),
    startedAt,
    startedMs: performance.now(),
    method: request.method,
    path,
    query,
    matched: match(path),
    operationId: null,
    client: null,
    rateLimit: strangersLimit,
    rateRemaining: strangersLimit,
    rateResetAt: Math.floor(startedAt.getTime() / 60_000) * 60 + 60,
    rateExceeded: false,
    allowedOrigin: null,
    body: {},
    bytes: new Uint8Array(),
  };
}

/** The headers that belong to a refusal beside its body. */
function refusalHeaders(x: OktaExchange, error: OktaError): Record<string, string> {
  if (error.code === 'E0000022') {
    return { allow: Object.keys(x.matched?.operations ?? {}).join(', ') };
  }
  if (error.code === 'E0000011') {
    return { 'www-authenticate': 'SSWS realm="okta", Bearer realm="okta"' };
  }
  return {};
}

/** The way of a call through the Okta API: these checks, in this order (document, Requests). */
export function createOktaPipeline(options: OktaPipelineOptions): OktaPipeline {
  const { db, clock, windowClock } = options;
  const pool = db.$client;
  const onError = (error: unknown) => options.onError(error, null);
  const log = createRequestLog(pool, onError);
  const touches = createTouches(pool, onError);
  const addresses = createAddressWindows(pool, windowClock ?? clock, strangersLimit, onError);
  const identify = createOktaIdentify({ db: pool, now: windowClock?.now ?? null, addresses });
  const operate = boundConcurrency(createOktaOperate(options));

  const answer = async (x: OktaExchange): Promise<OktaAnswer> => {
    const preflight = await answerPreflight(pool, x);
    if (preflight) return preflight;
    await identify(x);
    x.allowedOrigin = await findAllowedOrigin(pool, x);
    checkRoute(x); // 404, 405
    checkToken(x); // 401
    checkRate(x); // 429
    checkRights(x); // 403
    return operate(x); // 406, 411, 400, then 404, 400 and 403 of the record
  };

  return {
    async handle(request, info, path, query) {
      const x = newExchange(request, info, clock.now(), path, query);
      const answered = await answer(x).catch((error: unknown) => {
        if (error instanceof OktaError) return oktaErrorAnswer(error, refusalHeaders(x, error));
        options.onError(error, x.requestId);
        return oktaErrorAnswer(new OktaError('E0000009'));
      });
      // Calls of strangers beyond their limit leave no rows: the log is no place to fill a disk from.
      if (x.client || !x.rateExceeded) log.add(toOktaLogRow(x, answered));
      touches.note(x);
      return toOktaResponse(x, answered);
    },
    file: (fileId) => answerFile(pool, fileId),
    async close() {
      await Promise.all([log.close(), touches.close(), addresses.close()]);
    },
  };
}
