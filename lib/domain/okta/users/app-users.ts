import { rawOf } from '#lib/db/raw.ts';
import type { OktaJson } from '#lib/db/schema/okta.ts';
import { findApp } from '../apps/queries.ts';
import { appUrl } from '../apps/render-app.ts';
import { isoTime, type OktaCtx } from '../okta-ctx.ts';
import { notFound } from '../okta-error.ts';
import { type OktaPage, toPage } from '../paging.ts';
import { type AppUserRow, selectAppUsers } from './queries.ts';

/** The assignments of one person in some apps. */
export async function findAppUsers(
  ctx: OktaCtx,
  input: { appIds: readonly string[]; userId: string },
): Promise<AppUserRow[]> {
  return selectAppUsers(rawOf(ctx.db), {
    oktaOrgId: ctx.oktaOrgId,
    appIds: input.appIds,
    userId: input.userId,
    q: null,
    after: 0,
    limit: input.appIds.length,
  });
}

/** An assignment as the API answers it (contract, Okta 6.12). */
export function renderAppUser(ctx: OktaCtx, row: AppUserRow): OktaJson {
  return {
    id: row.userId,
    externalId: null,
    created: isoTime(row.createdAt),
    lastUpdated: isoTime(row.updatedAt),
    scope: row.scope,
    status: 'ACTIVE',
    statusChanged: isoTime(row.createdAt),
    passwordChanged: null,
    // Signing in without provisioning: always in step with nothing.
    syncState: 'DISABLED',
    lastSync: null,
    credentials: { userName: row.userName, password: {} },
    profile: row.profile,
    _links: {
      app: { href: appUrl(ctx, row.appId) },
      user: { href: `${ctx.baseUrl}/api/v1/users/${row.userId}` },
    },
  };
}

/** The people who have an app, directly or through a group. Throws `E0000007`. */
export async function listAppUsers(
  ctx: OktaCtx,
  input: { appId: string; q: string | null; after: number; limit: number },
): Promise<OktaPage<OktaJson>> {
  const app = await findApp(ctx, input.appId);
  const rows = await selectAppUsers(rawOf(ctx.db), {
    oktaOrgId: ctx.oktaOrgId,
    appIds: [app.id],
    userId: null,
    q: input.q,
    after: input.after,
    limit: input.limit + 1,
  });
  const { items, next } = toPage(rows, input.limit, (row) => row.seq);
  return { next, items: items.map((row) => renderAppUser(ctx, row)) };
}

/** The assignment of one person. Throws `E0000007` when there is none. */
export async function getAppUser(
  ctx: OktaCtx,
  input: { appId: string; userId: string },
): Promise<OktaJson> {
  const app = await findApp(ctx, input.appId);
  const [row] = await findAppUsers(ctx, { appIds: [app.id], userId: input.userId });
  if (!row) throw notFound(input.userId, 'AppUser');
  return renderAppUser(ctx, row);
}
