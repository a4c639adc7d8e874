import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { AppId, Id, OrgId, UserId } from '../../std/ids.ts';
import type { IntegrationType } from './apps.ts';
import { bytes, moment } from './columns.ts';
import { organizations, users } from './identity.ts';

export type ApplicationStatus = 'unconfirmed' | 'pending' | 'approved' | 'declined';

/** A company that asks to become a partner. An approved one has an organization. */
export const partnerApplications = pgTable(
  'partner_applications',
  {
    id: text('id').$type<Id<'apl'>>().primaryKey(),
    company: text('company').notNull(),
    site: text('site').notNull(),
    contactName: text('contact_name').notNull(),
    email: text('email').notNull(),
    useCase: text('use_case').notNull(),
    integrationType: text('integration_type').$type<IntegrationType>().notNull(),
    status: text('status').$type<ApplicationStatus>().notNull(),
    /** SHA-256 of the secret in the address of its status page. */
    statusHash: bytes('status_hash').notNull(),
    /** SHA-256 of the secret that the confirmation mail carries; null: no mail server, nothing to confirm. */
    confirmHash: bytes('confirm_hash'),
    clientAddress: text('client_address'),
    createdAt: moment('created_at').notNull(),
    confirmedAt: moment('confirmed_at'),
    decidedAt: moment('decided_at'),
    decidedBy: text('decided_by').$type<UserId>(),
    /** What the reviewer told the applicant. */
    reason: text('reason'),
    orgId: text('org_id')
      .$type<OrgId>()
      .references(() => organizations.id),
  },
  (t) => [
    uniqueIndex('partner_applications_status_key').on(t.statusHash),
    uniqueIndex('partner_applications_confirm_key').on(t.confirmHash),
    uniqueIndex('partner_applications_open_key')
      .on(sql`lower(${t.email})`)
      .where(sql`${t.status} in ('unconfirmed', 'pending')`),
    index('partner_applications_list_idx').on(t.status, t.id),
  ],
);

/** A link by which a person chooses a (new) password: after a reset, or for the first time. */
export const passwordLinks = pgTable(
  'password_links',
  {
    /** SHA-256 of the text in the link. */
    hash: bytes('hash').primaryKey(),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (t) => [index('password_links_user_idx').on(t.userId)],
);

/** A person as an OpenID Connect issuer knows them. */
export const oidcIdentities = pgTable(
  'oidc_identities',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    userId: text('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.issuer, t.subject] }),
    index('oidc_identities_user_idx').on(t.userId),
  ],
);

/** Mail on its way out, written in the transaction of what it tells. Gone once it is sent. */
export const mails = pgTable(
  'mails',
  {
    id: text('id').$type<Id<'mai'>>().primaryKey(),
    /** Recipient, subject and text, encrypted: they may hold links that are secrets. */
    sealed: bytes('sealed').notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: moment('next_attempt_at').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index('mails_due_idx').on(t.nextAttemptAt)],
);

export type AccountNoticeKind = 'token_expiring' | 'version_approved' | 'version_rejected';

/** What the people of an organization are told once that is not about a webhook endpoint. */
export const accountNotices = pgTable(
  'account_notices',
  {
    id: text('id').$type<Id<'ntc'>>().primaryKey(),
    orgId: text('org_id').$type<OrgId>().notNull(),
    appId: text('app_id').$type<AppId>(),
    kind: text('kind').$type<AccountNoticeKind>().notNull(),
    /** The id that it is about, such as a token's. */
    subject: text('subject').notNull(),
    details: jsonb('details').$type<Record<string, unknown>>().notNull().default({}),
    /** No two have the same, such as `tok_…:2:14`: told once, whoever looks and how often. */
    onceKey: text('once_key').notNull(),
    createdAt: moment('created_at').notNull(),
    dismissedAt: moment('dismissed_at'),
  },
  (t) => [
    uniqueIndex('account_notices_once_key').on(t.onceKey),
    index('account_notices_org_idx').on(t.orgId, t.id),
  ],
);
