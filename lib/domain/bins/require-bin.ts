import { eq } from 'drizzle-orm';
import { bins } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import { isId } from '#lib/std/ids.ts';
import { assertMayChange, assertMayLook } from '../access.ts';
import type { Ctx } from '../ctx.ts';

export type BinRow = typeof bins.$inferSelect;

/** The bin; an absent one and another organization's are the same `not_found`. */
export async function requireBin(
  ctx: Ctx,
  binId: string,
  intent: 'read' | 'change',
): Promise<BinRow> {
  const { actor } = ctx;
  assertMayLook(ctx);
  if (!isId('bin', binId)) throw new AppError('not_found');
  const [bin] = await ctx.db.select().from(bins).where(eq(bins.id, binId));
  if (!bin || (actor.type === 'user' && actor.orgId !== bin.orgId)) throw new AppError('not_found');
  if (intent === 'change') assertMayChange(ctx, bin.orgId);
  return bin;
}
