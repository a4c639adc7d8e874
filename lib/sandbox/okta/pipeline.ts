import { randomBytes } from 'node:crypto';
import type { Database } from '#lib/db/client.ts';
import { createCursors } from '#lib/domain/okta/cursors.ts';
import { type OktaCtx, sealerPurpose } from '#lib/domain/okta/okta-ctx.ts';
import { OktaError } from '#lib/domain/okta/okta-error.ts';
import { createSealer } from '#lib/std/aead.ts';
import type { Clock } from '#lib/std/clock.ts';
import { invariant } from '#lib/std/invariant.ts';
import { newRequestId } from '#lib/std/okta-ids.ts';
import { createAddressWindows } from '../address-windows.ts';
import type { CallInfo } from '../exchange.ts';
import { createRequestLog } from '../request-log.ts';
import { checkAccept } from './accept.ts';
import { oktaErrorAnswer, toOktaResponse } from './answer.ts';
import { concurrencyLimit } from './buckets.ts';
import { checkRate, checkRights, checkRoute, checkToken } from './checks.ts';
import { answerPreflight, findAllowedOrigin } from './cors.ts';
import type { OktaAnswer, OktaExchange } from './exchange.ts';
import { createOktaIdentify, strangersLimit } from './identify.ts';
import { toOktaLogRow } from './log-row.ts';
import { createOperations } from './operations.ts';
import { readOktaBody, requireLength } from './read-body.ts';
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
    rateRemaining: 0,
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

/** The way of a call through the Okta API: these checks, in this order (contract, Okta; document, Requests). */
export function createOktaPipeline(options: OktaPipelineOptions): OktaPipeline {
  const { db, clock, windowClock } = options;
  const pool = db.$client;
  const onError = (error: unknown) => options.onError(error, null);
  const log = createRequestLog(pool, onError);
  const touches = createTouches(pool, onError);
  const addresses = createAddressWindows(pool, windowClock ?? clock, strangersLimit, onError);
  const identify = createOktaIdentify({ db: pool, now: windowClock?.now ?? null, addresses });
  const operations = createOperations(createCursors(options.secret));
  const sealer = createSealer(options.secret, sealerPurpose);
  const running = new Map<string, number>();

  const operate = async (x: OktaExchange): Promise<OktaAnswer> => {
    invariant(x.client && x.operationId && x.matched, 'routed and authenticated');
    const { operationId, client, matched, request } = x;
    const operation = operations[operationId];
    checkAccept(request.headers.get('accept'), operation.produces ?? ['application/json']);
    requireLength(x);
    await readOktaBody(x, operation.body ?? 'none');
    const ctx: OktaCtx = {
      db,
      clock,
      actor: { type: 'system' },
      requestId: null,
      clientAddress: x.info.clientAddress,
      oktaOrgId: client.oktaOrgId,
      subdomain: client.subdomain,
      userTypeId: client.userTypeId,
      baseUrl: options.portalUrl,
      sealer,
      random: randomBytes,
    };
    return operation.run(ctx, {
      operationId,
      params: matched.params,
      query: new URLSearchParams(x.query),
      path: x.path,
      headers: request.headers,
      body: x.body,
      bytes: x.bytes,
    });
  };

  /** One org runs so many requests at once in one process; one more is told to wait (contract, Okta 5). */
  const bounded = async (x: OktaExchange): Promise<OktaAnswer> => {
    const org = x.client?.oktaOrgId ?? '';
    const now = running.get(org) ?? 0;
    if (now >= concurrencyLimit) {
      [x.rateLimit, x.rateRemaining] = [0, 0];
      throw new OktaError('E0000047');
    }
    running.set(org, now + 1);
    try {
      return await operate(x);
    } finally {
      const left = (running.get(org) ?? 1) - 1;
      if (left === 0) running.delete(org);
      else running.set(org, left);
    }
  };

  const answer = async (x: OktaExchange): Promise<OktaAnswer> => {
    const preflight = await answerPreflight(pool, x);
    if (preflight) return preflight;
    await identify(x);
    x.allowedOrigin = await findAllowedOrigin(pool, x);
    checkRoute(x); // 404, 405
    checkToken(x); // 401
    checkRate(x); // 429
    checkRights(x); // 403
    return bounded(x); // 406, 411, 400, then 404, 400 and 403 of the record
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
    async close() {
      await Promise.all([log.close(), touches.close(), addresses.close()]);
    },
  };
}
