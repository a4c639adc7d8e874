import { and, asc, eq, isNull } from 'drizzle-orm';
import { installations, tenants } from '#lib/db/schema/apps.ts';
import { AppError } from '#lib/errors.ts';
import { wakeDeliveries } from '#lib/std/wakeup.ts';
import type { Ctx } from '../ctx.ts';
import { emitEvent } from '../events/emit.ts';
import { inTransaction } from '../transaction.ts';
import { requireEndpoint } from './require-endpoint.ts';

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
    const [at] = await ctx.db
      .select({ tenantId: tenants.id, orgId: tenants.orgId, timeZone: tenants.timeZone })
      .from(installations)
      .innerJoin(tenants, eq(tenants.id, installations.tenantId))
      .where(
        and(
          eq(installations.appId, endpoint.appId),
          isNull(installations.uninstalledAt),
          input.tenantId === undefined ? undefined : eq(tenants.id, input.tenantId),
        ),
      )
      .orderBy(asc(installations.id))
      .limit(1);
    if (!at) {
      throw new AppError('conflict', {
        message: 'No tenant has installed this app yet. Install it in a test tenant first.',
      });
    }
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
