import { AppError } from '#lib/errors.ts';
import { type AppId, isId } from '#lib/std/ids.ts';
import { isOktaRequestId } from '#lib/std/okta-request-id.ts';
import type { UserCtx } from '../ctx.ts';
import { type CausedRow, findOktaRequestRow, findRequestRow, listCausedRows } from './queries.ts';

/** One answered call, as the log keeps it. */
export type LoggedRequest = NonNullable<Awaited<ReturnType<typeof findRequestRow>>>;

export type CausedDelivery = {
  id: string;
  appId: AppId;
  status: NonNullable<CausedRow['deliveryStatus']>;
  attemptCount: number;
  nextAttemptAt: Date | null;
  lastStatusCode: number | null;
  lastError: string | null;
  endpointUrl: string;
};

export type CausedEvent = {
  id: string;
  type: string;
  body: string;
  createdAt: Date;
  deliveries: CausedDelivery[];
};

/**
 * One answered call of an app with what it caused: its events, and the deliveries of each. `id` is a text from an
 * address. Throws `not_found`, also for another organization's.
 */
export async function getRequest(ctx: UserCtx, appId: AppId, id: string) {
  const { orgId } = ctx.actor;
  const row = isId('req', id) ? await findRequestRow(ctx.db, { orgId, appId }, id) : null;
  if (!row) throw new AppError('not_found');
  return { row, events: grouped(await listCausedRows(ctx.db, orgId, row.id)) };
}

/**
 * One answered call of the organization's Okta sandbox org. `id` is a text from an address. Throws `not_found`, also for
 * another organization's.
 */
export async function getOktaRequest(ctx: UserCtx, id: string): Promise<LoggedRequest> {
  const row = isOktaRequestId(id) ? await findOktaRequestRow(ctx.db, ctx.actor.orgId, id) : null;
  if (!row) throw new AppError('not_found');
  return row;
}

function grouped(rows: readonly CausedRow[]): CausedEvent[] {
  const events = new Map<string, CausedEvent>();
  for (const row of rows) {
    const event = events.get(row.eventId) ?? {
      id: row.eventId,
      type: row.eventType,
      body: row.eventBody,
      createdAt: row.eventCreatedAt,
      deliveries: [],
    };
    events.set(row.eventId, event);
    const { deliveryId, deliveryAppId, deliveryStatus } = row;
    if (!deliveryId || !deliveryAppId || !deliveryStatus) continue;
    event.deliveries.push({
      id: deliveryId,
      appId: deliveryAppId,
      status: deliveryStatus,
      attemptCount: row.attemptCount ?? 0,
      nextAttemptAt: row.nextAttemptAt,
      lastStatusCode: row.lastStatusCode,
      lastError: row.lastError,
      endpointUrl: row.endpointUrl ?? '',
    });
  }
  return [...events.values()];
}
