import { randomBytes } from 'node:crypto';
import { count, eq } from 'drizzle-orm';
import { bins } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import { type BinId, newId } from '#lib/std/ids.ts';
import { requireApp } from '../apps/require-app.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { inTransaction } from '../transaction.ts';

const binsPerApp = 20;

/**
 * Makes a bin, the built-in receiver for practice. Whoever knows its key may post to `/bin/{key}`.
 * Throws `not_found`, `forbidden`, and `conflict` when the app has its most bins.
 */
export async function createBin(
  ctx: Ctx,
  input: { appId: string },
): Promise<{ binId: BinId; key: string }> {
  const { orgId, appId } = await requireApp(ctx, input.appId, 'change');
  return inTransaction(ctx, async (ctx) => {
    const [existing] = await ctx.db
      .select({ count: count() })
      .from(bins)
      .where(eq(bins.appId, appId));
    if ((existing?.count ?? 0) >= binsPerApp) {
      throw new AppError('conflict', { message: `An app has at most ${binsPerApp} bins.` });
    }
    const now = ctx.clock.now();
    const binId = newId('bin', now.getTime());
    const key = randomBytes(32).toString('base64url');
    await ctx.db.insert(bins).values({ id: binId, orgId, appId, key, createdAt: now });
    await recordAudit(ctx, { orgId, action: 'bin.created', subject: binId });
    return { binId, key };
  });
}
