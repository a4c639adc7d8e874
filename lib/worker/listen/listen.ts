import type pg from 'pg';
import { z } from 'zod';
import type { InstallationCtx } from '../../domain/ctx.ts';
import { requireListener } from '../../domain/listeners/open-listener.ts';
import { parseInput } from '../../domain/parse-input.ts';
import { AppError } from '../../errors.ts';
import type { FailureCode } from '../../http/failure.ts';
import { isWaitingOver, onDeliveriesWake } from '../../std/wakeup.ts';
import { headersOf, keptAnswerBytes, toResult } from '../attempt.ts';
import { recordResults } from '../record/queries.ts';
import { claimForListener, findClaimed, touchListener } from './queries.ts';

/** A delivery that the command posts to where it forwards. */
export type ListenedDelivery = {
  deliveryId: string;
  fence: number;
  event: string;
  attempt: number;
  /** Signed for this moment. */
  headers: [name: string, value: string][];
  body: string;
};

const leaseMs = 25_000;
const lookEveryMs = 400;
const longestWaitMs = 20_000;
const mostAtOnce = 4;

function woken(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      forget();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    const forget = onDeliveriesWake(end);
    signal.addEventListener('abort', end);
  });
}

/**
 * Waits up to 20 s for deliveries of a listener and takes at most `limit` (4) of them: signed, leased, to be answered
 * with `reportListened`. None came: an empty list. Throws `not_found`.
 */
export async function takeListened(
  deps: { pool: pg.Pool; portalSecret: string },
  ctx: InstallationCtx,
  input: { endpointId: string; limit: number; waitMs: number; signal: AbortSignal },
): Promise<ListenedDelivery[]> {
  const { signal } = input;
  const limit = Math.min(Math.max(1, Math.trunc(input.limit) || mostAtOnce), mostAtOnce);
  const until = Date.now() + Math.min(input.waitMs, longestWaitMs);
  const { id } = await requireListener(ctx, input.endpointId);
  await touchListener(deps.pool, id, ctx.clock.now());
  let hasWaited = signal.aborted;
  for (;;) {
    const now = ctx.clock.now();
    const leaseUntil = new Date(now.getTime() + leaseMs);
    // What is handed out while the process stops could not be reported to it.
    const isOver = signal.aborted || isWaitingOver();
    const rows = isOver
      ? []
      : await claimForListener(deps.pool, { endpointId: id, now, limit, leaseUntil });
    if (rows.length > 0 || (isOver && hasWaited) || Date.now() >= until) {
      return rows.map((row) => ({
        deliveryId: row.id,
        fence: row.fence,
        event: row.event_type,
        attempt: row.attempt_count + 1,
        headers: headersOf(row, Buffer.from(row.body, 'utf8'), now, deps),
        body: row.body,
      }));
    }
    await woken(Math.min(lookEveryMs, Math.max(1, until - Date.now())), signal);
    hasWaited = true;
  }
}

const pairs = z.array(z.tuple([z.string().max(256), z.string().max(16_384)])).max(200);
const failureCodes = [
  'invalid_url',
  'invalid_request',
  'denied_address',
  'dns_failed',
  'connection_refused',
  'host_unreachable',
  'connection_reset',
  'tls_failed',
  'timeout',
  'invalid_response',
  'too_large',
  'aborted',
] as const satisfies readonly FailureCode[];
const ms = z.number().min(0).max(60_000);

const Report = z.strictObject({
  endpointId: z.string(),
  deliveryId: z.uuid(),
  fence: z.int(),
  requestHeaders: pairs,
  response: z
    .strictObject({
      status: z.int().min(100).max(599),
      headers: pairs,
      /** Base64, at most 64 KiB of bytes. */
      body: z.base64().max(Math.ceil((keptAnswerBytes * 4) / 3) + 4),
      truncated: z.boolean(),
    })
    .nullable(),
  failure: z.strictObject({ code: z.enum(failureCodes), message: z.string().max(500) }).nullable(),
  timings: z.strictObject({
    dnsMs: ms.nullable(),
    connectMs: ms.nullable(),
    tlsMs: ms.nullable(),
    firstByteMs: ms.nullable(),
    totalMs: ms,
  }),
});
export type ListenedReport = z.input<typeof Report>;

/**
 * Records what became of a delivery that a listener took, as an attempt like any other: state, retries and all. Throws
 * `not_found`, `validation_failed`, and `conflict` when its lease was lost.
 */
export async function reportListened(
  pool: pg.Pool,
  ctx: InstallationCtx,
  input: ListenedReport,
): Promise<void> {
  const { endpointId, deliveryId, fence, ...report } = parseInput(Report, input);
  const listener = await requireListener(ctx, endpointId);
  const row = await findClaimed(pool, { deliveryId, endpointId: listener.id, fence });
  const lost = new AppError('conflict', { message: 'This delivery is no longer yours.' });
  if (!row) throw lost;
  const endedAt = ctx.clock.now();
  const { timings, response, failure } = report;
  const startedAt = new Date(endedAt.getTime() - timings.totalMs);
  const got = {
    requestHeaders: report.requestHeaders,
    response: response && {
      ...response,
      body: Buffer.from(response.body, 'base64').subarray(0, keptAnswerBytes),
    },
    failure,
    timings,
  };
  const written = await recordResults(pool, [toResult(row, got, startedAt, endedAt)]);
  if (written === 0) throw lost;
}
