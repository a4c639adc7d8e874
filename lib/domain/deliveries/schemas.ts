import type { AttemptTimings, AttemptTrigger, HeaderList } from '#lib/db/schema/webhooks.ts';
import type { AppId, RequestId } from '#lib/std/ids.ts';

export const deliveryStatuses = [
  'pending',
  'sending',
  'retrying',
  'delivered',
  'failed',
  'held',
] as const;
export type DeliveryStatusName = (typeof deliveryStatuses)[number];

/** Filter by what came back last; `none`: no answer at all. */
export const httpClasses = ['2xx', '3xx', '4xx', '5xx', 'none'] as const;
export type HttpClass = (typeof httpClasses)[number];

/** A row of the list, as it travels to the browser: moments are ISO 8601 in UTC. */
export type DeliveryListItem = {
  id: string;
  eventType: string;
  status: DeliveryStatusName;
  endpointId: string;
  endpointUrl: string;
  tenantId: number;
  tenantName: string;
  attemptCount: number;
  lastStatusCode: number | null;
  lastError: string | null;
  nextAttemptAt: string | null;
  createdAt: string;
  finishedAt: string | null;
};

export type DeliveryList = {
  deliveries: DeliveryListItem[];
  /** Give it back as `before` for older ones; null: there are none. */
  next: string | null;
  /** A search of the data has looked at its share and can go on with older ones. */
  isSearchOpen: boolean;
};

export type AttemptView = {
  id: string;
  number: number;
  trigger: AttemptTrigger;
  startedAt: string;
  endedAt: string;
  url: string;
  requestHeaders: HeaderList;
  responseStatus: number | null;
  responseHeaders: HeaderList | null;
  /** As text; bytes that are no UTF-8 are replaced. null: none came, or it was purged. */
  responseBody: string | null;
  responseTruncated: boolean;
  errorCode: string | null;
  errorText: string | null;
  timings: AttemptTimings;
};

/** The sandbox call that caused the event, as far as the reader may see it. */
export type DeliveryCause =
  | {
      kind: 'request';
      requestId: RequestId;
      method: string;
      path: string;
      status: number;
      at: string;
      operationId: string | null;
      fromConsole: boolean;
      requestBody: string | null;
      responseBody: string | null;
    }
  /** Another organization's app did it. */
  | { kind: 'foreign' }
  | { kind: 'portal' };

export type DeliveryView = DeliveryListItem & {
  appId: AppId;
  eventId: string;
  /** The exact text that is signed and sent; empty once it was purged. */
  body: string;
  /** When the body and the answers are removed, and when the whole record is. */
  bodyPurgeAt: string;
  purgeAt: string;
  endpointDescription: string;
  endpointState: 'enabled' | 'disabled' | 'deleted';
  /** It hands a token over; a bridge is no endpoint among the others. */
  isBridge: boolean;
  cause: DeliveryCause;
  attempts: AttemptView[];
};

/** Filters as they stand in the address of the page; null or absent: not filtered. `since` may be `24h`. */
export type DeliveryFilters = {
  status?: string | null;
  event?: string | null;
  endpoint?: string | null;
  tenant?: string | null;
  http?: string | null;
  error?: string | null;
  since?: string | null;
  until?: string | null;
  id?: string | null;
  /** `student.full_name=Sara`: what stands at a place in the event's `data`. */
  data?: string | null;
};

export const filterNames = [
  'status',
  'event',
  'endpoint',
  'tenant',
  'http',
  'error',
  'since',
  'until',
  'id',
  'data',
] as const satisfies readonly (keyof DeliveryFilters)[];

/** Picks the filters out of an address; whatever else stands in it is left. */
export function filtersOf(params: URLSearchParams): DeliveryFilters {
  const filters: DeliveryFilters = {};
  for (const name of filterNames) {
    const value = params.get(name);
    if (value) filters[name] = value;
  }
  return filters;
}

/** One step of the charts. */
export type DeliveryBucket = {
  at: string;
  delivered: number;
  failed: number;
  /** Waiting, under way or held. */
  open: number;
  /** Milliseconds of the attempts; null: there was none. */
  p50Ms: number | null;
  p95Ms: number | null;
};

export type DeliveryStats = {
  /** Of the newest `countedAtMost` that match. */
  counts: Record<DeliveryStatusName, number>;
  total: number;
  /** There are more than were counted. */
  isMore: boolean;
  bucketMs: number;
  buckets: DeliveryBucket[];
  /** The oldest delivery of the app that waits to be sent. */
  oldestPendingAt: string | null;
};

export const countedAtMost = 10_000;
