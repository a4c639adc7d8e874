import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type {
  AppId,
  BinId,
  EndpointId,
  Id,
  InstallationId,
  OrgId,
  RequestId,
} from '../../std/ids.ts';
import { apps, installations } from './apps.ts';
import { bytes, moment } from './columns.ts';

export type DeliveryStatus = 'pending' | 'sending' | 'retrying' | 'delivered' | 'failed' | 'held';
export type AttemptTrigger = 'schedule' | 'resend' | 'replay';
export type DisabledReason = 'user' | 'gone' | 'failing';
/** `http`: posted to its address; `listener`: fetched by `portal listen`; `bridge`: an app's token hand-over. */
export type EndpointKind = 'http' | 'listener' | 'bridge';
export type HeaderList = [name: string, value: string][];

export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    id: text('id').$type<EndpointId>().primaryKey(),
    orgId: text('org_id').$type<OrgId>().notNull(),
    appId: text('app_id')
      .$type<AppId>()
      .notNull()
      .references(() => apps.id),
    environment: text('environment').$type<'sandbox' | 'production'>().notNull(),
    kind: text('kind').$type<EndpointKind>().notNull().default('http'),
    /** Only this installation's events; a listener belongs to the installation whose token it shows. */
    installationId: text('installation_id').$type<InstallationId>(),
    /** When a listener last asked for deliveries. */
    lastPolledAt: moment('last_polled_at'),
    url: text('url').notNull(),
    description: text('description').notNull().default(''),
    events: text('events').array().notNull(),
    customHeaders: jsonb('custom_headers').$type<Record<string, string>>().notNull().default({}),
    /** Deliveries a second at most; null: no cap. */
    ratePerSecond: integer('rate_per_second'),
    enabled: boolean('enabled').notNull().default(true),
    disabledReason: text('disabled_reason').$type<DisabledReason>(),
    disabledAt: moment('disabled_at'),
    /** First failure since the last success; null while it works. */
    failingSince: moment('failing_since'),
    consecutiveFailures: integer('consecutive_failures').notNull().default(0),
    /** The last 100 attempts, `0` for a success and `1` for a failure; empty while there was none. */
    recentOutcomes: text('recent_outcomes').notNull().default(''),
    /** An endpoint that was disabled for failing is tried with this one held delivery; null: not now. */
    probeId: uuid('probe_id'),
    /** When it is tried next; null: not disabled for failing. */
    probeAt: moment('probe_at'),
    createdAt: moment('created_at').notNull(),
    deletedAt: moment('deleted_at'),
  },
  (t) => [index('webhook_endpoints_app_idx').on(t.appId)],
);

/** Signing secrets, AEAD-encrypted with the row id as associated data. */
export const endpointSecrets = pgTable(
  'endpoint_secrets',
  {
    id: text('id').$type<Id<'sec'>>().primaryKey(),
    endpointId: text('endpoint_id')
      .$type<EndpointId>()
      .notNull()
      .references(() => webhookEndpoints.id),
    sealed: bytes('sealed').notNull(),
    /** The one that keys `X-Okta-Signature`; all live ones sign `webhook-signature`. */
    isPrimary: boolean('is_primary').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at'),
  },
  (t) => [
    index('endpoint_secrets_endpoint_idx').on(t.endpointId),
    uniqueIndex('endpoint_secrets_primary_key').on(t.endpointId).where(sql`${t.isPrimary}`),
  ],
);

