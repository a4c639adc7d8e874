import { and, eq, inArray } from 'drizzle-orm';
import { deliveries, endpointSecrets, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { wakeDeliveries } from '#lib/std/wakeup.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { inTransaction } from '../transaction.ts';
import { requireEndpoint } from './require-endpoint.ts';

/**
 * Removes an endpoint and its secrets. Its deliveries stay to be read; those that waited or were held are failed,
 * since nothing can send them any more. Throws `not_found` or `forbidden`.
 */
export async function deleteEndpoint(ctx: Ctx, input: { endpointId: string }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const row = await requireEndpoint(ctx, input.endpointId, 'change');
    const now = ctx.clock.now();
    await ctx.db
      .update(webhookEndpoints)
      .set({ deletedAt: now, enabled: false })
      .where(eq(webhookEndpoints.id, row.id));
    await ctx.db.delete(endpointSecrets).where(eq(endpointSecrets.endpointId, row.id));
    await ctx.db
      .update(deliveries)
      .set({
        status: 'failed',
        lastError: 'endpoint_deleted',
        nextAttemptAt: null,
        finishedAt: now,
      })
      .where(
        and(
          eq(deliveries.endpointId, row.id),
          inArray(deliveries.status, ['pending', 'retrying', 'held']),
        ),
      );
    await recordAudit(ctx, {
      orgId: row.orgId,
      action: 'webhook_endpoint.deleted',
      subject: row.id,
      details: { url: row.url },
    });
  });
  wakeDeliveries();
}
