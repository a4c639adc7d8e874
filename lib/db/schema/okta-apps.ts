import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { bytes, moment } from './columns.ts';
import {
  created,
  type OktaJson,
  type OktaSwitch,
  oktaApps,
  oktaGroups,
  oktaUsers,
  org,
  seq,
  updated,
} from './okta.ts';

// What belongs to an app of the Okta sandbox. It goes with the app: the foreign keys cascade.

const appId = () => text('app_id').notNull();
/** Private keys and tokens are sealed, the row's id as associated data. */
const sealed = (name: string) => bytes(name);

export const oktaAppKeys = pgTable(
  'okta_app_keys',
  {
    oktaOrgId: org(),
    appId: appId(),
    kid: text('kid').notNull(),
    seq: seq(),
    /** n, e, x5c, x5t#S256. */
    jwk: jsonb('jwk').$type<OktaJson>().notNull(),
    privateKey: sealed('private_key').notNull(),
    createdAt: created(),
    updatedAt: updated(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.oktaOrgId, t.appId, t.kid] }),
    foreignKey({
      columns: [t.oktaOrgId, t.appId],
      foreignColumns: [oktaApps.oktaOrgId, oktaApps.id],
    }).onDelete('cascade'),
  ],
);

export const oktaAppCsrs = pgTable(
  'okta_app_csrs',
  {
    oktaOrgId: org(),
    appId: appId(),
    id: text('id').notNull(),
    seq: seq(),
    /** PKCS#10, DER in base64. */
    csr: text('csr').notNull(),
    /** Will be the kid of the key: SHA-256 of the public key. */
    kid: text('kid').notNull(),
    privateKey: sealed('private_key').notNull(),
    createdAt: created(),
  },
  (t) => [
    primaryKey({ columns: [t.oktaOrgId, t.appId, t.id] }),
    foreignKey({
      columns: [t.oktaOrgId, t.appId],
      foreignColumns: [oktaApps.oktaOrgId, oktaApps.id],
    }).onDelete('cascade'),
  ],
);

export const oktaAppSecrets = pgTable(
  'okta_app_secrets',
  {
    oktaOrgId: org(),
    appId: appId(),
    id: text('id').notNull(),
    seq: seq(),
    /** SHA-256 of the secret; the secret itself is kept nowhere. */
    hash: bytes('hash').notNull(),
    status: text('status').$type<'ACTIVE' | 'INACTIVE'>().notNull(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [
    primaryKey({ columns: [t.oktaOrgId, t.appId, t.id] }),
    foreignKey({
      columns: [t.oktaOrgId, t.appId],
      foreignColumns: [oktaApps.oktaOrgId, oktaApps.id],
    }).onDelete('cascade'),
  ],
);

export const oktaAppGrants = pgTable(
  'okta_app_grants',
  {
    oktaOrgId: org(),
    appId: appId(),
    id: text('id').notNull(),
    seq: seq(),
    scopeId: text('scope_id').notNull(),
    issuer: text('issuer').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [
    primaryKey({ columns: [t.oktaOrgId, t.appId, t.id] }),
    uniqueIndex('okta_app_grants_scope_key').on(t.oktaOrgId, t.appId, t.scopeId),
    foreignKey({
      columns: [t.oktaOrgId, t.appId],
      foreignColumns: [oktaApps.oktaOrgId, oktaApps.id],
    }).onDelete('cascade'),
  ],
);

export const oktaAppGroups = pgTable(
  'okta_app_groups',
  {
    oktaOrgId: org(),
    appId: appId(),
    groupId: text('group_id').notNull(),
    seq: seq(),
    priority: integer('priority').notNull(),
    profile: jsonb('profile').$type<OktaJson>().notNull(),
    updatedAt: updated(),
  },
  (t) => [
    primaryKey({ columns: [t.oktaOrgId, t.appId, t.groupId] }),
    index('okta_app_groups_group_idx').on(t.oktaOrgId, t.groupId),
    foreignKey({
      columns: [t.oktaOrgId, t.appId],
      foreignColumns: [oktaApps.oktaOrgId, oktaApps.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.oktaOrgId, t.groupId],
      foreignColumns: [oktaGroups.oktaOrgId, oktaGroups.id],
    }).onDelete('cascade'),
  ],
);

/** Direct assignments; those through groups follow from members and group assignments. */
export const oktaAppUsers = pgTable(
  'okta_app_users',
  {
    oktaOrgId: org(),
    appId: appId(),
    userId: text('user_id').notNull(),
    userName: text('user_name').notNull(),
    profile: jsonb('profile').$type<OktaJson>().notNull(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [
    primaryKey({ columns: [t.oktaOrgId, t.appId, t.userId] }),
    index('okta_app_users_user_idx').on(t.oktaOrgId, t.userId),
    foreignKey({
      columns: [t.oktaOrgId, t.appId],
      foreignColumns: [oktaApps.oktaOrgId, oktaApps.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.oktaOrgId, t.userId],
      foreignColumns: [oktaUsers.oktaOrgId, oktaUsers.id],
    }).onDelete('cascade'),
  ],
);

/** The provisioning connection of an `okta_org2org` app, and its one feature. */
export const oktaAppConnections = pgTable(
  'okta_app_connections',
  {
    oktaOrgId: org(),
    appId: appId(),
    authScheme: text('auth_scheme').$type<'TOKEN' | 'UNKNOWN'>().notNull(),
    status: text('status').$type<OktaSwitch | 'UNKNOWN'>().notNull(),
    token: sealed('token'),
    capabilities: jsonb('capabilities').$type<OktaJson>().notNull(),
    updatedAt: updated(),
  },
  (t) => [
    primaryKey({ columns: [t.oktaOrgId, t.appId] }),
    foreignKey({
      columns: [t.oktaOrgId, t.appId],
      foreignColumns: [oktaApps.oktaOrgId, oktaApps.id],
    }).onDelete('cascade'),
  ],
);

export const oktaAppLogos = pgTable(
  'okta_app_logos',
  {
    oktaOrgId: org(),
    appId: appId(),
    fileId: text('file_id').notNull().unique(),
    contentType: text('content_type').notNull(),
    data: bytes('data').notNull(),
    createdAt: created(),
  },
  (t) => [
    primaryKey({ columns: [t.oktaOrgId, t.appId] }),
    foreignKey({
      columns: [t.oktaOrgId, t.appId],
      foreignColumns: [oktaApps.oktaOrgId, oktaApps.id],
    }).onDelete('cascade'),
  ],
);
