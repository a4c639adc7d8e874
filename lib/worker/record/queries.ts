import type pg from 'pg';
import type { AttemptTimings, AttemptTrigger, HeaderList } from '../../db/schema/webhooks.ts';
import { type AppId, type EndpointId, type Id, newId, type OrgId } from '../../std/ids.ts';

/** One finished attempt with the state that follows from it. */
export type AttemptResult = {
  deliveryId: string;
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

type Health = {
  id: EndpointId;
  /** A success in this batch ended the earlier failures. */
  recovered: boolean;
  /** Failures in a row at the batch's end. */
  failures: number;
  failing_since: Date | null;
};

function healthOf(results: readonly AttemptResult[]): Health[] {
  const byEndpoint = new Map<EndpointId, Health>();
  for (const result of results) {
    const health = byEndpoint.get(result.endpointId) ?? {
      id: result.endpointId,
      recovered: false,
      failures: 0,
      failing_since: null,
    };
    byEndpoint.set(result.endpointId, health);
    if (result.status === 'delivered') {
      Object.assign(health, { recovered: true, failures: 0, failing_since: null });
    } else {
      health.failures += 1;
      health.failing_since ??= result.endedAt;
    }
  }
  return [...byEndpoint.values()];
}

const updateHealth = `
update webhook_endpoints e set
  consecutive_failures = case when h.recovered then 0 else e.consecutive_failures end + h.failures,
  failing_since = case when h.recovered then h.failing_since
                  else coalesce(e.failing_since, h.failing_since) end
from jsonb_to_recordset($1::jsonb) as h(id text, recovered boolean, failures int,
  failing_since timestamptz)
where e.id = h.id and (h.failures > 0 or e.consecutive_failures > 0 or e.failing_since is not null)`;

const disableGone = `
update webhook_endpoints set enabled = false, disabled_reason = 'gone', disabled_at = $2
where id = any($1) and enabled and deleted_at is null
returning id, org_id`;

const holdWaiting = `
update deliveries set status = 'held', next_attempt_at = null
where endpoint_id = any($1) and status in ('pending', 'retrying')`;

const auditGone = `
insert into audit_entries (id, org_id, actor, action, subject, details, created_at)
values ($1, $2, 'system', 'webhook_endpoint.disabled', $3, '{"reason":"gone"}', $4)`;

async function recordIn(db: pg.ClientBase, results: readonly AttemptResult[]): Promise<number> {
  const { rows } = await db.query<{ id: string }>(record, [JSON.stringify(results.map(toRow))]);
  const written = new Set(rows.map((row) => row.id));
  const own = results.filter((result) => written.has(result.deliveryId));
  await db.query(updateHealth, [JSON.stringify(healthOf(own))]);
  const gone = own.filter((result) => result.disablesEndpoint);
  if (gone.length > 0) await disable(db, gone);
  return own.length;
}

async function disable(db: pg.ClientBase, results: readonly AttemptResult[]): Promise<void> {
  const ids = [...new Set(results.map((result) => result.endpointId))];
  const at = results.at(-1)?.endedAt ?? null;
  const { rows } = await db.query<{ id: EndpointId; org_id: OrgId }>(disableGone, [ids, at]);
  await db.query(holdWaiting, [ids]);
  for (const { id, org_id } of rows) {
    await db.query(auditGone, [newId('aud', at?.getTime()), org_id, id, at]);
  }
}

/**
 * Writes attempts and the states after them in one transaction, for those deliveries whose fence is still the claim's.
 * Answers how many that were.
 */
export async function recordResults(
  pool: pg.Pool,
  results: readonly AttemptResult[],
): Promise<number> {
  const touchesHealth = results.some((r) => r.wasFailing || r.status !== 'delivered');
  if (!touchesHealth) {
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
