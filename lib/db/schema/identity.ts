import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Id, OrgId, SessionId, UserId } from '../../std/ids.ts';
import { bytes, moment } from './columns.ts';

export type MemberRole = 'owner' | 'admin' | 'developer' | 'viewer';

/** A partner: the owner of apps, sandbox tenants and everything else below. */
export const organizations = pgTable('organizations', {
  id: text('id').$type<OrgId>().primaryKey(),
  name: text('name').notNull(),
  createdAt: moment('created_at').notNull(),
});

export const users = pgTable(
  'users',
  {
    id: text('id').$type<UserId>().primaryKey(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    /** argon2id; null for people who only come through OpenID Connect. */
    passwordHash: text('password_hash'),
    isReviewer: boolean('is_reviewer').notNull().default(false),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [uniqueIndex('users_email_key').on(sql`lower(${t.email})`)],
);

export const memberships = pgTable(
  'memberships',
  {
    orgId: text('org_id')
      .$type<OrgId>()
      .notNull()
      .references(() => organizations.id),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    role: text('role').$type<MemberRole>().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.userId] }), index('memberships_user_idx').on(t.userId)],
);

/** One signed-in browser. The cookie names the row, so that ending it works at once everywhere. */
export const sessions = pgTable(
  'sessions',
  {
    id: text('id').$type<SessionId>().primaryKey(),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull(),
    authenticatedAt: moment('authenticated_at').notNull(),
    lastSeenAt: moment('last_seen_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    endedAt: moment('ended_at'),
    clientAddress: text('client_address'),
    userAgent: text('user_agent'),
  },
  (t) => [index('sessions_user_idx').on(t.userId)],
);

/** A link by which somebody joins an organization. Only the hash of its secret is kept. */
export const invitations = pgTable(
  'invitations',
  {
    id: text('id').$type<Id<'inv'>>().primaryKey(),
    orgId: text('org_id')
      .$type<OrgId>()
      .notNull()
      .references(() => organizations.id),
    email: text('email').notNull(),
    role: text('role').$type<MemberRole>().notNull(),
    /** SHA-256 of the text in the link. */
    hash: bytes('hash').notNull(),
    invitedBy: text('invited_by').$type<UserId>(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    acceptedAt: moment('accepted_at'),
    withdrawnAt: moment('withdrawn_at'),
  },
  (t) => [
    uniqueIndex('invitations_hash_key').on(t.hash),
    uniqueIndex('invitations_open_key')
      .on(t.orgId, sql`lower(${t.email})`)
      .where(sql`${t.acceptedAt} is null and ${t.withdrawnAt} is null`),
  ],
);

/** Every privileged act, written in its own transaction. Append-only. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: text('id').$type<Id<'aud'>>().primaryKey(),
    orgId: text('org_id').$type<OrgId>(),
    /** `user:usr_…`, `installation:ins_…`, `operator` or `system`. */
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    details: jsonb('details').$type<Record<string, unknown>>().notNull().default({}),
    clientAddress: text('client_address'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index('audit_entries_org_idx').on(t.orgId, t.id)],
);

/**
 * The chain over the audit entries of an organization ('' for none): each link holds the hash of the one before it
 * and of its entry. A deferred trigger of the migration writes it when the transaction of the act ends, so that the
 * lock on the chain is the last thing a transaction takes.
 */
export const auditLinks = pgTable(
  'audit_links',
  {
    entryId: text('entry_id')
      .$type<Id<'aud'>>()
      .primaryKey()
      .references(() => auditEntries.id),
    chain: text('chain').notNull(),
    /** 1, 2, 3, … without a gap. */
    position: bigint('position', { mode: 'number' }).notNull(),
    previousHash: bytes('previous_hash').notNull(),
    hash: bytes('hash').notNull(),
  },
  (t) => [uniqueIndex('audit_links_position_key').on(t.chain, t.position)],
);
