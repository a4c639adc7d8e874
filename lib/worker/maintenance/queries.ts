import type pg from 'pg';
import { type AppId, type EndpointId, newId, newUuid, type OrgId } from '../../std/ids.ts';
import { insertNotices } from '../notices/queries.ts';
import type { Queryable } from '../queries.ts';

export type Retention = {
  /** Bodies of events and answers, and what a bin received. */
  bodyDays: number;
  /** Deliveries, attempts, events and the jobs that filled schools. */
  metadataDays: number;
  /** Logged calls of both APIs, whole. */
  requestLogDays: number;
  idempotencyHours: number;
  rateWindowHours: number;
  /** Short-lived console tokens, after they expired. */
  expiredTokenDays: number;
  sessionDays: number;
};

const hourMs = 3_600_000;
const batch = 2000;

/** Deliveries that came in while their endpoint was being disabled: kept, not sent (contract: Webhooks). */
export async function holdDisabled(db: Queryable): Promise<number> {
  const result = await db.query(
    `update deliveries d set status = 'held', next_attempt_at = null
     from webhook_endpoints e
     where e.id = d.endpoint_id and d.status in ('pending', 'retrying')
       and d.id is distinct from e.probe_id and (not e.enabled or e.deleted_at is not null)`,
  );
  return result.rowCount ?? 0;
}

const markFailing = `
update webhook_endpoints set enabled = false, disabled_reason = 'failing', disabled_at = $1,
  probe_at = $1::timestamptz + interval '1 hour'
where enabled and deleted_at is null and kind <> 'listener' and failing_since < $2
  and consecutive_failures > 1
returning id, org_id, app_id, consecutive_failures`;

const auditFailing = `
insert into audit_entries (id, org_id, actor, action, subject, details, created_at)
select a.id, a.org_id, 'system', 'webhook_endpoint.disabled', a.subject, '{"reason":"failing"}', $2
from jsonb_to_recordset($1::jsonb) as a(id text, org_id text, subject text)`;

type Disabled = { id: EndpointId; org_id: OrgId; app_id: AppId; consecutive_failures: number };

// A listener that has not asked for a minute is gone; what waits for it has nobody to go to.
const closeListeners = `
with gone as (
  update webhook_endpoints set deleted_at = $1, enabled = false
  where kind = 'listener' and deleted_at is null and coalesce(last_polled_at, created_at) < $2
  returning id
)
delete from endpoint_secrets where endpoint_id in (select id from gone)`;

// Also what was on its way to an endpoint while that was deleted.
const failForDeleted = `
update deliveries d set status = 'failed', last_error = coalesce(d.last_error, 'endpoint_deleted'),
  next_attempt_at = null, finished_at = $1
from webhook_endpoints e
where e.id = d.endpoint_id and e.deleted_at is not null
  and d.status in ('pending', 'retrying', 'held')`;

/** Closes the listeners that have not asked since `since`. */
export async function closeSilentListeners(db: Queryable, now: Date, since: Date): Promise<void> {
  await db.query(closeListeners, [now, since]);
  await failDeleted(db, now);
}

/** Nothing can send what waits for an endpoint that is deleted. */
export async function failDeleted(db: Queryable, now: Date): Promise<void> {
  await db.query(failForDeleted, [now]);
}

/**
 * Disables endpoints that have failed without one success since before `since`; what waits for them is held by the
 * next sweep. Answers how many those were.
 */
export async function disableFailing(pool: pg.Pool, now: Date, since: Date): Promise<number> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const { rows } = await client.query<Disabled>(markFailing, [now, since]);
    const entries = rows.map(({ id, org_id }) => ({
      id: newId('aud', now.getTime()),
      org_id,
      subject: id,
    }));
    if (entries.length > 0) await client.query(auditFailing, [JSON.stringify(entries), now]);
    for (const row of rows) {
      const details = { reason: 'failing', failures: row.consecutive_failures };
      await insertNotices(client, row, ['endpoint_disabled'], details, now);
    }
    await client.query('commit');
    return rows.length;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}

