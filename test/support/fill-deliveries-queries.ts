import type pg from 'pg';

/** Whom the rows belong to. */
export type FillFor = {
  orgId: string;
  appId: string;
  endpointIds: readonly string[];
  tenantIds: readonly number[];
  installationIds: readonly string[];
  events: readonly string[];
};

const uuid = (ms: string, salt: string) => `
  (lpad(to_hex(${ms}), 12, '0') || '7' || substr(md5(${salt}), 1, 3) || '8' || substr(md5(${salt}), 4, 15))::uuid`;

// Of a thousand: 8 failed, 2 held, 2 retrying, 1 pending, the rest delivered. Times lie over 60 days, ids follow them.
const fill = `
with n as (
  select i, ($6::bigint + i * $7::bigint) as ms, hashint4(i) & 2147483647 as h,
    case when i % 1000 < 8 then 'failed' when i % 1000 < 10 then 'held' when i % 1000 < 12 then 'retrying'
         when i % 1000 = 12 then 'pending' else 'delivered' end as status
  from generate_series($8::int, $9::int) i
), made as (
  select i, h, status, to_timestamp(ms / 1000.0) as at, ${uuid('ms', "'e' || i")} as event_id,
    ${uuid('ms', "'d' || i")} as id,
    ($5::text[])[1 + h % cardinality($5::text[])] as type,
    1 + (h / 16) % cardinality($3::text[]) as endpoint,
    1 + (h / 1024) % cardinality($4::int[]) as tenant
  from n
), events as (
  insert into events (id, org_id, tenant_id, type, body, created_at)
  select event_id, $1, ($4::int[])[tenant], type,
    json_build_object('id', event_id, 'event', type, 'tenant_id', ($4::int[])[tenant], 'created_at', at,
      'data', json_build_object('student', json_build_object('id', i, 'gender', case when i % 2 = 0
        then 'female' else 'male' end, 'full_name', 'سارة العتيبي ' || i)))::text, at
  from made
), rows as (
  insert into deliveries (id, org_id, app_id, endpoint_id, installation_id, tenant_id, event_id, event_type,
    status, attempt_count, next_attempt_at, last_status_code, last_error, created_at, finished_at)
  select id, $1, $2, ($3::text[])[endpoint], ($10::text[])[tenant], ($4::int[])[tenant], event_id, type, status,
    case status when 'failed' then 6 when 'held' then 0 when 'pending' then 0 else 1 end,
    case when status in ('retrying', 'pending') then at + interval '90 days' end,
    case when status = 'delivered' then 200 when status in ('failed', 'retrying') and h % 3 > 0 then 500 + h % 4 end,
    case when status in ('failed', 'retrying') then case h % 3 when 0 then 'timeout' else 'http_' || 500 + h % 4 end end,
    at, case when status in ('delivered', 'failed') then at + interval '1 second' end
  from made
)
insert into delivery_attempts (id, delivery_id, number, trigger, started_at, ended_at, url, request_headers,
  response_status, timings)
select 'att_' || i, id, 1, 'schedule', at, at + interval '40 ms', 'https://hooks.example.com/okta', '[]', 200,
  json_build_object('dnsMs', 1, 'connectMs', 3, 'tlsMs', 9, 'firstByteMs', 30, 'totalMs', 20 + h % 60)
from made where status <> 'held' and status <> 'pending'`;

/** Fills the tables with `count` deliveries over the last 60 days, each with its event and attempt. */
export async function fillDeliveries(pool: pg.Pool, to: FillFor, count: number): Promise<void> {
  const spanMs = 60 * 86_400_000;
  const stepMs = Math.floor(spanMs / count);
  const fromMs = Date.now() - stepMs * (count + 1);
  const step = 50_000;
  for (let first = 1; first <= count; first += step) {
    await pool.query(fill, [
      to.orgId,
      to.appId,
      to.endpointIds,
      to.tenantIds,
      to.events,
      fromMs,
      stepMs,
      first,
      Math.min(count, first + step - 1),
      to.installationIds,
    ]);
  }
  await pool.query('analyze');
}
