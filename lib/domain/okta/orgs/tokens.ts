import { hash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { oktaAccessTokens, oktaApiTokens } from '#lib/db/schema/okta.ts';
import { AppError } from '#lib/errors.ts';
import type { OrgId } from '#lib/std/ids.ts';
import { isOktaId, newAccessToken, newApiToken, newOktaId } from '#lib/std/okta-ids.ts';
import { assertMayChange } from '../../access.ts';
import { recordAudit } from '../../audit/record.ts';
import type { Ctx } from '../../ctx.ts';
import { lineField } from '../../line-field.ts';
import { parseInput } from '../../parse-input.ts';
import { requireRecentSignIn } from '../../sessions/recent-sign-in.ts';
import { inTransaction } from '../../transaction.ts';
import { oktaScopes } from '../scopes.ts';
import { ensureOktaOrg } from './ensure-okta-org.ts';
import { findOktaOrgId } from './queries.ts';
import { accessTokenLivesMs, apiTokenLivesMs } from './schemas.ts';

const orgId = z.custom<OrgId>((id) => typeof id === 'string');

/** SHA-256 of a token: the only form in which it is kept. */
export const hashOktaToken = (token: string): Buffer => hash('sha256', token, 'buffer');

/** Chosen by the asker, so that asking twice makes one token. */
const chosenId = (kind: 'apiToken' | 'accessToken') =>
  z
    .string()
    .refine((id) => isOktaId(kind, id))
    .optional();

const ApiToken = z.strictObject({
  orgId,
  tokenId: chosenId('apiToken'),
  name: lineField(255),
});

/**
 * Makes an SSWS token of an organization's Okta org, and the org if there is none; it is shown here and never again.
 * It has the rights of the person who makes it, and dies with the membership. Throws `not_found`, `forbidden`,
 * `validation_failed`, `confirmation_required`, and `conflict` for a chosen id that stands already.
 */
export async function issueOktaToken(
  ctx: Ctx,
  input: z.input<typeof ApiToken>,
): Promise<{ tokenId: string; token: string }> {
  const { orgId, tokenId = newOktaId('apiToken'), name } = parseInput(ApiToken, input);
  assertMayChange(ctx, orgId);
  return inTransaction(ctx, async (ctx) => {
    await requireRecentSignIn(ctx);
    const { oktaOrgId } = await ensureOktaOrg(ctx, { orgId });
    const token = newApiToken();
    const made = await ctx.db
      .insert(oktaApiTokens)
      .values({
        hash: hashOktaToken(token),
        id: tokenId,
        oktaOrgId,
        name,
        lastFour: token.slice(-4),
        ownerId: ctx.actor.type === 'user' ? ctx.actor.userId : null,
        createdAt: ctx.clock.now(),
      })
      .onConflictDoNothing({ target: oktaApiTokens.id })
      .returning({ id: oktaApiTokens.id });
    if (made.length === 0) refuseSecond();
    const details = { name };
    await recordAudit(ctx, { orgId, action: 'okta_token.issued', subject: tokenId, details });
    return { tokenId, token };
  });
}

function refuseSecond(): never {
  throw new AppError('conflict', { message: 'This token was made already.' });
}

const AccessToken = z.strictObject({
  orgId,
  tokenId: chosenId('accessToken'),
  scopes: z.array(z.enum(oktaScopes)).min(1, 'Choose at least one scope.'),
  /** `console`: the portal's own, for minutes. */
  kind: z.enum(['issued', 'console']).default('issued'),
  livesMs: z.int().positive().max(apiTokenLivesMs).default(accessTokenLivesMs),
});

/**
 * Makes an access token with scopes; it is shown here and never again. Throws `not_found`, `forbidden`,
 * `validation_failed`, `confirmation_required`, and `conflict` for a chosen id that stands already.
 */
export async function issueOktaBearer(
  ctx: Ctx,
  input: z.input<typeof AccessToken>,
): Promise<{ tokenId: string; token: string; expiresAt: Date }> {
  const parsed = parseInput(AccessToken, input);
  const { orgId, tokenId = newOktaId('accessToken'), kind, livesMs } = parsed;
  const scopes = [...new Set(parsed.scopes)].sort();
  assertMayChange(ctx, orgId);
  return inTransaction(ctx, async (ctx) => {
    await requireRecentSignIn(ctx);
    const { oktaOrgId } = await ensureOktaOrg(ctx, { orgId });
    const now = ctx.clock.now();
    const token = newAccessToken();
    const expiresAt = new Date(now.getTime() + livesMs);
    const made = await ctx.db
      .insert(oktaAccessTokens)
      .values({
        hash: hashOktaToken(token),
        id: tokenId,
        oktaOrgId,
        scopes,
        kind,
        lastFour: token.slice(-4),
        createdAt: now,
        expiresAt,
      })
      .onConflictDoNothing({ target: oktaAccessTokens.id })
      .returning({ id: oktaAccessTokens.id });
    if (made.length === 0) refuseSecond();
    const details = { kind, scopes, expires_at: expiresAt };
    await recordAudit(ctx, { orgId, action: 'okta_bearer.issued', subject: tokenId, details });
    return { tokenId, token, expiresAt };
  });
}

const One = z.strictObject({ orgId, tokenId: z.string().max(100) });

/**
 * Ends an API token or an access token: the very next request of every process is refused. One that has ended already
 * stays so. Throws `not_found`, `forbidden`, `confirmation_required`.
 */
export async function revokeOktaToken(ctx: Ctx, input: z.input<typeof One>): Promise<void> {
  const { orgId, tokenId } = parseInput(One, input);
  assertMayChange(ctx, orgId);
  await inTransaction(ctx, async (ctx) => {
    await requireRecentSignIn(ctx);
    const oktaOrgId = await findOktaOrgId(ctx.db, orgId);
    if (oktaOrgId === null) throw new AppError('not_found');
    const change = { revokedAt: ctx.clock.now() };
    const isHere = [];
    for (const table of [oktaApiTokens, oktaAccessTokens]) {
      const mine = and(eq(table.oktaOrgId, oktaOrgId), eq(table.id, tokenId));
      const { rowCount } = await ctx.db
        .update(table)
        .set(change)
        .where(and(mine, isNull(table.revokedAt)));
      if (rowCount === 1) {
        await recordAudit(ctx, { orgId, action: 'okta_token.revoked', subject: tokenId });
      }
      isHere.push(rowCount === 1 || (await ctx.db.$count(table, mine)) === 1);
    }
    if (!isHere.includes(true)) throw new AppError('not_found');
  });
}
