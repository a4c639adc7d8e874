import type { AttemptTimings, AttemptTrigger, HeaderList } from '#lib/db/schema/webhooks.ts';

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
  | { kind: 'request'; requestId: string; method: string; path: string; status: number; at: string }
  /** Another organization's app did it. */
  | { kind: 'foreign' }
  | { kind: 'portal' };

export type DeliveryView = DeliveryListItem & {
  appId: string;
  eventId: string;
  /** The exact text that is signed and sent; empty once it was purged. */
  body: string;
  endpointDescription: string;
  endpointState: 'enabled' | 'disabled' | 'deleted';
  cause: DeliveryCause;
  attempts: AttemptView[];
};

/** Filters as they stand in the address of the page; null or absent: not filtered. */
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
};
