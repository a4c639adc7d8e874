import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { AppId, Id, OrgId, UserId } from '../../std/ids.ts';
import { apps } from './apps.ts';
import { moment } from './columns.ts';

export type VersionStatus =
  | 'draft'
  | 'in_review'
  | 'approved'
  | 'published'
  | 'rejected'
  | 'superseded';
export type ManifestFormat = 'yaml' | 'json';

/** A version of an app: its manifest and where it stands between draft and published. */
export const appVersions = pgTable(
  'app_versions',
  {
    id: text('id').$type<Id<'ver'>>().primaryKey(),
    orgId: text('org_id').$type<OrgId>().notNull(),
    appId: text('app_id')
      .$type<AppId>()
      .notNull()
      .references(() => apps.id),
    /** 1, 2, 3, … within the app. */
    number: integer('number').notNull(),
    status: text('status').$type<VersionStatus>().notNull(),
    /** The manifest as it was typed, comments included. */
    source: text('source').notNull(),
    format: text('format').$type<ManifestFormat>().notNull(),
    /** Grows with each change of the draft, so that two editors notice each other. */
    revision: integer('revision').notNull().default(1),
    /** What the policy scan found when it was submitted. */
    findings: jsonb('findings').$type<Record<string, unknown>[]>(),
    /** A roll back publishes the manifest of this earlier version again. */
    rollbackOf: integer('rollback_of'),
    createdBy: text('created_by').notNull(),
    createdAt: moment('created_at').notNull(),
    changedAt: moment('changed_at').notNull(),
    submittedAt: moment('submitted_at'),
    submittedBy: text('submitted_by'),
    decidedAt: moment('decided_at'),
    decidedBy: text('decided_by').$type<UserId>(),
    /** What the reviewer told the partner. */
    reason: text('reason'),
    publishedAt: moment('published_at'),
  },
  (t) => [
    uniqueIndex('app_versions_number_key').on(t.appId, t.number),
    uniqueIndex('app_versions_draft_key').on(t.appId).where(sql`${t.status} = 'draft'`),
    uniqueIndex('app_versions_published_key').on(t.appId).where(sql`${t.status} = 'published'`),
    index('app_versions_review_idx').on(t.submittedAt).where(sql`${t.status} = 'in_review'`),
  ],
);

/** A reviewer lets a finding of the policy scan pass, for the app, with a reason. */
export const policyWaivers = pgTable(
  'policy_waivers',
  {
    appId: text('app_id')
      .$type<AppId>()
      .notNull()
      .references(() => apps.id),
    rule: text('rule').notNull(),
    reason: text('reason').notNull(),
    waivedBy: text('waived_by').$type<UserId>().notNull(),
    createdAt: moment('created_at').notNull(),
    /** Past it the finding counts again; null: it stays. */
    expiresAt: moment('expires_at'),
  },
  (t) => [primaryKey({ columns: [t.appId, t.rule] })],
);
