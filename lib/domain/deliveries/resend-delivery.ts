import { eq } from 'drizzle-orm';
import { deliveries } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import { wakeDeliveries } from '#lib/std/wakeup.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { inTransaction } from '../transaction.ts';
import { lockDelivery } from './lock-delivery.ts';

/**
 * Sends a delivery now, under its id. While it waits for a retry this is an extra attempt that does not use up the
 * schedule; once it has ended it begins the schedule anew. Throws `not_found`, `forbidden`, and `conflict` when the
 * endpoint is disabled or deleted, an attempt is under way, or the body is no longer kept.
 */
export async function resendDelivery(ctx: Ctx, input: { deliveryId: string }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { delivery, event, endpoint } = await lockDelivery(ctx, input.deliveryId);
    if (endpoint.deletedAt) {
      throw new AppError('conflict', { message: 'The endpoint was deleted.' });
    }
    if (!endpoint.enabled) {
      throw new AppError('conflict', {
        message: 'The endpoint is disabled. Enable it first, then send again.',
      });
    }
    if (event.body === '') {
      throw new AppError('conflict', { message: 'The body of this event is no longer kept.' });
    }
    if (endpoint.kind === 'bridge' && event.sealedToken === null) {
      throw new AppError('conflict', {
        message:
          'This token was acknowledged and is kept no longer. Rotate it to hand over a new one.',
      });
    }
    if (delivery.nextTrigger === 'resend' && delivery.nextAttemptAt !== null) return;
    const waits = delivery.status === 'retrying';
    await ctx.db
      .update(deliveries)
      .set({
        status: delivery.attemptCount === 0 ? 'pending' : 'retrying',
        nextAttemptAt: ctx.clock.now(),
        nextTrigger: 'resend',
        uncountedAttempts: waits ? delivery.uncountedAttempts + 1 : delivery.attemptCount,
        finishedAt: null,
      })
      .where(eq(deliveries.id, delivery.id));
    await recordAudit(ctx, {
      orgId: delivery.orgId,
      action: 'delivery.resent',
      subject: delivery.id,
      details: { status_before: delivery.status },
    });
  });
  wakeDeliveries();
}
