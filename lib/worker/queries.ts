import type pg from 'pg';
import type { AttemptTrigger } from '../db/schema/webhooks.ts';
import type { AppId, EndpointId, Id, OrgId } from '../std/ids.ts';

/** A connection or the pool. */
export type Queryable = Pick<pg.Pool, 'query'>;

export type ClaimedRow = {
  id: string;
  fence: number;
  org_id: OrgId;
  app_id: AppId;
  endpoint_id: EndpointId;
  event_id: string;
  event_type: string;
  body: string;
  /** Base64; a token that goes into the body (contract: Bridge). */
  sealed_token: string | null;
  attempt_count: number;
  uncounted_attempts: number;
  next_trigger: AttemptTrigger;
  url: string;
  custom_headers: Record<string, string>;
  rate_per_second: number | null;
  failing: boolean;
  /** Live ones, the primary first. */
  secrets: { id: Id<'sec'>; sealed: string }[];
};

// Any fixed number does. One claim at a time over all processes: that alone makes "with one worker at a time" exact.
const claimLock = 7_254_002;

const beginClaim = `
begin;
set local synchronous_commit = off;
set local idle_in_transaction_session_timeout = '5s';
set local statement_timeout = '10s';
select pg_advisory_xact_lock(${claimLock});`;

const claim = `
with recursive waiting(endpoint_id) as (
  (select endpoint_id from deliveries where status in ('pending', 'retrying')
   order by endpoint_id limit 1)
  union all
  select (select d.endpoint_id from deliveries d
          where d.status in ('pending', 'retrying') and d.endpoint_id > w.endpoint_id
          order by d.endpoint_id limit 1)
  from waiting w where w.endpoint_id is not null
), ready as (
  select e.id, case when e.enabled then null else e.probe_id end as probe_id,
    coalesce(($5::jsonb ->> e.id)::int, $6) as room
  from waiting w join webhook_endpoints e on e.id = w.endpoint_id
  where (e.enabled or e.probe_id is not null) and e.deleted_at is null and e.kind <> 'listener'
  and not exists (
    select 1 from deliveries s
    where s.endpoint_id = e.id and s.status = 'sending' and s.lease_owner is distinct from $2)
), chosen as (
  select d.id from ready r cross join lateral (
    select id, row_number() over (order by next_attempt_at) as rank from deliveries
    where endpoint_id = r.id and status in ('pending', 'retrying') and next_attempt_at <= $1
      and (r.probe_id is null or id = r.probe_id)
    order by next_attempt_at limit r.room) d
  order by d.rank limit $4
), locked as (
  select d.id from deliveries d join chosen c on c.id = d.id
  where d.status in ('pending', 'retrying') for update of d skip locked
), claimed as (
  update deliveries d
  set status = 'sending', fence = d.fence + 1, lease_owner = $2, lease_until = $3,
      next_attempt_at = null
  from locked where locked.id = d.id
  returning d.id, d.fence, d.org_id, d.app_id, d.endpoint_id, d.event_id, d.event_type,
            d.attempt_count, d.uncounted_attempts, d.next_trigger
)
select c.id, c.fence, c.org_id, c.app_id, c.endpoint_id, c.event_id, c.event_type, c.attempt_count,
       c.uncounted_attempts, c.next_trigger, v.body, encode(v.sealed_token, 'base64') as sealed_token,
       e.url, e.custom_headers, e.rate_per_second,
       not e.enabled or e.consecutive_failures > 0 or e.recent_outcomes <> '' as failing,
       (select coalesce(json_agg(json_build_object('id', s.id, 'sealed', encode(s.sealed, 'base64'))
                                 order by s.is_primary desc, s.created_at), '[]')
        from endpoint_secrets s
        where s.endpoint_id = e.id and (s.expires_at is null or s.expires_at > $1)) as secrets
from claimed c
join events v on v.id = c.event_id
join webhook_endpoints e on e.id = c.endpoint_id
order by c.id`;

export type ClaimInput = {
  now: Date;
  owner: string;
  leaseUntil: Date;
  limit: number;
  /** How many more each endpoint may get that this worker knows; others get `defaultRoom`. */
  rooms: Record<EndpointId, number>;
  defaultRoom: number;
};

/**
 * Takes due deliveries: a few of each endpoint, none of an endpoint that another worker is sending to. The commit is
 * not waited for on disk: a claim that a crash undoes is claimed again, and a recorded result flushes it before itself.
 */
export async function claimDue(pool: pg.Pool, input: ClaimInput): Promise<ClaimedRow[]> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(beginClaim);
    const { rows } = await client.query<ClaimedRow>(claim, [
      input.now,
      input.owner,
      input.leaseUntil,
      input.limit,
      JSON.stringify(input.rooms),
      input.defaultRoom,
    ]);
    await client.query('commit');
    return rows;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // A connection whose transaction failed half-way is not given back to others.
    client.release(broken);
  }
}

/** Which of these endpoints take nothing more: disabled, without a probe that is due, or deleted. */
export async function findStopped(
  db: Queryable,
  ids: readonly EndpointId[],
): Promise<EndpointId[]> {
  const { rows } = await db.query<{ id: EndpointId }>(
    `select id from webhook_endpoints
     where id = any($1) and (deleted_at is not null or (not enabled and probe_id is null))`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

const backInQueue = `
  status = case when not (e.enabled and e.deleted_at is null) then 'held'
           when d.attempt_count = 0 then 'pending' else 'retrying' end,
  next_attempt_at = case when e.enabled and e.deleted_at is null then $1::timestamptz end,
  lease_owner = null, lease_until = null
from webhook_endpoints e`;

/** Gives claimed rows back unsent. Rows whose lease was lost meanwhile stay as they are. */
export async function releaseClaims(
  db: Queryable,
  now: Date,
  claims: readonly { id: string; fence: number }[],
): Promise<void> {
  await db.query(
    `update deliveries d set ${backInQueue}, jsonb_to_recordset($2::jsonb) as r(id uuid, fence int)
     where e.id = d.endpoint_id and d.id = r.id and d.fence = r.fence and d.status = 'sending'`,
    [now, JSON.stringify(claims.map(({ id, fence }) => ({ id, fence })))],
  );
}

/**
 * Puts rows back whose lease ran out. `soleOwner` takes live leases of all others too: for the start of a worker that
 * knows itself to be the only one, so that what a crash left behind need not wait.
 */
export async function reclaimExpired(
  db: Queryable,
  now: Date,
  soleOwner: string | null = null,
): Promise<number> {
  const result = await db.query(
    `update deliveries d set ${backInQueue}
     where e.id = d.endpoint_id and d.status = 'sending'
       and (d.lease_until is null or d.lease_until < $1 or d.lease_owner <> $2)`,
    [now, soleOwner],
  );
  return result.rowCount ?? 0;
}
