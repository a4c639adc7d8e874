import { eq } from 'drizzle-orm';
import { deliveries } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import { assertMayChange } from '../access.ts';
import type { Ctx } from '../ctx.ts';
import { requireDelivery } from './get-delivery.ts';

/**
 * The delivery, locked for a change in this transaction, as it is now. Throws `not_found`, `forbidden`, and `conflict`
 * while an attempt is under way: its result will say how it goes on.
 */
export async function lockDelivery(ctx: Ctx, deliveryId: string) {
  const { delivery: seen, event, endpoint } = await requireDelivery(ctx, { deliveryId });
  assertMayChange(ctx, seen.orgId);
  const [delivery] = await ctx.db
    .select()
    .from(deliveries)
    .where(eq(deliveries.id, seen.id))
    .for('update');
  if (!delivery) throw new AppError('not_found');
  if (delivery.status === 'sending') {
    throw new AppError('conflict', { message: 'An attempt is under way. Try again in a moment.' });
  }
  return { delivery, event, endpoint };
}
