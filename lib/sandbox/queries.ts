import type { Queryable } from '#lib/db/raw.ts';
import type { TokenKind } from '#lib/db/schema/apps.ts';
import type { AppId, InstallationId, OrgId, RequestId, TokenId } from '#lib/std/ids.ts';

export type FoundToken = {
  hash: string;
  token_id: TokenId;
  generation: number;
  kind: TokenKind;
  scopes: string[];
  installation_id: InstallationId;
  org_id: OrgId;
  app_id: AppId;
  tenant_id: number;
  module: string;
  time_zone: string;
  rate_limit: number;
  /** Requests of the token in this window, those of this batch included. */
  used: string;
  reset_seconds: number;
};

// Who asks and how often, in one statement: nothing about a token is remembered, so a revocation holds at once.
// Rows of rate_windows are taken in the order of their keys, so that two batches never wait for each other crosswise.
const identify = `
with moment as materialized (select coalesce($3::timestamptz, clock_timestamp()) as at),
found as materialized (
  select a.hash, a.asked, t.id, t.generation, t.kind, t.scopes as own_scopes, i.scopes, i.id as installation_id,
    i.org_id, i.app_id, i.tenant_id, i.rate_limit_per_minute, p.slug, s.time_zone
  from unnest($1::text[], $2::int[]) as a (hash, asked)
  join tokens t on t.hash = decode(a.hash, 'hex') and t.revoked_at is null
    and t.expires_at > (select at from moment)
  join installations i on i.id = t.installation_id and i.uninstalled_at is null
  join apps p on p.id = i.app_id
  join tenants s on s.id = i.tenant_id
),
counted as (
  insert into rate_windows as w (key, window_start, count)
  select 'tok:' || f.id, date_trunc('minute', m.at), sum(f.asked)
  from found f, moment m
  group by f.id, m.at
  order by f.id
  on conflict (key) do update set
    count = case when w.window_start >= excluded.window_start then w.count + excluded.count else excluded.count end,
    window_start = greatest(w.window_start, excluded.window_start)
  returning w.key, w.count
)
select f.hash, f.id as token_id, f.generation, f.kind, f.installation_id, f.org_id, f.app_id, f.tenant_id,
  f.slug as module, f.time_zone, coalesce(f.rate_limit_per_minute, $4::int) as rate_limit, c.count as used,
  case when f.own_scopes is null then f.scopes
    else array(select unnest(f.own_scopes) intersect select unnest(f.scopes) order by 1) end as scopes,
  greatest(1, ceil(60 - extract(epoch from m.at - date_trunc('minute', m.at))))::int as reset_seconds
from found f join counted c on c.key = 'tok:' || f.id, moment m`;

/** Looks tokens up by hash and counts their requests. Unknown, expired and revoked ones are left out. */
export async function identifyTokens(
  db: Queryable,
  hashes: readonly string[],
  asked: readonly number[],
  at: Date | null,
  defaultLimit: number,
): Promise<FoundToken[]> {
  const { rows } = await db.query<FoundToken>({
    name: 'sandbox.identify',
    text: identify,
    values: [hashes, asked, at, defaultLimit],
  });
  return rows;
}

/** Adds requests of unknown callers to the shared windows; returns the counts of all processes together. */
export async function countAddresses(
  db: Queryable,
  keys: readonly string[],
  counts: readonly number[],
  windowStart: Date,
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ key: string; count: string }>({
    name: 'sandbox.count-addresses',
    text: `insert into rate_windows as w (key, window_start, count)
      select a.key, $3, a.asked from unnest($1::text[], $2::int[]) as a (key, asked) order by a.key
      on conflict (key) do update set
        count = case when w.window_start >= excluded.window_start then w.count + excluded.count
          else excluded.count end,
        window_start = greatest(w.window_start, excluded.window_start)
      returning w.key, w.count`,
    values: [keys, counts, windowStart],
  });
  return new Map(rows.map(({ key, count }) => [key, Number(count)]));
}

/** A row of request_logs under its column names. */
export type LogRow = {
  id: RequestId;
  api: 'partners' | 'okta';
  org_id: OrgId | null;
  app_id: AppId | null;
  installation_id: InstallationId | null;
  tenant_id: number | null;
  token_id: TokenId | null;
  token_generation: number | null;
  token_kind: TokenKind | null;
  method: string;
  path: string;
  query: string;
  operation_id: string | null;
  status: number;
  error_code: string | null;
  denied_scope: string | null;
  idempotency_key: string | null;
  idempotency: string | null;
  duration_us: number;
  client_address: string | null;
  user_agent: string | null;
  request_body: string | null;
  response_body: string | null;
  created_at: Date;
};

