import type { deliveryAttempts, events } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import { type AppId, isUuid } from '#lib/std/ids.ts';
import { assertMayLook } from '../access.ts';
import type { Ctx } from '../ctx.ts';
import { toListItem } from './list-deliveries.ts';
import { type DeliveryRow, findAttempts, findDelivery, findLoggedRequest } from './queries.ts';
import { bodyDays, metadataDays } from './retention.ts';
import type { AttemptView, DeliveryCause, DeliveryView } from './schemas.ts';

function toAttempt(row: typeof deliveryAttempts.$inferSelect): AttemptView {
  return {
    id: row.id,
    number: row.number,
    trigger: row.trigger,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt.toISOString(),
    url: row.url,
    requestHeaders: row.requestHeaders,
    responseStatus: row.responseStatus,
    responseHeaders: row.responseHeaders,
    responseBody: row.responseBody?.toString('utf8') ?? null,
    responseTruncated: row.responseTruncated,
    errorCode: row.errorCode,
    errorText: row.errorText,
    timings: row.timings,
  };
}

async function causeOf(
  ctx: Ctx,
  delivery: DeliveryRow,
  event: typeof events.$inferSelect,
): Promise<DeliveryCause> {
  if (event.requestId === null) return { kind: 'portal' };
  const log = await findLoggedRequest(ctx.db, event.requestId);
  if (!log) return { kind: 'portal' };
  // Another organization's app may have caused it; its calls are nobody else's business.
  if (log.orgId !== delivery.orgId) return { kind: 'foreign' };
  return {
    kind: 'request',
    requestId: log.id,
    method: log.method,
    path: log.path,
    status: log.status,
    at: log.createdAt.toISOString(),
    operationId: log.operationId,
    fromConsole: log.tokenKind === 'console',
    requestBody: log.requestBody,
    responseBody: log.responseBody,
  };
}

/** The rows of a delivery that the actor may see. Absent and another organization's are the same `not_found`. */
export async function requireDelivery(
  ctx: Ctx,
  input: { appId?: AppId | string; deliveryId: string },
) {
  const { actor } = ctx;
  assertMayLook(ctx);
  const found = isUuid(input.deliveryId) ? await findDelivery(ctx.db, input.deliveryId) : undefined;
  if (!found) throw new AppError('not_found');
  const { orgId, appId } = found.delivery;
  if (actor.type === 'user' && actor.orgId !== orgId) throw new AppError('not_found');
  if (input.appId !== undefined && input.appId !== appId) throw new AppError('not_found');
  return found;
}

const dayMs = 86_400_000;
const daysAfter = (at: Date, days: number) => new Date(at.getTime() + days * dayMs).toISOString();

/** Everything about one delivery: what caused it, what is sent, and each attempt. Throws `not_found`. */
export async function getDelivery(
  ctx: Ctx,
  input: { appId?: AppId | string; deliveryId: string },
): Promise<DeliveryView> {
  const { delivery, event, endpoint, tenantName } = await requireDelivery(ctx, input);
  const attempts = await findAttempts(ctx.db, delivery.id);
  const enabledState = endpoint.enabled ? 'enabled' : 'disabled';
  return {
    ...toListItem(delivery, endpoint.url, tenantName),
    appId: delivery.appId,
    eventId: event.id,
    body: event.body,
    bodyPurgeAt: daysAfter(event.createdAt, bodyDays),
    purgeAt: daysAfter(delivery.createdAt, metadataDays),
    endpointDescription: endpoint.description,
    endpointState: endpoint.deletedAt ? 'deleted' : enabledState,
    isBridge: endpoint.kind === 'bridge',
    cause: await causeOf(ctx, delivery, event),
    attempts: attempts.map(toAttempt),
  };
}
