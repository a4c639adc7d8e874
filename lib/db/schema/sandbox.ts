import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
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
  (t) => [index('request_logs_app_idx').on(t.appId, t.id).where(sql`${t.appId} is not null`)],
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
