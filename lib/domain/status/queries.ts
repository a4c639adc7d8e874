import type { Queryable } from '#lib/db/raw.ts';

const queue = `
select count(*) filter (where status = 'pending')::int as pending,
  count(*) filter (where status = 'retrying')::int as retrying,
  coalesce(round(extract(epoch from $1 - min(next_attempt_at) filter (where next_attempt_at <= $1))), 0)::int
    as oldest_due_seconds,
  (select count(*)::int from deliveries where status = 'sending') as sending,
  (select count(*)::int from deliveries where status = 'held') as held,
  (select count(*)::int from deliveries where status = 'failed' and id >= $2) as failed_24h
from deliveries where status in ('pending', 'retrying')`;

const endpoints = `
select count(*) filter (where enabled)::int as enabled,
  count(*) filter (where enabled and failing_since is not null)::int as failing,
  count(*) filter (where not enabled)::int as disabled
from webhook_endpoints where deleted_at is null and kind <> 'listener'`;

const mails = `
select count(*)::int as waiting, count(*) filter (where attempts > 0)::int as tried_before from mails`;

const replays = `select count(*)::int as running from replay_jobs where status = 'running'`;

// Of other databases on the server only the connections count: they share its limit.
const server = `
select current_setting('server_version') as version, pg_database_size(current_database())::float8 as size_bytes,
  (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as connections,
  current_setting('max_connections')::int as max_connections`;

export type QueueRow = {
  pending: number;
  sending: number;
  retrying: number;
  held: number;
  failed_24h: number;
  oldest_due_seconds: number;
};
export type EndpointsRow = { enabled: number; failing: number; disabled: number };
export type MailsRow = { waiting: number; tried_before: number };
export type ReplaysRow = { running: number };
export type ServerRow = {
  version: string;
  size_bytes: number;
  connections: number;
  max_connections: number;
};

/** What waits, how long, and what cannot be delivered. `yesterdayId`: a delivery id made for a day ago. */
export async function readCounts(db: Queryable, now: Date, yesterdayId: string) {
  const [deliveryRows, endpointRows, mailRows, replayRows, serverRows] = await Promise.all([
    db.query<QueueRow>({ text: queue, values: [now, yesterdayId] }),
    db.query<EndpointsRow>({ text: endpoints }),
    db.query<MailsRow>({ text: mails }),
    db.query<ReplaysRow>({ text: replays }),
    db.query<ServerRow>({ text: server }),
  ]);
  return {
    deliveries: deliveryRows.rows[0],
    endpoints: endpointRows.rows[0],
    mails: mailRows.rows[0],
    replays: replayRows.rows[0],
    database: serverRows.rows[0],
  };
}
