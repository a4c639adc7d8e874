import { eq } from 'drizzle-orm';
import { deliveries } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { inTransaction } from '../transaction.ts';
import { lockDelivery } from './lock-delivery.ts';

/**
 * Ends the retries of a delivery: it is failed, and can still be resent. Throws `not_found`, `forbidden`, and
 * `conflict` when nothing is waiting or an attempt is under way.
 */
export async function cancelRetries(ctx: Ctx, input: { deliveryId: string }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { delivery } = await lockDelivery(ctx, input.deliveryId);
    if (!['pending', 'retrying', 'held'].includes(delivery.status)) {
      throw new AppError('conflict', { message: 'This delivery waits for nothing.' });
    }
    await ctx.db
      .update(deliveries)
      .set({
        status: 'failed',
        lastError: delivery.lastError ?? 'cancelled',
        nextAttemptAt: null,
        nextTrigger: 'schedule',
        finishedAt: ctx.clock.now(),
      })
      .where(eq(deliveries.id, delivery.id));
    await recordAudit(ctx, {
      orgId: delivery.orgId,
      action: 'delivery.cancelled',
      subject: delivery.id,
    });
  });
}
