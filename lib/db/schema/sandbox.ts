import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
} from 'drizzle-orm/pg-core';
import type { AppId, InstallationId, OrgId, RequestId, TokenId } from '../../std/ids.ts';
import { moment } from './columns.ts';

export type IdempotencyOutcome = 'stored' | 'replayed' | 'conflict' | 'in_progress' | 'invalid';

/** One answered call of the sandbox. No token, no secret: bodies are kept as they may be shown. */
export const requestLogs = pgTable(
  'request_logs',
  {
    /** The `X-Request-Id` of the answer; sorts by time. */
    id: text('id').$type<RequestId>().primaryKey(),
    api: text('api').$type<'partners' | 'okta'>().notNull(),
    orgId: text('org_id').$type<OrgId>(),
    appId: text('app_id').$type<AppId>(),
    installationId: text('installation_id').$type<InstallationId>(),
    tenantId: integer('tenant_id'),
    tokenId: text('token_id').$type<TokenId>(),
    tokenGeneration: integer('token_generation'),
    /** 'console' when the call came through the relay. */
    tokenKind: text('token_kind').$type<'installation' | 'console'>(),
    method: text('method').notNull(),
    path: text('path').notNull(),
    query: text('query').notNull().default(''),
    operationId: text('operation_id'),
    status: integer('status').notNull(),
    errorCode: text('error_code'),
    deniedScope: text('denied_scope'),
    idempotencyKey: text('idempotency_key'),
    idempotency: text('idempotency').$type<IdempotencyOutcome>(),
    durationUs: integer('duration_us').notNull(),
    clientAddress: text('client_address'),
    userAgent: text('user_agent'),
    requestBody: text('request_body'),
    responseBody: text('response_body'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('request_logs_app_idx').on(t.appId, t.id).where(sql`${t.appId} is not null`),
    // Few go wrong among many: refusals, failures, denied scopes.
    index('request_logs_problem_idx').on(t.appId, t.id).where(sql`${t.status} >= 400`),
    index('request_logs_operation_idx')
      .on(t.appId, t.operationId, t.id)
      .where(sql`${t.appId} is not null`),
    index('request_logs_installation_idx')
      .on(t.installationId, t.id)
      .where(sql`${t.installationId} is not null`),
    // Calls of the Okta API have ids that do not sort by time.
    index('request_logs_okta_idx').on(t.orgId, t.createdAt).where(sql`${t.api} = 'okta'`),
  ],
);

/**
 * Calls of the Partners API by app, hour and operation, counted once the hour is over: what charts over weeks read.
 * The hour that runs is counted from the log itself.
 */
export const usageHours = pgTable(
  'usage_hours',
  {
    appId: text('app_id').$type<AppId>().notNull(),
    hour: moment('hour').notNull(),
    /** Empty: calls of paths that the API does not have. */
    operationId: text('operation_id').notNull(),
    calls: integer('calls').notNull(),
    /** 4xx and 5xx; the next three are among them. */
    errors: integer('errors').notNull(),
    denied: integer('denied').notNull(),
    /** Answered 429. */
    limited: integer('limited').notNull(),
    failed: integer('failed').notNull(),
    /** The most calls of one token in one minute, as a share of its limit. */
    peakShare: real('peak_share').notNull(),
    /** The same over all operations; equal in all rows of the hour. */
    peakShareOfAll: real('peak_share_of_all').notNull(),
    /** How many calls took how long: step of the scale, number of calls. */
    durations: jsonb('durations').$type<Record<string, number>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.appId, t.hour, t.operationId] }),
    index('usage_hours_hour_idx').on(t.hour),
  ],
);

/** The answer of the first call under a key, written in the transaction of its effect. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    installationId: text('installation_id').$type<InstallationId>().notNull(),
    key: text('key').notNull(),
    /** SHA-256 of method, path and body, hex. */
    fingerprint: text('fingerprint').notNull(),
    requestId: text('request_id').$type<RequestId>().notNull(),
    status: integer('status').notNull(),
    headers: jsonb('headers').$type<Record<string, string>>().notNull(),
    body: text('body').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.installationId, t.key] }),
    index('idempotency_keys_created_idx').on(t.createdAt),
  ],
);

/**
 * Fixed windows of one minute, shared by all processes. The migration makes this table UNLOGGED:
 * losing a minute's counts in a crash harms nobody, and it saves the write-ahead log the traffic.
 */
export const rateWindows = pgTable('rate_windows', {
  /** `tok:<token id>` or `ip:<address>` or a bucket of the Okta API. */
  key: text('key').primaryKey(),
  windowStart: moment('window_start').notNull(),
  count: bigint('count', { mode: 'number' }).notNull(),
});
