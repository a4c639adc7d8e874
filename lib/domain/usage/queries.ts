import type { Queryable } from '#lib/db/raw.ts';
import { type AppId, leastId, type RequestId } from '#lib/std/ids.ts';
import { defaultRateLimit } from '../installations/rate-limit.ts';
import { type Durations, stepsOfAnOctave } from './durations.ts';

/** Calls of one hour and operation, counted. Under the names of usage_hours. */
export type HourRow = {
  app_id: AppId;
  hour: Date;
  operation_id: string;
  calls: number;
  errors: number;
  denied: number;
  limited: number;
  failed: number;
  peak_share: number;
  peak_share_of_all: number;
  durations: Durations;
};

const columns = `app_id, hour, operation_id, calls, errors, denied, limited, failed, peak_share, peak_share_of_all,
  durations`;

// Counts logged calls in one reading: $1 and $2 bound their ids, $3 is the limit of installations without their own.
const counted = (hour: string, where: string) => `
  with logged as materialized (
    select l.app_id, ${hour} as hour, coalesce(l.operation_id, '') as operation_id, l.status,
      l.denied_scope is not null as is_denied,
      floor(${stepsOfAnOctave} * ln(greatest(l.duration_us, 1)) / ln(2))::int as step,
      l.token_id, l.installation_id, date_trunc('minute', l.created_at, 'UTC') as minute
    from request_logs l where ${where} and l.id >= $1 and l.id < $2
  ),
  by_step as (
    select app_id, hour, operation_id, step, count(*) as calls, count(*) filter (where status >= 400) as errors,
      count(*) filter (where is_denied) as denied, count(*) filter (where status = 429) as limited,
      count(*) filter (where status >= 500) as failed
    from logged group by app_id, hour, operation_id, step
  ),
  by_operation as (
    select app_id, hour, operation_id, sum(calls)::int as calls, sum(errors)::int as errors,
      sum(denied)::int as denied, sum(limited)::int as limited, sum(failed)::int as failed,
      jsonb_object_agg(step, calls) as durations
    from by_step group by app_id, hour, operation_id
  ),
  by_minute as (
    select app_id, hour, operation_id, token_id, installation_id, minute, count(*) as calls
    from logged where token_id is not null
    group by app_id, hour, operation_id, token_id, installation_id, minute
  ),
  limits as (
    select i.id as installation_id, coalesce(i.rate_limit_per_minute, $3::int)::real as limit_per_minute
    from installations i where i.id in (select installation_id from by_minute)
  ),
  peaks as (
    select m.app_id, m.hour, m.operation_id, max(m.calls / l.limit_per_minute) as share
    from by_minute m join limits l using (installation_id) group by m.app_id, m.hour, m.operation_id
  ),
  peaks_of_all as (
    select a.app_id, a.hour, max(a.calls / l.limit_per_minute) as share
    from (
      select app_id, hour, token_id, installation_id, minute, sum(calls) as calls
      from by_minute group by app_id, hour, token_id, installation_id, minute
    ) a join limits l using (installation_id) group by a.app_id, a.hour
  )
  select o.app_id, o.hour, o.operation_id, o.calls, o.errors, o.denied, o.limited, o.failed,
    coalesce(p.share, 0)::real as peak_share, coalesce(a.share, 0)::real as peak_share_of_all, o.durations
  from by_operation o
  left join peaks p using (app_id, hour, operation_id)
  left join peaks_of_all a using (app_id, hour)`;

const ofApp = counted(`date_trunc('hour', l.created_at, 'UTC')`, 'l.app_id = $4');
const ofHour = counted('$4::timestamptz', 'l.app_id is not null');
const endOfLog = 'req_z';

/** The hours of an app since a moment that are counted already. */
export async function listUsageHours(db: Queryable, appId: AppId, since: Date): Promise<HourRow[]> {
  const { rows } = await db.query<HourRow>({
    name: 'usage.hours',
    text: `select ${columns} from usage_hours where app_id = $1 and hour >= $2`,
    values: [appId, since],
  });
  return rows;
}

/** Counts the calls of an app since a moment from the log itself. */
export async function countLogged(db: Queryable, appId: AppId, since: Date): Promise<HourRow[]> {
  const { rows } = await db.query<HourRow>({
    text: ofApp,
    values: [leastId('req', since.getTime()), endOfLog, defaultRateLimit, appId],
  });
  return rows;
}

/** Calls of an app by operation: from `from` to `until` as they were counted, later ones from the log. */
export async function sumCalls(db: Queryable, appId: AppId, hours: { from: Date; until: Date }) {
  const { rows } = await db.query<Pick<HourRow, 'operation_id' | 'calls' | 'denied'>>({
    name: 'usage.sum-calls',
    text: `
      select operation_id, sum(calls)::int as calls, sum(denied)::int as denied from (
        select operation_id, calls, denied from usage_hours where app_id = $1 and hour >= $2 and hour < $3
        union all
        select coalesce(operation_id, ''), count(*), count(denied_scope) from request_logs
        where app_id = $1 and id >= $4 group by operation_id
      ) counted group by operation_id`,
    values: [appId, hours.from, hours.until, leastId('req', hours.until.getTime())],
  });
  return rows;
}

/** The last hour that is counted, of all apps; null: none is. */
export async function findLastHour(db: Queryable): Promise<Date | null> {
  const { rows } = await db.query<{ hour: Date | null }>({
    name: 'usage.last-hour',
    text: 'select max(hour) as hour from usage_hours',
  });
  return rows[0]?.hour ?? null;
}

/** The first logged call of the Partners API from a moment on; null: there is none. */
export async function findFirstCall(db: Queryable, from: Date): Promise<RequestId | null> {
  const { rows } = await db.query<{ id: RequestId }>({
    text: `select id from request_logs where id >= $1 and id < $2 and app_id is not null order by id limit 1`,
    values: [leastId('req', from.getTime()), endOfLog],
  });
  return rows[0]?.id ?? null;
}

/** Counts one hour of all apps and keeps it. Two processes at once keep it once. */
export async function insertHour(db: Queryable, hour: Date, end: Date): Promise<void> {
  await db.query({
    // In one order, so that two processes never wait for each other crosswise.
    text: `insert into usage_hours (${columns}) ${ofHour} order by app_id, operation_id on conflict do nothing`,
    values: [leastId('req', hour.getTime()), leastId('req', end.getTime()), defaultRateLimit, hour],
  });
}
