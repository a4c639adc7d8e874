import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { installations } from '#lib/db/schema/apps.ts';
import { AppError } from '#lib/errors.ts';
import { type InstallationId, isId, newId, type TokenId } from '#lib/std/ids.ts';
import { assertMayChange } from '../access.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { requireRecentSignIn } from '../sessions/recent-sign-in.ts';
import { inTransaction } from '../transaction.ts';
import { hashToken, makeToken, tokenHint } from './format.ts';
import { insertToken } from './queries.ts';

/** How long a token lives when nothing else is said: 90 days (contract, Authentication). */
export const tokenLivesMs = 90 * 24 * 60 * 60 * 1000;

const Input = z.strictObject({
  /** Chosen by the asker, so that asking twice issues one token. */
  tokenId: z.custom<TokenId>((id) => isId('tok', id)).optional(),
  installationId: z.custom<InstallationId>((id) => typeof id === 'string'),
  /** Absent: everything that the installation was granted, now and later. */
  scopes: z.array(z.string()).optional(),
  kind: z.enum(['installation', 'console']).default('installation'),
  livesMs: z.int().positive().max(tokenLivesMs).default(tokenLivesMs),
});

export type IssuedToken = { tokenId: TokenId; token: string; expiresAt: Date };

/**
 * Issues a token for an installation; it is shown here and never again. Throws `not_found` for an installation
 * that is absent, removed or another's, `validation_failed` for a scope that the tenant did not grant,
 * `confirmation_required`, and `conflict` for a chosen id that stands already.
 */
export async function issueToken(ctx: Ctx, input: z.input<typeof Input>): Promise<IssuedToken> {
  const { tokenId: chosenId, installationId, scopes, kind, livesMs } = parseInput(Input, input);
  return inTransaction(ctx, async (ctx) => {
    const [installation] = await ctx.db
      .select({ orgId: installations.orgId, scopes: installations.scopes })
      .from(installations)
      .where(and(eq(installations.id, installationId), isNull(installations.uninstalledAt)));
    if (!installation) throw new AppError('not_found');
    assertMayChange(ctx, installation.orgId);
    if (kind === 'installation') await requireRecentSignIn(ctx);
    const foreign = scopes?.filter((scope) => !installation.scopes.includes(scope)) ?? [];
    if (foreign.length > 0) {
      const errors = { scopes: foreign.map((scope) => `${scope} is not granted`) };
      throw new AppError('validation_failed', { details: { errors } });
    }
    const now = ctx.clock.now();
    const token = makeToken();
    const tokenId = chosenId ?? newId('tok', now.getTime());
    const expiresAt = new Date(now.getTime() + livesMs);
    const isNew = await insertToken(ctx.db, {
      id: tokenId,
      kind,
      orgId: installation.orgId,
      installationId,
      hash: Buffer.from(hashToken(token), 'hex'),
      ...tokenHint(token),
      scopes: scopes ? [...new Set(scopes)].sort() : null,
      createdAt: now,
      expiresAt,
    });
    if (!isNew) throw new AppError('conflict', { message: 'This token was issued already.' });
    await recordAudit(ctx, {
      orgId: installation.orgId,
      action: 'token.issued',
      subject: tokenId,
      details: {
        installation_id: installationId,
        kind,
        scopes: scopes ?? null,
        expires_at: expiresAt,
      },
    });
    return { tokenId, token, expiresAt };
  });
}
