import { sql } from 'drizzle-orm';
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { OrgId, UserId } from '../../std/ids.ts';
import { bytes, moment } from './columns.ts';
import { organizations } from './identity.ts';

// The rows of the Okta sandbox. Every table carries its org, and every query names it. Ids have the form of the Okta
// API (`0oa…`), so they are unique everywhere; keys begin with the org all the same, so that no query forgets it.

export type OktaJson = Record<string, unknown>;
export type OktaAppStatus = 'ACTIVE' | 'INACTIVE';
export type OktaSwitch = 'ENABLED' | 'DISABLED';

/** One Okta org for each partner organization. */
export const oktaOrgs = pgTable('okta_orgs', {
  id: text('id').primaryKey(),
  orgId: text('org_id')
    .$type<OrgId>()
    .notNull()
    .unique()
    .references(() => organizations.id),
  subdomain: text('subdomain').notNull().unique(),
  /** Multiplies the documented limits; for load tests. */
  rateFactor: integer('rate_factor').notNull().default(1),
  /** Id of the one type that its users have. */
  userTypeId: text('user_type_id').notNull(),
  createdAt: moment('created_at').notNull(),
});

export const org = () =>
  text('okta_org_id')
    .notNull()
    .references(() => oktaOrgs.id);
export const created = () => moment('created_at').notNull();
export const updated = () => moment('updated_at').notNull();
/** Order of creation: what cursors stand on. */
export const seq = () => bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity();

export const oktaTrustedOrigins = pgTable(
  'okta_trusted_origins',
  { oktaOrgId: org(), origin: text('origin').notNull(), createdAt: created() },
  (t) => [
    primaryKey({ columns: [t.oktaOrgId, t.origin] }),
    index('okta_trusted_origins_origin_idx').on(t.origin),
  ],
);

/** SSWS tokens. Only the SHA-256 hash is kept. */
export const oktaApiTokens = pgTable(
  'okta_api_tokens',
  {
    hash: bytes('hash').primaryKey(),
    id: text('id').notNull().unique(),
    oktaOrgId: org(),
    name: text('name').notNull(),
    lastFour: text('last_four').notNull(),
    /** The person who made it; the token dies with the membership. null: made by an operator. */
    ownerId: text('owner_id').$type<UserId>(),
    createdAt: created(),
    lastUsedAt: moment('last_used_at'),
    revokedAt: moment('revoked_at'),
  },
  (t) => [index('okta_api_tokens_org_idx').on(t.oktaOrgId)],
);

/** OAuth 2.0 access tokens with scopes. Only the SHA-256 hash is kept. */
export const oktaAccessTokens = pgTable(
  'okta_access_tokens',
  {
    hash: bytes('hash').primaryKey(),
    id: text('id').notNull().unique(),
    oktaOrgId: org(),
    scopes: text('scopes').array().notNull(),
    /** `console`: the portal mints it for its own console, for minutes, and shows it to nobody. */
    kind: text('kind').$type<'issued' | 'console'>().notNull().default('issued'),
    /** null: issued before it was kept. */
    lastFour: text('last_four'),
    createdAt: created(),
    expiresAt: moment('expires_at').notNull(),
    revokedAt: moment('revoked_at'),
  },
  (t) => [index('okta_access_tokens_org_idx').on(t.oktaOrgId)],
);

export const oktaPolicies = pgTable(
  'okta_policies',
  {
    oktaOrgId: org(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    type: text('type').notNull(),
    createdAt: created(),
  },
  (t) => [primaryKey({ columns: [t.oktaOrgId, t.id] })],
);

export const oktaApps = pgTable(
  'okta_apps',
  {
    oktaOrgId: org(),
    id: text('id').notNull(),
    seq: seq(),
    name: text('name').notNull(),
    label: text('label').notNull(),
    status: text('status').$type<OktaAppStatus>().notNull(),
    signOnMode: text('sign_on_mode').notNull(),
    /** The key in use; null for apps that sign nothing. */
    kid: text('kid'),
    policyId: text('policy_id'),
    /** Entity id and app link of the app, `exk…` and `aln…`. */
    externalKey: text('external_key').notNull(),
    linkId: text('link_id').notNull(),
    /** accessibility, visibility, credentials, settings, licensing, profile: as they are answered, no secret in them. */
    body: jsonb('body').$type<OktaJson>().notNull(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [
    primaryKey({ columns: [t.oktaOrgId, t.id] }),
    uniqueIndex('okta_apps_label_key').on(t.oktaOrgId, sql`lower(${t.label})`),
    index('okta_apps_seq_idx').on(t.oktaOrgId, t.seq),
    index('okta_apps_status_idx').on(t.oktaOrgId, t.status, t.seq),
    index('okta_apps_name_idx').on(t.oktaOrgId, t.name, t.seq),
    index('okta_apps_kid_idx').on(t.oktaOrgId, t.kid, t.seq),
    uniqueIndex('okta_apps_client_key')
      .on(t.oktaOrgId, sql`(${t.body} #>> '{credentials,oauthClient,client_id}')`)
      .where(sql`${t.signOnMode} = 'OPENID_CONNECT'`),
  ],
);

export const oktaGroups = pgTable(
  'okta_groups',
  {
    oktaOrgId: org(),
    id: text('id').notNull(),
    seq: seq(),
    type: text('type').$type<'OKTA_GROUP' | 'APP_GROUP' | 'BUILT_IN'>().notNull(),
    name: text('name').notNull(),
    description: text('description'),
    createdAt: created(),
    updatedAt: updated(),
    membershipUpdatedAt: moment('membership_updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.oktaOrgId, t.id] }),
    index('okta_groups_seq_idx').on(t.oktaOrgId, t.seq),
  ],
);

export const oktaUsers = pgTable(
  'okta_users',
  {
    oktaOrgId: org(),
    id: text('id').notNull(),
    seq: seq(),
    status: text('status').notNull(),
    login: text('login').notNull(),
    profile: jsonb('profile').$type<OktaJson>().notNull(),
    createdAt: created(),
    updatedAt: updated(),
    activatedAt: moment('activated_at'),
    statusChangedAt: moment('status_changed_at'),
    lastLoginAt: moment('last_login_at'),
    passwordChangedAt: moment('password_changed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.oktaOrgId, t.id] }),
    uniqueIndex('okta_users_login_key').on(t.oktaOrgId, sql`lower(${t.login})`),
    index('okta_users_seq_idx').on(t.oktaOrgId, t.seq),
  ],
);

export const oktaGroupMembers = pgTable(
  'okta_group_members',
  { oktaOrgId: org(), groupId: text('group_id').notNull(), userId: text('user_id').notNull() },
  (t) => [
    primaryKey({ columns: [t.oktaOrgId, t.groupId, t.userId] }),
    index('okta_group_members_user_idx').on(t.oktaOrgId, t.userId),
    foreignKey({
      columns: [t.oktaOrgId, t.groupId],
      foreignColumns: [oktaGroups.oktaOrgId, oktaGroups.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.oktaOrgId, t.userId],
      foreignColumns: [oktaUsers.oktaOrgId, oktaUsers.id],
    }).onDelete('cascade'),
  ],
);
