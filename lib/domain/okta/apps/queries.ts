import { and, eq, sql } from 'drizzle-orm';
import { rawOf } from '#lib/db/raw.ts';
import { oktaApps } from '#lib/db/schema/okta.ts';
import { oktaAppLogos } from '#lib/db/schema/okta-apps.ts';
import { isOktaId } from '#lib/std/okta-ids.ts';
import type { OktaCtx } from '../okta-ctx.ts';
import { notFound } from '../okta-error.ts';
import type { AppLogo, AppRow } from './render-app.ts';

/** The app, or `E0000007`: absent and another org's are the same. */
export async function findApp(ctx: OktaCtx, appId: string, lock = false): Promise<AppRow> {
  if (!isOktaId('app', appId)) throw notFound(appId, 'AppInstance');
  const query = ctx.db
    .select()
    .from(oktaApps)
    .where(and(eq(oktaApps.oktaOrgId, ctx.oktaOrgId), eq(oktaApps.id, appId)));
  const [row] = await (lock ? query.for('update') : query);
  if (!row) throw notFound(appId, 'AppInstance');
  return row;
}

/** Another app with this label, whatever the case. */
export async function hasLabel(ctx: OktaCtx, label: string, except: string | null) {
  const rows = await ctx.db
    .select({ id: oktaApps.id })
    .from(oktaApps)
    .where(
      and(eq(oktaApps.oktaOrgId, ctx.oktaOrgId), sql`lower(${oktaApps.label}) = lower(${label})`),
    );
  return rows.some(({ id }) => id !== except);
}

/** Names of custom apps that begin alike. */
export async function namesLike(ctx: OktaCtx, stem: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ name: oktaApps.name })
    .from(oktaApps)
    .where(and(eq(oktaApps.oktaOrgId, ctx.oktaOrgId), sql`starts_with(${oktaApps.name}, ${stem})`));
  return rows.map(({ name }) => name);
}

/** What narrows a list of apps; one of them at most. */
export type AppNarrowing =
  | { by: 'nothing' }
  | { by: 'q'; text: string }
  | { by: 'status' | 'name' | 'kid' | 'user' | 'group'; value: string };

/** The text as a LIKE pattern for its beginning: its own wildcards are escaped. */
export const beginning = (text: string): string => `${text.replace(/[\\%_]/g, '\\$&')}%`;

const appColumns = `a.okta_org_id as "oktaOrgId", a.id, a.seq::float8 as seq, a.name, a.label, a.status,
  a.sign_on_mode as "signOnMode", a.kid, a.policy_id as "policyId", a.external_key as "externalKey",
  a.link_id as "linkId", a.body, a.created_at as "createdAt", a.updated_at as "updatedAt", l.file_id as "fileId",
  l.content_type as "contentType"`;

const ofGroup = `select g.app_id from okta_app_groups g where g.okta_org_id = $1 and g.group_id = $4`;
const ofUser = `select u.app_id from okta_app_users u where u.okta_org_id = $1 and u.user_id = $4
  union select g.app_id from okta_group_members m
  join okta_app_groups g on g.okta_org_id = m.okta_org_id and g.group_id = m.group_id
  where m.okta_org_id = $1 and m.user_id = $4`;
// "is true" keeps the planner from making a join of it, which a plan for all values turns into a loop in a loop: the set is
// hashed once, and the apps are looked up in it by their order until the page is full.
const isAmong = (ids: string) => `(a.id in (${ids})) is true`;

const conditions: Record<AppNarrowing['by'], string> = {
  nothing: '$4::text is null',
  q: '(a.label ilike $4 or a.name ilike $4)',
  status: 'a.status = $4',
  name: 'a.name = $4',
  kid: 'a.kid = $4',
  group: isAmong(ofGroup),
  user: isAmong(ofUser),
};

/** A page of apps. Only the page's own apps are read whole, and joined with their logos. */
const listText = (by: AppNarrowing['by']): string => `
select ${appColumns}
from (
  select a.okta_org_id, a.id from okta_apps a
  where a.okta_org_id = $1 and a.seq > $2 and ${conditions[by]}
  order by a.seq limit $3
) p
join okta_apps a on a.okta_org_id = p.okta_org_id and a.id = p.id
left join okta_app_logos l on l.okta_org_id = a.okta_org_id and l.app_id = a.id
order by a.seq`;

function textOf(narrowing: AppNarrowing): string | null {
  if (narrowing.by === 'nothing') return null;
  return narrowing.by === 'q' ? beginning(narrowing.text) : narrowing.value;
}

export type ListedApp = { row: AppRow; logo: AppLogo | null };

/** At most `limit` apps after a place in the order of creation. */
export async function listAppRows(
  ctx: OktaCtx,
  narrowing: AppNarrowing,
  after: number,
  limit: number,
): Promise<ListedApp[]> {
  const { rows } = await rawOf(ctx.db).query<AppRow & { [Field in keyof AppLogo]: string | null }>({
    name: `okta.list-apps-by-${narrowing.by}`,
    text: listText(narrowing.by),
    values: [ctx.oktaOrgId, after, limit, textOf(narrowing)],
  });
  return rows.map(({ fileId, contentType, ...row }) => ({
    row,
    logo: fileId === null || contentType === null ? null : { fileId, contentType },
  }));
}

/** An app's own logo; null: it has none. */
export async function findLogo(ctx: OktaCtx, appId: string): Promise<AppLogo | null> {
  const [row] = await ctx.db
    .select({ fileId: oktaAppLogos.fileId, contentType: oktaAppLogos.contentType })
    .from(oktaAppLogos)
    .where(and(eq(oktaAppLogos.oktaOrgId, ctx.oktaOrgId), eq(oktaAppLogos.appId, appId)));
  return row ?? null;
}
