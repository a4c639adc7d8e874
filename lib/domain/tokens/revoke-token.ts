import { and, eq, isNull } from 'drizzle-orm';
import { tokens } from '#lib/db/schema/apps.ts';
import { AppError } from '#lib/errors.ts';
import type { TokenId } from '#lib/std/ids.ts';
import { assertMayChange } from '../access.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { requireRecentSignIn } from '../sessions/recent-sign-in.ts';
import { inTransaction } from '../transaction.ts';

/**
 * Ends a token, all its generations: the very next request of every process is refused (contract, Authentication).
 * A token that has ended already stays so. Throws `not_found` for one that is absent or another's,
 * `forbidden` and `confirmation_required`.
 */
export async function revokeToken(ctx: Ctx, input: { tokenId: TokenId }): Promise<void> {
  const { tokenId } = input;
  await inTransaction(ctx, async (ctx) => {
    const [token] = await ctx.db
      .select({ orgId: tokens.orgId, installationId: tokens.installationId })
      .from(tokens)
      .where(eq(tokens.id, tokenId))
      .limit(1);
    if (!token) throw new AppError('not_found');
    assertMayChange(ctx, token.orgId);
    await requireRecentSignIn(ctx);
    const ended = await ctx.db
      .update(tokens)
      .set({ revokedAt: ctx.clock.now() })
      .where(and(eq(tokens.id, tokenId), isNull(tokens.revokedAt)))
      .returning({ generation: tokens.generation });
    if (ended.length === 0) return;
    await recordAudit(ctx, {
      orgId: token.orgId,
      action: 'token.revoked',
      subject: tokenId,
      details: { installation_id: token.installationId },
    });
  });
}
