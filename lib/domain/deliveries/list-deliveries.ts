import { type AppId, isId, isUuid } from '#lib/std/ids.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Ctx } from '../ctx.ts';
import { isEventType } from '../events/catalog.ts';
import { leastIdAt, momentOf } from './moments.ts';
import { type DeliveryRow, findDeliveries, type Narrowing, searchedUntil } from './queries.ts';
import {
  type DeliveryFilters,
  type DeliveryList,
  type DeliveryListItem,
  deliveryStatuses,
} from './schemas.ts';

const perPage = 50;

/** What a person can mistype in an address matches nothing; it is not worth an error page. */
const matchesNothing = '00000000-0000-0000-0000-000000000000';

const hundreds: Record<string, number> = {
  '2xx': 200,
  '3xx': 300,
  '4xx': 400,
  '5xx': 500,
  none: 0,
};

/** The least id that can be made at a moment; null for what is no moment. */
function idAt(text: string | null | undefined, now: Date): string | null {
  const at = text ? momentOf(text, now) : Number.NaN;
  return Number.isNaN(at) || at < 0 ? null : leastIdAt(at);
}

const isBridgeEvent = (name: string) => /^app\.token\.(issued|rotated)$/.test(name);

/** `student.full_name=Sara` or `data.student.id=10482`; null for what is neither. */
function dataOf(text: string | null | undefined): Narrowing['data'] {
  const [, path = '', value = ''] =
    /^([\w-]+(?:\.[\w-]+){0,7})=([^\0]{0,200})$/su.exec(text ?? '') ?? [];
  if (path === '') return null;
  const keys = path.split('.');
  return { path: keys[0] === 'data' ? keys : ['data', ...keys], value };
}

/** The filters of an address, checked; one that means nothing is left out. */
export function narrow(filters: DeliveryFilters, now: Date): Narrowing {
  const { status, event, endpoint, tenant, http, error, id } = filters;
  const narrowing: Narrowing = {
    status: deliveryStatuses.find((known) => known === status) ?? null,
    event: event && (isEventType(event) || isBridgeEvent(event)) ? event : null,
    endpointId: isId('whe', endpoint) ? endpoint : null,
    tenantId: tenant && /^\d{1,9}$/.test(tenant) ? Number(tenant) : null,
    hundreds: http ? (hundreds[http] ?? null) : null,
    error: error && /^[a-z0-9_]{1,40}$/.test(error) ? error : null,
    fromId: idAt(filters.since, now),
    untilId: idAt(filters.until, now),
    id: id ? id.trim().toLowerCase() : null,
    data: dataOf(filters.data),
  };
  if (narrowing.id !== null && !isUuid(narrowing.id)) narrowing.id = matchesNothing;
  return narrowing;
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A row as it is shown. */
export function toListItem(
  row: DeliveryRow,
  endpointUrl: string,
  tenantName: string,
): DeliveryListItem {
  return {
    id: row.id,
    eventType: row.eventType,
    status: row.status,
    endpointId: row.endpointId,
    endpointUrl,
    tenantId: row.tenantId,
    tenantName,
    attemptCount: row.attemptCount,
    lastStatusCode: row.lastStatusCode,
    lastError: row.lastError,
    nextAttemptAt: iso(row.nextAttemptAt),
    createdAt: row.createdAt.toISOString(),
    finishedAt: iso(row.finishedAt),
  };
}

/** The deliveries of an app, newest first, 50 a page. A filter that means nothing is left out. Throws `not_found`. */
export async function listDeliveries(
  ctx: Ctx,
  input: { appId: AppId | string; filters?: DeliveryFilters; before?: string | null },
): Promise<DeliveryList> {
  const { appId } = await requireApp(ctx, input.appId, 'read');
  const before = isUuid(input.before) ? input.before : null;
  const by = narrow(input.filters ?? {}, ctx.clock.now());
  const rows = await findDeliveries(ctx.db, appId, by, { before, limit: perPage + 1 });
  const shown = rows.slice(0, perPage);
  const isFull = rows.length > perPage;
  const end = isFull ? null : await searchedUntil(ctx.db, appId, by, before);
  return {
    isSearchOpen: end !== null,
    deliveries: shown.map((row) => toListItem(row.delivery, row.endpointUrl, row.tenantName)),
    next: isFull ? (shown.at(-1)?.delivery.id ?? null) : end,
  };
}