const logTypes = {
  id: 'text',
  api: 'text',
  org_id: 'text',
  app_id: 'text',
  installation_id: 'text',
  tenant_id: 'int',
  token_id: 'text',
  token_generation: 'int',
  token_kind: 'text',
  method: 'text',
  path: 'text',
  query: 'text',
  operation_id: 'text',
  status: 'int',
  error_code: 'text',
  denied_scope: 'text',
  idempotency_key: 'text',
  idempotency: 'text',
  duration_us: 'int',
  client_address: 'text',
  user_agent: 'text',
  request_body: 'text',
  response_body: 'text',
  created_at: 'timestamptz',
} as const satisfies Record<keyof LogRow, string>;
const logFields = Object.keys(logTypes) as (keyof LogRow)[]; // The record has the keys of a row and no others.
const logColumns = logFields.join(', ');
const logRecord = logFields.map((name) => `${name} ${logTypes[name]}`).join(', ');
const logArrays = logFields.map((name, i) => `$${i + 1}::${logTypes[name]}[]`).join(', ');

/**
 * Writes many log rows at once, without waiting for the disk: these are reads and refusals, and a crash may cost
 * the last moment of them. A row that stands already stays.
 */
export async function insertLogs(db: Queryable, rows: readonly LogRow[]): Promise<void> {
  await db.query({
    name: 'sandbox.insert-logs',
    text: `with hurry as (select set_config('synchronous_commit', 'off', true))
      insert into request_logs (${logColumns})
      select ${logColumns} from hurry, unnest(${logArrays}) as r (${logColumns})
      on conflict (id) do nothing`,
    // An array for each column: the database reads them in a third of the time that JSON takes. One in which nothing
    // stands is left out; `unnest` makes it as long as the others.
    values: logFields.map((name) =>
      rows.some((row) => row[name] !== null) ? rows.map((row) => row[name]) : null,
    ),
  });
}

export type TokenUse = {
  hash: string;
  at: Date;
  from: string;
  operation: string | null;
  agent: string | null;
};

/** Notes the latest use of tokens. */
export async function updateTokenUses(db: Queryable, uses: readonly TokenUse[]): Promise<void> {
  await db.query({
    name: 'sandbox.update-token-uses',
    text: `update tokens t set last_used_at = u.at, last_used_from = u."from", last_used_operation = u.operation,
        last_used_agent = u.agent
      from json_to_recordset($1::json) as u (hash text, at timestamptz, "from" text, operation text, agent text)
      where t.hash = decode(u.hash, 'hex') and (t.last_used_at is null or t.last_used_at <= u.at)`,
    values: [JSON.stringify(uses)],
  });
}

/** Takes the key for this transaction; false when another transaction holds it. */
export async function tryLockKey(
  db: Queryable,
  installationId: InstallationId,
  key: string,
): Promise<boolean> {
  const { rows } = await db.query<{ locked: boolean }>({
    name: 'sandbox.lock-key',
    text: `select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as locked`,
    values: [`${installationId} ${key}`],
  });
  return rows[0]?.locked ?? false;
}

export type StoredAnswer = {
  fingerprint: string;
  status: number;
  headers: Record<string, string>;
  body: string;
};

/** The stored answer under a key, if it was made after `since`. Ask it after the lock, in its own statement. */
export async function findStoredAnswer(
  db: Queryable,
  installationId: InstallationId,
  key: string,
  since: Date,
): Promise<StoredAnswer | null> {
  const { rows } = await db.query<StoredAnswer>({
    name: 'sandbox.find-stored',
    text: `select fingerprint, status, headers, body from idempotency_keys
      where installation_id = $1 and key = $2 and created_at > $3`,
    values: [installationId, key, since],
  });
  return rows[0] ?? null;
}

/** Writes the log row of a call and, under a key, its answer: one round trip inside the effect's transaction. */
export async function insertLogAndAnswer(
  db: Queryable,
  log: LogRow,
  stored: (StoredAnswer & { installationId: InstallationId; key: string }) | null,
): Promise<void> {
  if (!stored) {
    await db.query({
      name: 'sandbox.insert-log',
      text: `insert into request_logs (${logColumns})
        select ${logColumns} from json_to_recordset($1::json) as r (${logRecord})`,
      values: [JSON.stringify([log])],
    });
    return;
  }
  await db.query({
    name: 'sandbox.insert-log-and-answer',
    text: `with stored as (
        insert into idempotency_keys as k (installation_id, key, fingerprint, request_id, status, headers, body,
          created_at)
        values ($2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (installation_id, key) do update set fingerprint = excluded.fingerprint,
          request_id = excluded.request_id, status = excluded.status, headers = excluded.headers,
          body = excluded.body, created_at = excluded.created_at
      )
      insert into request_logs (${logColumns})
      select ${logColumns} from json_to_recordset($1::json) as r (${logRecord})`,
    values: [
      JSON.stringify([log]),
      stored.installationId,
      stored.key,
      stored.fingerprint,
      log.id,
      stored.status,
      JSON.stringify(stored.headers),
      stored.body,
      log.created_at,
    ],
  });
}
