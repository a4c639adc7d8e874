import type pg from 'pg';
import type { NoticeKind } from '../../db/schema/recovery.ts';
import { type AppId, type EndpointId, type NoticeId, newId, type OrgId } from '../../std/ids.ts';
import type { Queryable } from '../queries.ts';

type Subject = { id: EndpointId; org_id: OrgId; app_id: AppId };

// An endpoint that goes up and down is told about once a day; a recovery only when something was told before it.
const insert = `
insert into notices (id, org_id, app_id, endpoint_id, kind, details, created_at)
select $1, $2, $3, $4, $5, $6::jsonb || case when $5 <> 'endpoint_recovered' then '{}'::jsonb else
    (select jsonb_build_object('held', count(*) filter (where status = 'held'),
       'failed', count(*) filter (where status = 'failed'))
     from deliveries where endpoint_id = $4 and status in ('held', 'failed')) end, $7
where case $5::text
  when 'endpoint_disabled' then true
  when 'endpoint_recovered' then coalesce((
    select kind <> 'endpoint_recovered' from notices where endpoint_id = $4
    order by id desc limit 1), false)
  else not exists (
    select 1 from notices where endpoint_id = $4 and kind = $5
    and created_at > $7::timestamptz - interval '1 day') end`;

/** Tells the people of an organization about an endpoint, in the caller's transaction. */
export async function insertNotices(
  db: pg.ClientBase,
  endpoint: Subject,
  kinds: readonly NoticeKind[],
  details: Record<string, unknown>,
  at: Date,
): Promise<void> {
  for (const kind of kinds) {
    await db.query(insert, [
      newId('ntc', at.getTime()),
      endpoint.org_id,
      endpoint.app_id,
      endpoint.id,
      kind,
      details,
      at,
    ]);
  }
}

export type UnmailedNotice = {
  id: NoticeId;
  app_id: AppId;
  app_name: string;
  endpoint_id: EndpointId;
  is_bridge: boolean;
  url: string;
  kind: NoticeKind;
  details: Record<string, unknown>;
  /** Everybody of the organization but its viewers. */
  emails: string[];
};

const takeUnmailed = `
select n.id, n.app_id, a.name as app_name, n.endpoint_id, e.kind = 'bridge' as is_bridge, e.url, n.kind, n.details,
  array(select u.email from memberships m join users u on u.id = m.user_id
        where m.org_id = n.org_id and m.role <> 'viewer') as emails
from notices n join apps a on a.id = n.app_id join webhook_endpoints e on e.id = n.endpoint_id
where n.mailed_at is null and n.created_at > $1
order by n.id limit 10 for update of n skip locked`;

const wasRefused = (error: unknown) =>
  error instanceof Error && 'responseCode' in error && error.responseCode !== undefined;

/** Those that were sent. A mail that the server refuses does not hold up the others; a server that is away does. */
async function sendEach(
  rows: readonly UnmailedNotice[],
  send: (notice: UnmailedNotice) => Promise<void>,
): Promise<{ ids: NoticeId[]; failure: Error | null }> {
  const ids: NoticeId[] = [];
  let failure: Error | null = null;
  for (const notice of rows) {
    try {
      await send(notice);
      ids.push(notice.id);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      if (!wasRefused(error)) break;
    }
  }
  return { ids, failure };
}

/**
 * Hands each notice newer than `since` that nobody was mailed about to `send`, and marks it. One that cannot be sent
 * stays for the next time, and its error is thrown after the others are marked. Safe in several processes. Answers
 * how many were sent.
 */
export async function mailNotices(
  pool: pg.Pool,
  now: Date,
  since: Date,
  send: (notice: UnmailedNotice) => Promise<void>,
): Promise<number> {
  const client = await pool.connect();
  let broken: Error | undefined;
  let failed: Error | undefined;
  try {
    await client.query('begin');
    const { rows } = await client.query<UnmailedNotice>(takeUnmailed, [since]);
    const { ids, failure } = await sendEach(rows, send);
    await client.query('update notices set mailed_at = $2 where id = any($1)', [ids, now]);
    await client.query('commit');
    if (failure) failed = failure;
    else return ids.length;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
  throw failed;
}

const chooseProbes = `
with due as (
  select e.id as endpoint_id, (
    select d.id from deliveries d join events v on v.id = d.event_id
    where d.endpoint_id = e.id and d.status = 'held' and v.body <> '' order by d.id limit 1) as id
  from webhook_endpoints e
  where not e.enabled and e.disabled_reason = 'failing' and e.deleted_at is null and e.probe_at <= $1
), chosen as (
  update webhook_endpoints e set probe_id = due.id, probe_at = $2
  from due where e.id = due.endpoint_id and due.id is not null returning due.id
)
update deliveries d set
  status = case when d.attempt_count = 0 then 'pending' else 'retrying' end,
  next_attempt_at = $1, uncounted_attempts = d.attempt_count
from chosen where d.id = chosen.id and d.status = 'held'`;

/**
 * Half-open: one held delivery is tried on each endpoint that was disabled for failing and whose time has come.
 * Answers how many.
 */
export async function startProbes(db: Queryable, now: Date, next: Date): Promise<number> {
  const { rowCount } = await db.query(chooseProbes, [now, next]);
  return rowCount ?? 0;
}
