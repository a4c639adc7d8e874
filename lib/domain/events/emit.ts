import { rawOf } from '#lib/db/raw.ts';
import {
  type AppId,
  type EndpointId,
  type InstallationId,
  newUuid,
  type OrgId,
  type RequestId,
} from '#lib/std/ids.ts';
import { toOffsetTime } from '#lib/std/offset-time.ts';
import type { Ctx } from '../ctx.ts';
import { type EventType, eventScopes } from './catalog.ts';
import { insertEventWithDeliveries } from './queries.ts';

export type NewEvent = {
  tenantId: number;
  /** The tenant's organization; looked up when absent. */
  orgId?: OrgId;
  type: EventType;
  /** The resource under its name, such as `{student: {…}}`; nothing secret. */
  data: Record<string, unknown>;
  /** Of the tenant; decides the offset of `created_at`. Sandbox tenants are in Riyadh. */
  timeZone?: string;
  /** The call that caused it; the context's when absent. */
  requestId?: RequestId | null;
  /**
   * app.* and ping concern one app: perhaps one installation of it, removed or not, or one endpoint, subscribed
   * or not.
   */
  only?: { appId: AppId; installationId?: InstallationId; endpointId?: EndpointId };
};

/**
 * Writes the event and a delivery for every endpoint that shall receive it, in the caller's transaction, so that
 * no fact is without its event. An endpoint that is disabled gets its delivery `held` (contract, Webhooks).
 * Wake the worker with `wakeDeliveries()` after the commit. Returns the event's id and the number of deliveries.
 */
export async function emitEvent(
  ctx: Ctx,
  event: NewEvent,
): Promise<{ eventId: string; deliveries: number }> {
  const now = ctx.clock.now();
  const eventId = newUuid(now.getTime());
  const body = JSON.stringify({
    id: eventId,
    event: event.type,
    tenant_id: event.tenantId,
    created_at: toOffsetTime(now, event.timeZone ?? 'Asia/Riyadh'),
    data: event.data,
  });
  const deliveries = await insertEventWithDeliveries(rawOf(ctx.db), {
    id: eventId,
    orgId: event.orgId ?? null,
    tenantId: event.tenantId,
    type: event.type,
    body,
    requestId: event.requestId ?? ctx.requestId,
    at: now,
    scope: eventScopes[event.type],
    appId: event.only?.appId ?? null,
    endpointId: event.only?.endpointId ?? null,
    installationId: event.only?.installationId ?? null,
  });
  return { eventId, deliveries };
}
