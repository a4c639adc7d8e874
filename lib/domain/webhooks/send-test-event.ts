import { and, arrayContains, asc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { installations, tenants } from '#lib/db/schema/apps.ts';
import { AppError } from '#lib/errors.ts';
import type { AppId } from '#lib/std/ids.ts';
import { wakeDeliveries } from '#lib/std/wakeup.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { type EventType, eventScopes, isEventType } from '../events/catalog.ts';
import { emitEvent } from '../events/emit.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { eventDataProblems } from './event-schemas.ts';
import { requireEndpoint } from './require-endpoint.ts';

const Input = z.strictObject({
  endpointId: z.string(),
  type: z.string().refine(isEventType, 'is not an event of the contract'),
  data: z.record(z.string(), z.unknown()),
  tenantId: z.int().positive().optional(),
});

/** A tenant that has the app installed and granted what the event needs: the oldest installation, or the chosen one. */
export async function tenantForTest(ctx: Ctx, appId: AppId, type: EventType, tenantId?: number) {
  const scope = eventScopes[type];
  const [at] = await ctx.db
    .select({ tenantId: tenants.id, orgId: tenants.orgId, timeZone: tenants.timeZone })
    .from(installations)
    .innerJoin(tenants, eq(tenants.id, installations.tenantId))
    .where(
      and(
        eq(installations.appId, appId),
        isNull(installations.uninstalledAt),
        scope === null ? undefined : arrayContains(installations.scopes, [scope]),
        tenantId === undefined ? undefined : eq(tenants.id, tenantId),
      ),
    )
    .orderBy(asc(installations.id))
    .limit(1);
  if (at) return at;
  throw new AppError('conflict', {
    message:
      scope === null
        ? 'No tenant has installed this app yet. Install it in a test tenant first.'
        : `No installation of this app holds ${scope}, without which nobody receives this event.`,
  });
}

/**
 * Sends an event of one's own making to one endpoint, subscribed or not, in the name of an installation that may
 * receive it; `data` must fit the event's schema in the OpenAPI document. Throws `not_found`, `forbidden`,
 * `validation_failed`, and `conflict` when no installation may receive it or the endpoint is disabled.
 */
export async function sendTestEvent(
  ctx: Ctx,
  input: z.input<typeof Input>,
): Promise<{ eventId: string }> {
  const { endpointId, type, data, tenantId } = parseInput(Input, input);
  const problems = await eventDataProblems(type, data);
  if (problems.length > 0) {
    throw new AppError('validation_failed', { details: { errors: { data: problems } } });
  }
  const sent = await inTransaction(ctx, async (ctx) => {
    const endpoint = await requireEndpoint(ctx, endpointId, 'change');
    if (!endpoint.enabled) {
      throw new AppError('conflict', { message: 'The endpoint is disabled. Enable it first.' });
    }
    const at = await tenantForTest(ctx, endpoint.appId, type, tenantId);
    const only = { appId: endpoint.appId, endpointId: endpoint.id };
    const emitted = await emitEvent(ctx, { ...at, type, data, only });
    await recordAudit(ctx, {
      orgId: endpoint.orgId,
      action: 'webhook_endpoint.test_event_sent',
      subject: endpoint.id,
      details: { event: type, event_id: emitted.eventId },
    });
    return emitted;
  });
  wakeDeliveries();
  return { eventId: sent.eventId };
}
