import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { CredentialId, Id, InstallationId, UserId } from '../../std/ids.ts';
import { bytes, moment } from './columns.ts';
import { users } from './identity.ts';
import type { HeaderList } from './webhooks.ts';

/** What a user sent from the console, with secrets redacted: the last 200 are kept. */
export const consoleRequests = pgTable(
  'console_requests',
  {
    id: text('id').$type<Id<'his'>>().primaryKey(),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    api: text('api').notNull(),
    environment: text('environment').notNull(),
    installationId: text('installation_id').$type<InstallationId>(),
    /** Of a saved credential, which may be deleted since. */
    credentialId: text('credential_id').$type<CredentialId>(),
    method: text('method').notNull(),
    path: text('path').notNull(),
    requestHeaders: jsonb('request_headers').$type<HeaderList>().notNull(),
    requestBody: text('request_body'),
    status: integer('status'),
    errorCode: text('error_code'),
    responseHeaders: jsonb('response_headers').$type<HeaderList>(),
    responseBody: text('response_body'),
    upstreamRequestId: text('upstream_request_id'),
    durationMs: integer('duration_ms').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index('console_requests_user_idx').on(t.userId, t.id)],
);

/** A token of a real host that a user saved for the console. It is sealed with the row's id, and never shown again. */
export const savedCredentials = pgTable(
  'saved_credentials',
  {
    id: text('id').$type<CredentialId>().primaryKey(),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    api: text('api').$type<'partners' | 'okta'>().notNull(),
    environment: text('environment').$type<'dev' | 'production' | 'own'>().notNull(),
    scheme: text('scheme').$type<'Bearer' | 'SSWS'>().notNull(),
    /** The user's own Okta domain; null where the environment says the host. */
    domain: text('domain'),
    name: text('name').notNull(),
    sealedToken: bytes('sealed_token').notNull(),
    tokenPrefix: text('token_prefix').notNull(),
    tokenLastFour: text('token_last_four').notNull(),
    createdAt: moment('created_at').notNull(),
    lastUsedAt: moment('last_used_at'),
  },
  (t) => [index('saved_credentials_user_idx').on(t.userId, t.id)],
);

/**
 * Calls of the relay that run now, in whatever process: one row for each place that is taken. The migration makes it
 * unlogged: after a crash nothing runs any more.
 */
export const runningCalls = pgTable(
  'running_calls',
  {
    /** Whose: a user's id, or a guest's address. */
    key: text('key').notNull(),
    place: integer('place').notNull(),
    /** When it counts as free again although nobody has given it back. */
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.place] })],
);