export const events = pgTable(
  'events',
  {
    id: uuid('id').primaryKey(),
    orgId: text('org_id').$type<OrgId>().notNull(),
    tenantId: integer('tenant_id').notNull(),
    type: text('type').notNull(),
    /** The exact bytes that are signed and sent: the five fields of the contract. */
    body: text('body').notNull(),
    /**
     * The token of a bridge hand-over, sealed with the event's id; it stands redacted in `body` and is wiped when the
     * receiver has acknowledged it.
     */
    sealedToken: bytes('sealed_token'),
    /** The sandbox call that caused it; null when the portal itself did. */
    requestId: text('request_id').$type<RequestId>(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('events_org_idx').on(t.orgId, t.id),
    index('events_request_idx').on(t.requestId).where(sql`${t.requestId} is not null`),
  ],
);

/** The queue. Claimed with FOR UPDATE SKIP LOCKED; `fence` tells a late worker that it lost its lease. */
export const deliveries = pgTable(
  'deliveries',
  {
    /** `X-Okta-Delivery-Id`, the same over retries; version 7, so it sorts by time. */
    id: uuid('id').primaryKey(),
    orgId: text('org_id').$type<OrgId>().notNull(),
    appId: text('app_id').$type<AppId>().notNull(),
    endpointId: text('endpoint_id')
      .$type<EndpointId>()
      .notNull()
      .references(() => webhookEndpoints.id),
    installationId: text('installation_id')
      .$type<InstallationId>()
      .references(() => installations.id),
    tenantId: integer('tenant_id').notNull(),
    eventId: uuid('event_id')
      .notNull()
      .references(() => events.id),
    eventType: text('event_type').notNull(),
    status: text('status').$type<DeliveryStatus>().notNull(),
    attemptCount: integer('attempt_count').notNull().default(0),
    /** When the next attempt is due; null when none is. */
    nextAttemptAt: moment('next_attempt_at'),
    /** What asked for the next attempt. */
    nextTrigger: text('next_trigger').$type<AttemptTrigger>().notNull().default('schedule'),
    /** Attempts that do not count for the schedule: those of earlier rounds and those by hand. */
    uncountedAttempts: integer('uncounted_attempts').notNull().default(0),
    leaseUntil: moment('lease_until'),
    /** The worker that holds the lease; the deliveries of an endpoint are with one worker at a time. */
    leaseOwner: text('lease_owner'),
    fence: integer('fence').notNull().default(0),
    lastStatusCode: integer('last_status_code'),
    lastError: text('last_error'),
    /** The replay that queued it last. */
    replayJobId: text('replay_job_id').$type<Id<'job'>>(),
    createdAt: moment('created_at').notNull(),
    finishedAt: moment('finished_at'),
  },
  (t) => [
    // Endpoint first: the claim takes a few of each, so a dead one with a long queue slows nobody.
    index('deliveries_due_idx')
      .on(t.endpointId, t.nextAttemptAt)
      .where(sql`${t.status} in ('pending', 'retrying')`),
    index('deliveries_lease_idx').on(t.endpointId).where(sql`${t.status} = 'sending'`),
    index('deliveries_app_idx').on(t.appId, t.id),
    index('deliveries_endpoint_idx').on(t.endpointId, t.status),
    index('deliveries_type_idx').on(t.appId, t.eventType, t.id),
    index('deliveries_tenant_idx').on(t.appId, t.tenantId, t.id),
    // The states that few are in: a list of them must not read all that went well.
    index('deliveries_state_idx')
      .on(t.appId, t.status, t.id)
      .where(sql`${t.status} in ('failed', 'held', 'retrying')`),
    // Few go wrong among many: what a list of failures reads.
    index('deliveries_problem_idx').on(t.appId, t.id).where(sql`${t.lastError} is not null`),
    index('deliveries_event_idx').on(t.eventId),
    index('deliveries_replay_idx')
      .on(t.replayJobId, t.status)
      .where(sql`${t.replayJobId} is not null`),
  ],
);

/** Milliseconds from the attempt's start; null where the phase was not reached or not needed. */
export type AttemptTimings = {
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  firstByteMs: number | null;
  totalMs: number;
};

/** One POST, exactly as sent and answered. */
export const deliveryAttempts = pgTable(
  'delivery_attempts',
  {
    id: text('id').$type<Id<'att'>>().primaryKey(),
    deliveryId: uuid('delivery_id')
      .notNull()
      .references(() => deliveries.id),
    number: integer('number').notNull(),
    trigger: text('trigger').$type<AttemptTrigger>().notNull(),
    startedAt: moment('started_at').notNull(),
    endedAt: moment('ended_at').notNull(),
    url: text('url').notNull(),
    requestHeaders: jsonb('request_headers').$type<HeaderList>().notNull(),
    responseStatus: integer('response_status'),
    responseHeaders: jsonb('response_headers').$type<HeaderList>(),
    /** At most 64 KiB. */
    responseBody: bytes('response_body'),
    responseTruncated: boolean('response_truncated').notNull().default(false),
    /** A stable word such as `timeout`, `connection_refused`, `denied_address`; null for an answer. */
    errorCode: text('error_code'),
    errorText: text('error_text'),
    timings: jsonb('timings').$type<AttemptTimings>().notNull(),
  },
  (t) => [uniqueIndex('delivery_attempts_number_key').on(t.deliveryId, t.number)],
);

export type BinBehaviour = 'answer' | 'drop' | 'drip';

/** The built-in receiver for practice: whoever knows its key may post to it. */
export const bins = pgTable(
  'bins',
  {
    id: text('id').$type<BinId>().primaryKey(),
    orgId: text('org_id').$type<OrgId>().notNull(),
    appId: text('app_id')
      .$type<AppId>()
      .notNull()
      .references(() => apps.id),
    /** 43 characters nobody guesses; stands in the address. */
    key: text('key').notNull(),
    /** What it answers. */
    answerStatus: integer('answer_status').notNull().default(200),
    /** `drop` closes the connection unanswered; `drip` sends the answer's body byte by byte. */
    behaviour: text('behaviour').$type<BinBehaviour>().notNull().default('answer'),
    /** Milliseconds before it answers or drops. */
    delayMs: integer('delay_ms').notNull().default(0),
    /** So many requests more are answered with 503, whatever else is set. */
    failNext: integer('fail_next').notNull().default(0),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [uniqueIndex('bins_key_key').on(t.key), index('bins_app_idx').on(t.appId)],
);

export const binRequests = pgTable(
  'bin_requests',
  {
    id: text('id').$type<Id<'brq'>>().primaryKey(),
    binId: text('bin_id')
      .$type<BinId>()
      .notNull()
      .references(() => bins.id),
    receivedAt: moment('received_at').notNull(),
    method: text('method').notNull(),
    path: text('path').notNull(),
    headers: jsonb('headers').$type<HeaderList>().notNull(),
    body: bytes('body').notNull(),
    answerStatus: integer('answer_status').notNull(),
  },
  (t) => [index('bin_requests_bin_idx').on(t.binId, t.id)],
);
