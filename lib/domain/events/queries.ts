import type { Queryable } from '#lib/db/raw.ts';

export type EventRow = {
  id: string;
  orgId: string | null;
  tenantId: number;
  type: string;
  body: string;
  requestId: string | null;
  at: Date;
  /** Scope that the receiving installation must hold; null: none. */
  scope: string | null;
  appId: string | null;
  endpointId: string | null;
  /** Only this installation, even if it has just been removed. */
  installationId: string | null;
};

// A version 7 UUID from a random one: PostgreSQL has its own function for it only from 18 on. The first six bytes
// become the milliseconds, and two bits turn version 4 into version 7.
const insertEvent = `
with event as (
  insert into events (id, org_id, tenant_id, type, body, request_id, created_at)
  values ($1, coalesce($2, (select t.org_id from tenants t where t.id = $3)), $3, $4, $5, $6, $7)
  returning id
)
insert into deliveries (id, org_id, app_id, endpoint_id, installation_id, tenant_id, event_id, event_type, status,
  next_attempt_at, created_at)
select encode(
    set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
      substring(int8send((extract(epoch from $7::timestamptz) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1),
    'hex')::uuid,
  e.org_id, e.app_id, e.id, i.id, $3, event.id, $4,
  case when e.enabled then 'pending' else 'held' end,
  case when e.enabled then $7::timestamptz end,
  $7
from event, installations i
join webhook_endpoints e on e.app_id = i.app_id and e.deleted_at is null
where i.tenant_id = $3
  and ($8::text is null or $8 = any (i.scopes))
  and ($9::text is null or i.app_id = $9)
  and ($11::text is null or i.id = $11)
  and (i.uninstalled_at is null or i.id = $11)
  and (e.installation_id is null or e.installation_id = i.id)
  and case when $10::text is null then e.environment = 'sandbox' and $4 = any (e.events)
      else e.id = $10 end`;

/** Writes an event and one delivery for each endpoint that shall receive it. Returns how many those are. */
export async function insertEventWithDeliveries(db: Queryable, row: EventRow): Promise<number> {
  const result = await db.query({
    name: 'events.insert',
    text: insertEvent,
    values: [
      row.id,
      row.orgId,
      row.tenantId,
      row.type,
      row.body,
      row.requestId,
      row.at,
      row.scope,
      row.appId,
      row.endpointId,
      row.installationId,
    ],
  });
  return result.rowCount ?? 0;
}
