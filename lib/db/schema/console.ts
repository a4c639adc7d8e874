import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Id, InstallationId, UserId } from '../../std/ids.ts';
import { moment } from './columns.ts';
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
