import { and, count, eq, inArray } from 'drizzle-orm';
import { deliveries, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { wakeDeliveries } from '#lib/std/wakeup.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { inTransaction } from '../transaction.ts';
import { requireEndpoint } from './require-endpoint.ts';

/**
 * Stops sending to an endpoint. What waits for it, and what comes, is kept as `held` (contract: Webhooks); a worker
 * gives back what it has claimed and not begun to send.
 * Throws `not_found` or `forbidden`.
 */
export async function disableEndpoint(ctx: Ctx, input: { endpointId: string }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const row = await requireEndpoint(ctx, input.endpointId, 'change');
    if (!row.enabled) return;
    await ctx.db
      .update(webhookEndpoints)
      .set({ enabled: false, disabledReason: 'user', disabledAt: ctx.clock.now(), probeId: null })
      .where(eq(webhookEndpoints.id, row.id));
    await ctx.db
      .update(deliveries)
      .set({ status: 'held', nextAttemptAt: null })
      .where(
        and(eq(deliveries.endpointId, row.id), inArray(deliveries.status, ['pending', 'retrying'])),
      );
    await recordAudit(ctx, {
      orgId: row.orgId,
      action: 'webhook_endpoint.disabled',
      subject: row.id,
      details: { reason: 'user' },
    });
  });
  wakeDeliveries();
}

/**
 * Sends to an endpoint again, with its health counters at zero. What was held stays held until it is replayed;
 * the answer says how many those are. Throws `not_found` or `forbidden`.
 */
export async function enableEndpoint(
  ctx: Ctx,
  input: { endpointId: string },
): Promise<{ held: number }> {
  return inTransaction(ctx, async (ctx) => {
    const row = await requireEndpoint(ctx, input.endpointId, 'change');
    if (!row.enabled) {
      await ctx.db
        .update(webhookEndpoints)
        .set({
          enabled: true,
          disabledReason: null,
          disabledAt: null,
          failingSince: null,
          consecutiveFailures: 0,
          recentOutcomes: '',
          probeId: null,
          probeAt: null,
        })
        .where(eq(webhookEndpoints.id, row.id));
      await recordAudit(ctx, {
        orgId: row.orgId,
        action: 'webhook_endpoint.enabled',
        subject: row.id,
      });
    }
    const [held] = await ctx.db
      .select({ count: count() })
      .from(deliveries)
      .where(and(eq(deliveries.endpointId, row.id), eq(deliveries.status, 'held')));
    return { held: held?.count ?? 0 };
  });
}
