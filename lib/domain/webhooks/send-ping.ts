import { wakeDeliveries } from '#lib/std/wakeup.ts';
import type { Ctx } from '../ctx.ts';
import { emitEvent } from '../events/emit.ts';
import { inTransaction } from '../transaction.ts';
import { requireEndpoint } from './require-endpoint.ts';
import { tenantForTest } from './send-test-event.ts';

/**
 * Sends a `ping` to one endpoint, subscribed or not, in the name of one of the app's installations.
 * Throws `not_found`, `forbidden`, and `conflict` when no tenant has the app installed.
 */
export async function sendPing(
  ctx: Ctx,
  input: { endpointId: string; tenantId?: number },
): Promise<{ eventId: string }> {
  const sent = await inTransaction(ctx, async (ctx) => {
    const endpoint = await requireEndpoint(ctx, input.endpointId, 'change');
    const at = await tenantForTest(ctx, endpoint.appId, 'ping', input.tenantId);
    return emitEvent(ctx, {
      ...at,
      type: 'ping',
      data: { message: 'This is a test event. Answer it with a status from 200 to 299.' },
      only: { appId: endpoint.appId, endpointId: endpoint.id },
    });
  });
  wakeDeliveries();
  return { eventId: sent.eventId };
}
