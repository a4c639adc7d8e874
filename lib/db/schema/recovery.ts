import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { AppId, EndpointId, Id, OrgId } from '../../std/ids.ts';
import { apps } from './apps.ts';
import { moment } from './columns.ts';

export type ReplayStatus = 'running' | 'paused' | 'done' | 'cancelled';

/** Which deliveries a replay brings back; every field that is set narrows. */
export type ReplaySelection = {
  /** `delivered` too: everything, for a receiver that lost what it had acknowledged. */
  statuses: ('failed' | 'held' | 'delivered')[];
  endpointId?: EndpointId;
  eventType?: string;
  /** ISO 8601; deliveries created at or after it. */
  since?: string;
  ids?: string[];
};

/** A replay under way: the worker queues a few deliveries each second, oldest first. */
export const replayJobs = pgTable(
  'replay_jobs',
  {
    id: text('id').$type<Id<'job'>>().primaryKey(),
    orgId: text('org_id').$type<OrgId>().notNull(),
    appId: text('app_id')
      .$type<AppId>()
      .notNull()
      .references(() => apps.id),
    selection: jsonb('selection').$type<ReplaySelection>().notNull(),
    perSecond: integer('per_second').notNull(),
    status: text('status').$type<ReplayStatus>().notNull(),
    /** Why it paused by itself, such as `endpoint_disabled`. */
    reason: text('reason'),
    /** Counted when it began. */
    total: integer('total').notNull(),
    queued: integer('queued').notNull().default(0),
    /** The last delivery that was looked at, and the last one that existed when the job began. */
    cursorId: uuid('cursor_id'),
    untilId: uuid('until_id').notNull(),
    nextStepAt: moment('next_step_at').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: moment('created_at').notNull(),
    finishedAt: moment('finished_at'),
  },
  (t) => [
    index('replay_jobs_app_idx').on(t.appId, t.id),
    index('replay_jobs_due_idx').on(t.nextStepAt).where(sql`${t.status} = 'running'`),
  ],
);

export type NoticeKind =
  | 'endpoint_failing'
  | 'endpoint_warning'
  | 'endpoint_disabled'
  | 'endpoint_recovered';

/** What the portal tells the people of an organization; mailed too when a mail server is set. */
export const notices = pgTable(
  'notices',
  {
    id: text('id').$type<Id<'ntc'>>().primaryKey(),
    orgId: text('org_id').$type<OrgId>().notNull(),
    appId: text('app_id')
      .$type<AppId>()
      .notNull()
      .references(() => apps.id),
    endpointId: text('endpoint_id').$type<EndpointId>().notNull(),
    kind: text('kind').$type<NoticeKind>().notNull(),
    details: jsonb('details').$type<Record<string, unknown>>().notNull().default({}),
    createdAt: moment('created_at').notNull(),
    /** Somebody has put it away. */
    dismissedAt: moment('dismissed_at'),
    mailedAt: moment('mailed_at'),
  },
  (t) => [
    index('notices_app_idx').on(t.appId, t.id),
    index('notices_mail_idx').on(t.id).where(sql`${t.mailedAt} is null`),
  ],
);
