import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '#lib/db/client.ts';
import { defaultRateLimit } from '#lib/domain/installations/rate-limit.ts';
import { AppError } from '#lib/errors.ts';
import type { Clock } from '#lib/std/clock.ts';
import { newId } from '#lib/std/ids.ts';
import { createAddressWindows } from './address-windows.ts';
import { errorAnswer, toResponse } from './answer.ts';
import { type Answer, type CallInfo, type Exchange, newExchange } from './exchange.ts';
import { createRequestLog, toLogRow } from './request-log.ts';
import { authenticate, rateLimit, scope } from './stages/checks.ts';
import { fault } from './stages/fault.ts';
import { createIdentify, readToken } from './stages/identify.ts';
import { createLists } from './stages/lists.ts';
import { createOperate } from './stages/operate.ts';
import { createReadAhead } from './stages/read-ahead.ts';
import { readBody } from './stages/read-body.ts';
import { route } from './stages/route.ts';
import { createTokenUses } from './token-uses.ts';

/** Fills in the exchange, refuses by throwing an `AppError`, or ends the way with an answer. */
type Stage =
  | ((x: Exchange) => Answer | undefined | Promise<Answer>)
  | ((x: Exchange) => void)
  | ((x: Exchange) => Promise<void>);

export type PipelineOptions = {
  db: Database;
  /** Time of records, events and idempotency keys. */
  clock: Clock;
  /** Where rate windows and token lifetimes take their time from; null: the database, as processes share it. */
  windowClock: Clock | null;
  /** Told of failures that a caller sees only as `server_error`. */
  onError: (error: unknown, requestId: string | null) => void;
};

export type Pipeline = {
  handle(request: Request, info: CallInfo, path: string, query: string): Promise<Response>;
  /** Ends what only waits to practise failures, so that the requests which still run can end. */
  hurry(): void;
  close(): Promise<void>;
};

const withheldMs = 60_000;

/** The way of a call through the Partners API: these stages, in this order (contract, Errors: order of checks). */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { db, clock, windowClock } = options;
  const onError = (error: unknown) => options.onError(error, null);
  const log = createRequestLog(db.$client, onError);
  const uses = createTokenUses(db.$client, onError);
  const addresses = createAddressWindows(
    db.$client,
    windowClock ?? clock,
    defaultRateLimit,
    onError,
  );
  const lists = createLists(db, clock);
  const ahead = createReadAhead(lists);
  const closing = new AbortController();
  const stages: readonly Stage[] = [
    readToken,
    ahead.begin,
    createIdentify({ db: db.$client, now: windowClock?.now ?? null, addresses }),
    ahead.learn,
    route, // 404, 405
    authenticate, // 401
    rateLimit, // 429
    scope, // 403
    readBody, // 400, 413
    fault,
    createOperate(db, clock, lists), // idempotency, then 404, 422, 409 of the record
  ];

  return {
    async handle(request, info, path, query) {
      const startedAt = clock.now();
      const requestId = info.requestId ?? newId('req', startedAt.getTime());
      const x = newExchange(request, info, requestId, startedAt, path, query);
      const answer = await run(stages, x, options.onError);
      if (!x.logged && !isFlood(x)) log.add(toLogRow(x, answer));
      uses.note(x);
      return x.fault ? practise(x, answer, closing.signal) : toResponse(x, answer);
    },
    hurry: () => closing.abort(),
    async close() {
      await Promise.all([log.close(), uses.close(), addresses.close()]);
    },
  };
}

async function run(
  stages: readonly Stage[],
  x: Exchange,
  onError: PipelineOptions['onError'],
): Promise<Answer> {
  try {
    for (const stage of stages) {
      const outcome = stage(x);
      const answer = outcome instanceof Promise ? await outcome : outcome;
      if (answer) return answer;
    }
    throw new Error('The last stage gave no answer.');
  } catch (error) {
    if (error instanceof AppError) return errorAnswer(error);
    onError(error, x.requestId);
    x.idempotency = null;
    if (x.rateLimit === 0) x.rateLimit = defaultRateLimit;
    return errorAnswer(new AppError('server_error', { cause: error }));
  }
}

/** Calls of strangers beyond their limit are answered but leave no rows: the log is no place to fill a disk from. */
function isFlood(x: Exchange): boolean {
  return x.client === null && x.rateRemaining === 0;
}

/** The answer as the practised failure lets it through. */
async function practise(x: Exchange, answer: Answer, closing: AbortSignal): Promise<Response> {
  const wait = (ms: number) =>
    sleep(ms, undefined, { signal: AbortSignal.any([closing, x.request.signal]) }).catch(() => {
      // The portal stops, or the caller has gone: there is no more to wait for.
    });
  switch (x.fault?.kind) {
    case 'slow':
      await wait(x.fault.ms);
      return toResponse(x, answer);
    case 'timeout':
      await wait(withheldMs);
      break;
    case 'drop':
    case undefined:
      break;
  }
  if (x.info.dropConnection) {
    x.info.dropConnection();
    return toResponse(x, answer); // Written to nobody: the connection is gone.
  }
  const broken = new ReadableStream({
    start: (controller) => controller.error(new Error('The answer was withheld on request.')),
  });
  return new Response(broken, { status: answer.status });
}
