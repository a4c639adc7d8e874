import type { Queryable } from '#lib/db/raw.ts';
import type { OrgId } from '#lib/std/ids.ts';

export type FoundOktaToken = {
  hash: string;
  bucket: string;
  token_id: string;
  okta_org_id: string;
  org_id: OrgId;
  subdomain: string;
  user_type_id: string;
  rate_factor: number;
  scopes: string[] | null;
  read_only: boolean;
  /** Requests of the org in this window, those of this batch included. */
  used_bucket: string;
  used_all: string;
  /** Unix seconds at which the window ends. */
  reset_at: number;
};

// Who asks and how often, in one statement: nothing about a token is remembered, so a revocation holds at once.
// Rows of rate_windows are taken in the order of their keys, so that two batches never wait for each other crosswise.
const identify = `
with moment as materialized (select coalesce($4::timestamptz, clock_timestamp()) as at),
found as materialized (
  select a.hash, a.bucket, a.asked, t.id as token_id, t.scopes, t.read_only, o.id as okta_org_id, o.org_id,
    o.subdomain, o.user_type_id, o.rate_factor
  from unnest($1::text[], $2::text[], $3::int[]) as a (hash, bucket, asked)
  cross join moment
  cross join lateral (
    select k.id, k.okta_org_id, null::text[] as scopes, coalesce(m.role = 'viewer', false) as read_only
    from okta_api_tokens k
    join okta_orgs ko on ko.id = k.okta_org_id
    left join memberships m on m.org_id = ko.org_id and m.user_id = k.owner_id
    where k.hash = decode(a.hash, 'hex') and k.revoked_at is null
      and greatest(k.created_at, k.last_used_at) + interval '30 days' > moment.at
      and (k.owner_id is null or m.user_id is not null)
    union all
    select k.id, k.okta_org_id, k.scopes, false
    from okta_access_tokens k
    where k.hash = decode(a.hash, 'hex') and k.revoked_at is null and k.expires_at > moment.at
  ) t
  join okta_orgs o on o.id = t.okta_org_id
),
counted as (
  insert into rate_windows as w (key, window_start, count)
  select c.key, date_trunc('minute', (select at from moment)), sum(c.asked)
  from (
    select 'okta:' || okta_org_id || ':' || bucket as key, asked from found
    union all
    select 'okta:' || okta_org_id || ':all', asked from found
  ) c
  group by c.key
  order by c.key
  on conflict (key) do update set
    count = case when w.window_start >= excluded.window_start then w.count + excluded.count else excluded.count end,
    window_start = greatest(w.window_start, excluded.window_start)
  returning w.key, w.count
)
select f.hash, f.bucket, f.token_id, f.scopes, f.read_only, f.okta_org_id, f.org_id, f.subdomain, f.user_type_id,
  f.rate_factor, b.count as used_bucket, l.count as used_all,
  extract(epoch from date_trunc('minute', m.at) + interval '1 minute')::int as reset_at
from found f
join counted b on b.key = 'okta:' || f.okta_org_id || ':' || f.bucket
join counted l on l.key = 'okta:' || f.okta_org_id || ':all', moment m`;

/** Looks tokens up by hash and counts their requests by bucket. Unknown, expired and revoked ones are left out. */
export async function identifyOktaTokens(
  db: Queryable,
  asked: readonly { hash: string; bucket: string; count: number }[],
  at: Date | null,
): Promise<FoundOktaToken[]> {
  const { rows } = await db.query<FoundOktaToken>({
    name: 'okta.identify',
    text: identify,
    values: [
      asked.map(({ hash }) => hash),
      asked.map(({ bucket }) => bucket),
      asked.map(({ count }) => count),
      at,
    ],
  });
  return rows;
}

/** Keeps when API tokens were last used: each use prolongs their life. */
export async function touchApiTokens(
  db: Queryable,
  hashes: readonly string[],
  at: Date,
): Promise<void> {
  await db.query({
    name: 'okta.touch-tokens',
    text: `update okta_api_tokens t set last_used_at = $2
      from (select decode(h, 'hex') as hash from unnest($1::text[]) as h order by h) u
      where t.hash = u.hash and (t.last_used_at is null or t.last_used_at < $2)`,
    values: [hashes, at],
  });
}

/** Whether the org trusts an origin; without an org, whether any does. */
export async function isTrustedOrigin(
  db: Queryable,
  origin: string,
  oktaOrgId: string | null,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'okta.trusted-origin',
    text: `select 1 from okta_trusted_origins
      where origin = $1 and ($2::text is null or okta_org_id = $2) limit 1`,
    values: [origin, oktaOrgId],
  });
  return (rowCount ?? 0) > 0;
}

/** An uploaded logo by its unguessable id. */
export async function findFile(
  db: Queryable,
  fileId: string,
): Promise<{ content_type: string; data: Buffer } | null> {
  const { rows } = await db.query<{ content_type: string; data: Buffer }>({
    name: 'okta.file',
    text: 'select content_type, data from okta_app_logos where file_id = $1',
    values: [fileId],
  });
  return rows[0] ?? null;
}
