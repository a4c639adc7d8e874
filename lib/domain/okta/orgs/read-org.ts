import { getConfig } from '#lib/config/runtime.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import type { OrgId } from '#lib/std/ids.ts';
import { assertMayLook } from '../../access.ts';
import type { Ctx, UserCtx } from '../../ctx.ts';
import {
  type AccessTokenRow,
  type ApiTokenRow,
  findOktaOrgId,
  listAccessTokenRows,
  listApiTokenRows,
  listOktaCallRows,
  listOriginRows,
} from './queries.ts';
import {
  apiTokenLivesMs,
  type OktaCallView,
  type OktaOrgView,
  type OktaTokenView,
} from './schemas.ts';

const callsShown = 20;

/**
 * What may be shown of the tokens of an organization's Okta org, the newest first; never the tokens themselves.
 * Throws `not_found` for another organization's.
 */
export async function listOktaTokens(ctx: Ctx, input: { orgId: OrgId }): Promise<OktaTokenView[]> {
  const { orgId } = input;
  assertMayRead(ctx, orgId);
  const oktaOrgId = await findOktaOrgId(ctx.db, orgId);
  if (oktaOrgId === null) return [];
  const now = ctx.clock.now();
  const [apiTokens, accessTokens] = await Promise.all([
    listApiTokenRows(ctx.db, orgId, oktaOrgId),
    listAccessTokenRows(ctx.db, oktaOrgId),
  ]);
  return [
    ...apiTokens.map((row) => apiTokenView(row, now)),
    ...accessTokens.map((row) => accessTokenView(row, now)),
  ].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}

/** The Okta sandbox of the user's organization. Reading makes none: the first token or origin does. */
export async function readOktaOrg(ctx: UserCtx): Promise<OktaOrgView> {
  const { orgId } = ctx.actor;
  const oktaOrgId = await findOktaOrgId(ctx.db, orgId);
  const [tokens, origins, calls] = await Promise.all([
    listOktaTokens(ctx, { orgId }),
    oktaOrgId === null ? [] : listOriginRows(ctx.db, oktaOrgId),
    listOktaCallRows(ctx.db, orgId, callsShown),
  ]);
  return {
    baseUrl: `${getConfig().portalUrl}${routes.oktaBase()}`,
    tokens,
    origins: origins.map(({ origin, createdAt }) => ({
      origin,
      createdAt: createdAt.toISOString(),
    })),
    calls: calls.map(
      ({ createdAt, ...call }): OktaCallView => ({ ...call, at: createdAt.toISOString() }),
    ),
  };
}

function assertMayRead(ctx: Ctx, orgId: OrgId): void {
  const { actor } = ctx;
  assertMayLook(ctx);
  if (actor.type === 'user' && actor.orgId !== orgId) throw new AppError('not_found');
}

function apiTokenView(row: ApiTokenRow, now: Date): OktaTokenView {
  const { tokenId, name, lastFour, createdAt, lastUsedAt } = row;
  const since = Math.max(createdAt.getTime(), lastUsedAt?.getTime() ?? 0);
  const expiresAt = new Date(since + apiTokenLivesMs);
  const isOwnerless = row.ownerId !== null && row.ownerRole === null;
  const over = expiresAt <= now ? 'expired' : isOwnerless ? 'ownerless' : 'live';
  return {
    tokenId,
    kind: 'api',
    name,
    lastFour,
    owner:
      row.ownerName === null
        ? null
        : { name: row.ownerName, readsOnly: row.ownerRole === 'viewer' },
    scopes: null,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    state: row.revokedAt ? 'revoked' : over,
  };
}

function accessTokenView(row: AccessTokenRow, now: Date): OktaTokenView {
  const { tokenId, lastFour, scopes, createdAt, expiresAt } = row;
  return {
    tokenId,
    kind: 'access',
    name: null,
    lastFour,
    owner: null,
    scopes,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: null,
    state: row.revokedAt ? 'revoked' : expiresAt <= now ? 'expired' : 'live',
  };
}
