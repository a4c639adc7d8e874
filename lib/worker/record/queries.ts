import type pg from 'pg';
import type { AttemptTimings, AttemptTrigger, HeaderList } from '../../db/schema/webhooks.ts';
import type { AppId, EndpointId, Id, OrgId } from '../../std/ids.ts';
import { updateHealth } from './health-queries.ts';

/** One finished attempt with the state that follows from it. */
export type AttemptResult = {
  deliveryId: string;
  eventId: string;
  fence: number;
  orgId: OrgId;
  appId: AppId;
  endpointId: EndpointId;
  attemptId: Id<'att'>;
  number: number;
  trigger: AttemptTrigger;
  startedAt: Date;
  endedAt: Date;
  url: string;
  requestHeaders: HeaderList;
  responseStatus: number | null;
  responseHeaders: HeaderList | null;
  responseBody: Buffer | null;
  responseTruncated: boolean;
  errorCode: string | null;
  errorText: string | null;
  timings: AttemptTimings;
  status: 'delivered' | 'retrying' | 'failed';
  nextAttemptAt: Date | null;
  lastError: string | null;
  disablesEndpoint: boolean;
  /** Whether the endpoint's health counters stand at a failure before this attempt. */
  wasFailing: boolean;
  /** A bridge hand-over: its token is wiped when this went well. */
  handsOverToken: boolean;
};

const record = `
with result as (
  select * from jsonb_to_recordset($1::jsonb) as r(
    delivery_id uuid, fence int, status text, next_attempt_at timestamptz, last_error text,
    attempt_id text, number int, trigger text, started_at timestamptz, ended_at timestamptz,
    url text, request_headers jsonb, response_status int, response_headers jsonb,
    response_body text, truncated boolean, error_code text, error_text text, timings jsonb)
), moved as (
  update deliveries d set
    status = case when r.status = 'retrying' and not (e.enabled and e.deleted_at is null)
             then 'held' else r.status end,
    next_attempt_at = case when e.enabled and e.deleted_at is null then r.next_attempt_at end,
    attempt_count = r.number, next_trigger = 'schedule', lease_owner = null, lease_until = null,
    last_status_code = r.response_status, last_error = r.last_error,
    finished_at = case when r.status = 'retrying' then null else r.ended_at end
  from result r, webhook_endpoints e
  where d.id = r.delivery_id and d.fence = r.fence and d.status = 'sending' and e.id = d.endpoint_id
  returning r.*
), attempts as (
  insert into delivery_attempts (id, delivery_id, number, trigger, started_at, ended_at, url,
    request_headers, response_status, response_headers, response_body, response_truncated,
    error_code, error_text, timings)
  select attempt_id, delivery_id, number, trigger, started_at, ended_at, url, request_headers,
    response_status, response_headers, decode(response_body, 'base64'), truncated, error_code,
    error_text, timings
  from moved
)
select delivery_id as id from moved`;

// PostgreSQL keeps no NUL in text; a receiver that sends one in a header must not hold up the batch.
const withoutNul = (pairs: HeaderList | null) =>
  pairs?.map(([name, value]) => [name, value.replaceAll('\0', '\uFFFD')]) ?? null;

function toRow(result: AttemptResult) {
  return {
    delivery_id: result.deliveryId,
    fence: result.fence,
    status: result.status,
    next_attempt_at: result.nextAttemptAt,
    last_error: result.lastError,
    attempt_id: result.attemptId,
    number: result.number,
    trigger: result.trigger,
    started_at: result.startedAt,
    ended_at: result.endedAt,
    url: result.url,
    request_headers: withoutNul(result.requestHeaders),
    response_status: result.responseStatus,
    response_headers: withoutNul(result.responseHeaders),
    response_body: result.responseBody?.toString('base64') ?? null,
    truncated: result.responseTruncated,
    error_code: result.errorCode,
    error_text: result.errorText,
    timings: result.timings,
  };
}

/** A token that was acknowledged is kept no longer (contract: Bridge). */
const wipeTokens = `update events set sealed_token = null where id = any($1)`;

async function recordIn(db: pg.ClientBase, results: readonly AttemptResult[]): Promise<number> {
  const { rows } = await db.query<{ id: string }>(record, [JSON.stringify(results.map(toRow))]);
  const written = new Set(rows.map((row) => row.id));
  const own = results.filter((result) => written.has(result.deliveryId));
  if (own.length > 0) await updateHealth(db, own);
  const acknowledged = own.filter((r) => r.handsOverToken && r.status === 'delivered');
  if (acknowledged.length > 0) await db.query(wipeTokens, [acknowledged.map((r) => r.eventId)]);
  return own.length;
}

/**
 * Writes attempts and the states after them in one transaction, for those deliveries whose fence is still the claim's.
 * Answers how many that were.
 */
export async function recordResults(
  pool: pg.Pool,
  results: readonly AttemptResult[],
): Promise<number> {
  const isPlain = results.every(
    (r) => r.status === 'delivered' && !r.wasFailing && !r.handsOverToken,
  );
  if (isPlain) {
    const { rows } = await pool.query(record, [JSON.stringify(results.map(toRow))]);
    return rows.length;
  }
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const count = await recordIn(client, results);
    await client.query('commit');
    return count;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}
