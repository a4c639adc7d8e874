import type pg from 'pg';
import type { EndpointId } from '../../std/ids.ts';
import type { ClaimedRow } from '../queries.ts';

// The same columns as a worker's claim; a listener's deliveries are nobody else's.
const secretsOf = `(
  select coalesce(json_agg(json_build_object('id', s.id, 'sealed', encode(s.sealed, 'base64'))
                           order by s.is_primary desc, s.created_at), '[]')
  from endpoint_secrets s where s.endpoint_id = e.id)`;

const columns = (delivery: string) => `
  ${delivery}.id, ${delivery}.fence, ${delivery}.org_id, ${delivery}.app_id, ${delivery}.endpoint_id,
  ${delivery}.event_id, ${delivery}.event_type, ${delivery}.attempt_count,
  ${delivery}.uncounted_attempts, ${delivery}.next_trigger, v.body, null as sealed_token, e.url,
  e.custom_headers, e.rate_per_second, true as failing, ${secretsOf} as secrets`;

const claim = `
with chosen as (
  select id from deliveries
  where endpoint_id = $1 and status in ('pending', 'retrying') and next_attempt_at <= $2
  order by next_attempt_at limit $3 for update skip locked
), claimed as (
  update deliveries d set status = 'sending', fence = d.fence + 1, lease_owner = 'listener',
    lease_until = $4, next_attempt_at = null
  from chosen where chosen.id = d.id returning d.*
)
select ${columns('c')} from claimed c
join events v on v.id = c.event_id join webhook_endpoints e on e.id = c.endpoint_id
where e.kind = 'listener' order by c.id`;

/** Takes due deliveries of one listener, whose command sends them. */
export async function claimForListener(
  pool: Pick<pg.Pool, 'query'>,
  input: { endpointId: EndpointId; now: Date; limit: number; leaseUntil: Date },
): Promise<ClaimedRow[]> {
  const { endpointId, now, limit, leaseUntil } = input;
  const { rows } = await pool.query<ClaimedRow>(claim, [endpointId, now, limit, leaseUntil]);
  return rows;
}

const find = `
select ${columns('d')} from deliveries d
join events v on v.id = d.event_id join webhook_endpoints e on e.id = d.endpoint_id
where d.id = $1 and d.endpoint_id = $2 and d.fence = $3 and d.status = 'sending'
  and e.kind = 'listener'`;

/** A delivery that a listener has claimed and still holds; undefined: it does not. */
export async function findClaimed(
  pool: Pick<pg.Pool, 'query'>,
  input: { deliveryId: string; endpointId: EndpointId; fence: number },
): Promise<ClaimedRow | undefined> {
  const { deliveryId, endpointId, fence } = input;
  const { rows } = await pool.query<ClaimedRow>(find, [deliveryId, endpointId, fence]);
  return rows[0];
}

/** The listener is alive. */
export async function touchListener(
  pool: Pick<pg.Pool, 'query'>,
  endpointId: EndpointId,
  now: Date,
): Promise<void> {
  await pool.query('update webhook_endpoints set last_polled_at = $2 where id = $1', [
    endpointId,
    now,
  ]);
}
