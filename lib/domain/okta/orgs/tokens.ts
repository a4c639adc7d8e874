import { hash } from 'node:crypto';
import { and, desc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { oktaAccessTokens, oktaApiTokens } from '#lib/db/schema/okta.ts';
import { AppError } from '#lib/errors.ts';
import type { OrgId } from '#lib/std/ids.ts';
import { newAccessToken, newApiToken, newOktaId } from '#lib/std/okta-ids.ts';
import { assertMayChange } from '../../access.ts';
import { recordAudit } from '../../audit/record.ts';
import type { Ctx } from '../../ctx.ts';
import { parseInput } from '../../parse-input.ts';
import { inTransaction } from '../../transaction.ts';
import { oktaScopes } from '../scopes.ts';
import { ensureOktaOrg } from './ensure-okta-org.ts';

const orgId = z.custom<OrgId>((id) => typeof id === 'string');

/** An API token lives so long from its creation or its last use (contract, Okta 3). */
export const apiTokenLivesMs = 30 * 24 * 60 * 60 * 1000;
/** An access token lives so long when nothing else is said. */
const accessTokenLivesMs = 24 * 60 * 60 * 1000;

/** SHA-256 of a token: the only form in which it is kept. */
export const hashOktaToken = (token: string): Buffer => hash('sha256', token, 'buffer');

const ApiToken = z.strictObject({ orgId, name: z.string().trim().min(1).max(255) });

/**
 * Makes an SSWS token of an organization's Okta org, and the org if there is none; it is shown here and never again.
 * It has the rights of the person who makes it, and dies with the membership. Throws `not_found`, `forbidden`.
 */
export async function issueOktaToken(
  ctx: Ctx,
  input: z.input<typeof ApiToken>,
): Promise<{ tokenId: string; token: string }> {
  const { orgId, name } = parseInput(ApiToken, input);
  assertMayChange(ctx, orgId);
  return inTransaction(ctx, async (ctx) => {
    const { oktaOrgId } = await ensureOktaOrg(ctx, { orgId });
    const token = newApiToken();
    const tokenId = newOktaId('apiToken');
    await ctx.db.insert(oktaApiTokens).values({
      hash: hashOktaToken(token),
      id: tokenId,
      oktaOrgId,
      name,
      lastFour: token.slice(-4),
      ownerId: ctx.actor.type === 'user' ? ctx.actor.userId : null,
      createdAt: ctx.clock.now(),
    });
    const details = { name };
    await recordAudit(ctx, { orgId, action: 'okta_token.issued', subject: tokenId, details });
    return { tokenId, token };
  });
}

const AccessToken = z.strictObject({
  orgId,
  scopes: z.array(z.enum(oktaScopes)).min(1),
  livesMs: z.int().positive().max(apiTokenLivesMs).default(accessTokenLivesMs),
});

/** Makes an access token with scopes; it is shown here and never again. Throws `not_found`, `forbidden`. */
export async function issueOktaBearer(
  ctx: Ctx,
  input: z.input<typeof AccessToken>,
): Promise<{ tokenId: string; token: string; expiresAt: Date }> {
  const { orgId, scopes, livesMs } = parseInput(AccessToken, input);
  assertMayChange(ctx, orgId);
  return inTransaction(ctx, async (ctx) => {
    const { oktaOrgId } = await ensureOktaOrg(ctx, { orgId });
    const now = ctx.clock.now();
    const token = newAccessToken();
    const tokenId = newOktaId('accessToken');
    const expiresAt = new Date(now.getTime() + livesMs);
    await ctx.db.insert(oktaAccessTokens).values({
      hash: hashOktaToken(token),
      id: tokenId,
      oktaOrgId,
      scopes: [...new Set(scopes)].sort(),
      createdAt: now,
      expiresAt,
    });
    const details = { scopes, expires_at: expiresAt };
    await recordAudit(ctx, { orgId, action: 'okta_bearer.issued', subject: tokenId, details });
    return { tokenId, token, expiresAt };
  });
}

const One = z.strictObject({ orgId, tokenId: z.string() });

/** Ends an API token or an access token at once. Throws `not_found`, `forbidden`. */
export async function revokeOktaToken(ctx: Ctx, input: z.input<typeof One>): Promise<void> {
  const { orgId, tokenId } = parseInput(One, input);
  assertMayChange(ctx, orgId);
  await inTransaction(ctx, async (ctx) => {
    const { oktaOrgId } = await ensureOktaOrg(ctx, { orgId });
    const change = { revokedAt: ctx.clock.now() };
    let count = 0;
    for (const table of [oktaApiTokens, oktaAccessTokens]) {
      const { rowCount } = await ctx.db
        .update(table)
        .set(change)
        .where(and(eq(table.oktaOrgId, oktaOrgId), eq(table.id, tokenId), isNull(table.revokedAt)));
      count += rowCount ?? 0;
    }
    if (count === 0) throw new AppError('not_found');
    await recordAudit(ctx, { orgId, action: 'okta_token.revoked', subject: tokenId });
  });
}

export type OktaTokenSummary = {
  tokenId: string;
  name: string;
  lastFour: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/** The API tokens of an organization, newest first; never the tokens themselves. Throws `not_found`, `forbidden`. */
export async function listOktaTokens(
  ctx: Ctx,
  input: { orgId: OrgId },
): Promise<OktaTokenSummary[]> {
  assertMayChange(ctx, input.orgId);
  const { oktaOrgId } = await ensureOktaOrg(ctx, { orgId: input.orgId });
  return ctx.db
    .select({
      tokenId: oktaApiTokens.id,
      name: oktaApiTokens.name,
      lastFour: oktaApiTokens.lastFour,
      createdAt: oktaApiTokens.createdAt,
      lastUsedAt: oktaApiTokens.lastUsedAt,
      revokedAt: oktaApiTokens.revokedAt,
    })
    .from(oktaApiTokens)
    .where(eq(oktaApiTokens.oktaOrgId, oktaOrgId))
    .orderBy(desc(oktaApiTokens.createdAt));
}
