import { and, asc, eq, gt, ilike, or, type SQL, sql } from 'drizzle-orm';
import { oktaApps, oktaGroupMembers } from '#lib/db/schema/okta.ts';
import { oktaAppGroups, oktaAppLogos, oktaAppUsers } from '#lib/db/schema/okta-apps.ts';
import { isOktaId } from '#lib/std/okta-ids.ts';
import type { OktaCtx } from '../okta-ctx.ts';
import { notFound } from '../okta-error.ts';
import type { AppRow } from './render-app.ts';

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

function condition(ctx: OktaCtx, narrowing: AppNarrowing): SQL | undefined {
  const org = ctx.oktaOrgId;
  switch (narrowing.by) {
    case 'nothing':
      return undefined;
    case 'q': {
      const pattern = beginning(narrowing.text);
      return or(ilike(oktaApps.label, pattern), ilike(oktaApps.name, pattern));
    }
    case 'status':
      return sql`${oktaApps.status} = ${narrowing.value}`;
    case 'name':
      return eq(oktaApps.name, narrowing.value);
    case 'kid':
      return eq(oktaApps.kid, narrowing.value);
    case 'group':
      return sql`exists (select 1 from ${oktaAppGroups} g where g.okta_org_id = ${org}
        and g.app_id = ${oktaApps.id} and g.group_id = ${narrowing.value})`;
    case 'user':
      return sql`(exists (select 1 from ${oktaAppUsers} u where u.okta_org_id = ${org}
        and u.app_id = ${oktaApps.id} and u.user_id = ${narrowing.value})
        or exists (select 1 from ${oktaAppGroups} g join ${oktaGroupMembers} m
          on m.okta_org_id = g.okta_org_id and m.group_id = g.group_id
          where g.okta_org_id = ${org} and g.app_id = ${oktaApps.id} and m.user_id = ${narrowing.value}))`;
  }
}

export type ListedApp = { row: AppRow; fileId: string | null };

/** At most `limit` apps after a place in the order of creation. */
export async function listAppRows(
  ctx: OktaCtx,
  narrowing: AppNarrowing,
  after: number,
  limit: number,
): Promise<ListedApp[]> {
  return ctx.db
    .select({ row: oktaApps, fileId: oktaAppLogos.fileId })
    .from(oktaApps)
    .leftJoin(
      oktaAppLogos,
      and(eq(oktaAppLogos.oktaOrgId, oktaApps.oktaOrgId), eq(oktaAppLogos.appId, oktaApps.id)),
    )
    .where(
      and(
        eq(oktaApps.oktaOrgId, ctx.oktaOrgId),
        after > 0 ? gt(oktaApps.seq, after) : undefined,
        condition(ctx, narrowing),
      ),
    )
    .orderBy(asc(oktaApps.seq))
    .limit(limit);
}

/** The file of an app's own logo. */
export async function findLogoFile(ctx: OktaCtx, appId: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ fileId: oktaAppLogos.fileId })
    .from(oktaAppLogos)
    .where(and(eq(oktaAppLogos.oktaOrgId, ctx.oktaOrgId), eq(oktaAppLogos.appId, appId)));
  return row?.fileId ?? null;
}