// Ids sort by their time, so an id made for a moment is the boundary and the primary key is the index.
const steps: readonly {
  text: string;
  values: (now: Date, keep: Retention) => unknown[];
}[] = [
  {
    text: `delete from idempotency_keys where ctid = any(array(
             select ctid from idempotency_keys where created_at < $1 limit ${batch}))`,
    values: (now, keep) => [new Date(now.getTime() - keep.idempotencyHours * hourMs)],
  },
  {
    text: 'delete from rate_windows where window_start < $1',
    values: (now, keep) => [new Date(now.getTime() - keep.rateWindowHours * hourMs)],
  },
  {
    text: `delete from tokens where kind = 'console' and expires_at < $1`,
    values: (now, keep) => [daysBefore(now, keep.expiredTokenDays)],
  },
  {
    text: 'delete from sessions where expires_at < $1',
    values: (now, keep) => [daysBefore(now, keep.sessionDays)],
  },
  {
    text: 'delete from endpoint_secrets where expires_at < $1',
    values: (now, keep) => [daysBefore(now, keep.bodyDays)],
  },
  {
    text: `delete from bin_requests where id in (
             select id from bin_requests where received_at < $1 limit ${batch})`,
    values: (now, keep) => [daysBefore(now, keep.bodyDays)],
  },
  {
    text: `update delivery_attempts set response_body = null where id in (
             select id from delivery_attempts where id < $1 and response_body is not null
             order by id desc limit ${batch})`,
    values: (now, keep) => [newId('att', daysBefore(now, keep.bodyDays).getTime())],
  },
  {
    text: `update events set body = '', sealed_token = null where id in (
             select v.id from events v where v.id < $1 and v.body <> '' and not exists (
               select 1 from deliveries d where d.event_id = v.id
               and d.status in ('pending', 'sending', 'retrying', 'held'))
             order by v.id desc limit ${batch})`,
    values: (now, keep) => [newUuid(daysBefore(now, keep.bodyDays).getTime())],
  },
  {
    text: `with old as (
             select id from deliveries
             where id < $1 and status in ('delivered', 'failed', 'held') order by id limit ${batch}
           ), attempts as (
             delete from delivery_attempts where delivery_id in (select id from old)
           )
           delete from deliveries where id in (select id from old)`,
    values: (now, keep) => [newUuid(daysBefore(now, keep.metadataDays).getTime())],
  },
  {
    text: 'delete from notices where created_at < $1',
    values: (now, keep) => [daysBefore(now, keep.metadataDays)],
  },
  {
    text: 'delete from account_notices where created_at < $1',
    values: (now, keep) => [daysBefore(now, keep.metadataDays)],
  },
  {
    text: `delete from partner_applications where status = 'unconfirmed' and created_at < $1`,
    values: (now, keep) => [daysBefore(now, keep.bodyDays)],
  },
  {
    text: 'delete from password_links where expires_at < $1',
    values: (now, keep) => [daysBefore(now, keep.bodyDays)],
  },
  {
    text: `delete from replay_jobs where created_at < $1 and status in ('done', 'cancelled')`,
    values: (now, keep) => [daysBefore(now, keep.metadataDays)],
  },
  {
    text: `delete from events where id in (
             select v.id from events v where v.id < $1
             and not exists (select 1 from deliveries d where d.event_id = v.id)
             order by v.id limit ${batch})`,
    values: (now, keep) => [newUuid(daysBefore(now, keep.metadataDays).getTime())],
  },
  {
    text: `delete from request_logs where id in (
             select id from request_logs where id >= 'req_0' and id < $1 and api = 'partners'
             order by id limit ${batch})`,
    values: (now, keep) => [newId('req', daysBefore(now, keep.requestLogDays).getTime())],
  },
  {
    // The request ids of the Okta API do not sort by time.
    text: `delete from request_logs where id = any(array(
             select id from request_logs where api = 'okta' and created_at < $1 limit ${batch}))`,
    values: (now, keep) => [daysBefore(now, keep.requestLogDays)],
  },
  {
    // A day longer than the log: the first day of a chart is whole.
    text: 'delete from usage_hours where hour < $1',
    values: (now, keep) => [daysBefore(now, keep.requestLogDays + 1)],
  },
  {
    text: 'delete from tenant_jobs where id < $1',
    values: (now, keep) => [newId('job', daysBefore(now, keep.metadataDays).getTime())],
  },
];

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 24 * hourMs);
}

/** Removes what has outlived its retention, a batch of each kind. True: there is more. */
export async function purgeOld(db: Queryable, now: Date, keep: Retention): Promise<boolean> {
  let more = false;
  for (const { text, values } of steps) {
    const { rowCount } = await db.query(text, values(now, keep));
    more ||= (rowCount ?? 0) >= batch;
  }
  return more;
}
