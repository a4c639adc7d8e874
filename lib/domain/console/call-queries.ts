import { getTableColumns } from 'drizzle-orm';
import type { Queryable } from '#lib/db/raw.ts';
import { consoleRequests } from '#lib/db/schema/console.ts';
import type { MemberRole } from '#lib/db/schema/identity.ts';
import type { OrgId, SessionId, UserId } from '#lib/std/ids.ts';
import type { LiveSessionRow } from '../sessions/queries.ts';

/** Who wants a place: the person of a session, or whoever `key` names. */
export type Ask = { sessionId: SessionId } | { key: string };

export type Begun = {
  /** null: the session has ended, or none was named. */
  session: LiveSessionRow | null;
  /** Whose the place is or would be; null: nobody's. */
  key: string | null;
  /** null: all were taken, or others took the last ones at the same moment. */
  place: number | null;
};

/** A place among the calls of a key that run at once. */
export type Place = { key: string; place: number; expiresAt: Date };

export type HistoryRow = typeof consoleRequests.$inferInsert;

export type Turn = {
  asks: readonly Ask[];
  /** Places that are given back. */
  places: readonly Place[];
  history: readonly HistoryRow[];
  max: number;
  now: Date;
  idleSince: Date;
  /** Of the places that are taken. */
  expiresAt: Date;
};

type BegunRow = {
  session_id: SessionId | null;
  last_seen_ms: number;
  authenticated_ms: number;
  user_id: UserId;
  email: string;
  name: string;
  is_reviewer: boolean;
  org_id: OrgId | null;
  org_name: string | null;
  role: MemberRole | null;
  key: string | null;
  place: number | null;
};

// What "living" means is said by `findLiveSession` too; a test holds the two together. The primary key of the places
// sees to it that two calls never have the same one. A place that is given back is taken over by a call that begins in
// the same moment; two parts of one statement must not touch the same row, so the rest are deleted.
const turn = `
with asked as (
  select * from jsonb_to_recordset($1::jsonb) as a(n int, session_id text, key text)
), back as (
  select * from jsonb_to_recordset($2::jsonb) as b(key text, place int, expires_at timestamptz)
), kept as (
  insert into console_requests
  select h.* from (select set_config('synchronous_commit', 'off', true)) as unhurried,
    jsonb_populate_recordset(null::console_requests, $3::jsonb) as h
), living as (
  select distinct on (s.id) s.id, s.last_seen_at, s.authenticated_at, s.user_id,
    u.email, u.name, u.is_reviewer, o.id as org_id, o.name as org_name, m.role
  from sessions s
  join users u on u.id = s.user_id
  left join memberships m on m.user_id = u.id
  left join organizations o on o.id = m.org_id
  where s.id in (select session_id from asked) and s.ended_at is null
    and s.expires_at > $5 and s.last_seen_at > $6
  order by s.id, m.created_at, m.org_id
), turns as (
  select n, key, row_number() over (partition by key order by n) as turn
  from (
    select a.n, coalesce(a.key, l.user_id) as key
    from asked a left join living l on l.id = a.session_id
  ) as known
  where key is not null
), free as (
  select k.key, p.place, row_number() over (partition by k.key order by random()) as turn
  from (select distinct key from turns) as k, generate_series(1, $4::int) as p(place)
  where not exists (
    select 1 from running_calls r
    where r.key = k.key and r.place = p.place and r.expires_at > $5
      and not exists (
        select 1 from back b where b.key = r.key and b.place = r.place and b.expires_at = r.expires_at
      )
  )
), dealt as (
  select n, key, place from turns join free using (key, turn)
), taken as (
  insert into running_calls as r (key, place, expires_at)
  select key, place, $7 from dealt
  on conflict (key, place) do update set expires_at = excluded.expires_at
    where r.expires_at <= $5 or exists (
      select 1 from back b where b.key = r.key and b.place = r.place and b.expires_at = r.expires_at
    )
  returning r.key, r.place
), gone as (
  delete from running_calls r using back b
  where r.key = b.key and r.place = b.place and r.expires_at = b.expires_at
    and not exists (select 1 from dealt d where d.key = r.key and d.place = r.place)
)
select l.id as session_id,
  (extract(epoch from l.last_seen_at) * 1000)::float8 as last_seen_ms,
  (extract(epoch from l.authenticated_at) * 1000)::float8 as authenticated_ms,
  l.user_id, l.email, l.name, l.is_reviewer, l.org_id, l.org_name, l.role, t.key, got.place
from asked a
left join living l on l.id = a.session_id
left join turns t on t.n = a.n
left join dealt d on d.n = a.n
left join taken got on got.key = d.key and got.place = d.place
order by a.n`;

/**
 * One turn of the relay: finds the living session of each call that begins and takes a place for it, gives back the
 * places of those that are over, and keeps what they were. One statement for all of it, because the ways to the
 * database are what a relayed call costs. Nobody waits for the disk: a crash may lose the last moment of a history.
 */
export async function turnCalls(db: Queryable, what: Turn): Promise<Begun[]> {
  const { max, now, idleSince, expiresAt } = what;
  const asked = what.asks.map((ask, n) => ({
    n,
    session_id: 'sessionId' in ask ? ask.sessionId : null,
    key: 'key' in ask ? ask.key : null,
  }));
  const back = what.places.map(({ key, place, expiresAt }) => ({
    key,
    place,
    expires_at: expiresAt,
  }));
  const history = what.history.map(named);
  const lists = [asked, back, history].map((list) => JSON.stringify(list));
  const { rows } = await db.query<BegunRow>({
    name: 'console.turn',
    text: turn,
    values: [...lists, max, now, idleSince, expiresAt],
  });
  return rows.map((row) => ({ session: sessionOf(row), key: row.key, place: row.place }));
}

function sessionOf(row: BegunRow): LiveSessionRow | null {
  if (row.session_id === null) return null;
  return {
    sessionId: row.session_id,
    lastSeenAt: new Date(row.last_seen_ms),
    authenticatedAt: new Date(row.authenticated_ms),
    userId: row.user_id,
    email: row.email,
    name: row.name,
    isReviewer: row.is_reviewer,
    orgId: row.org_id,
    orgName: row.org_name,
    role: row.role,
  };
}

const columns = Object.entries(getTableColumns(consoleRequests));

/** A row under the names of its columns. */
function named(row: HistoryRow): Record<string, unknown> {
  const values = new Map<string, unknown>(Object.entries(row));
  return Object.fromEntries(columns.map(([key, column]) => [column.name, values.get(key) ?? null]));
}
