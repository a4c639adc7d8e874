import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { AppId, InstallationId, OrgId, TokenId } from '../../std/ids.ts';
import { bytes, moment } from './columns.ts';
import { organizations } from './identity.ts';

export type IntegrationType = 'embedded' | 'external' | 'notification';
export type AppStatus = 'draft' | 'submitted' | 'in_review' | 'approved' | 'published' | 'rejected';
export type TokenKind = 'installation' | 'console';

export const apps = pgTable(
  'apps',
  {
    id: text('id').$type<AppId>().primaryKey(),
    orgId: text('org_id')
      .$type<OrgId>()
      .notNull()
      .references(() => organizations.id),
    /** The `module` of the contract: what `whoami` answers. */
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    integrationType: text('integration_type').$type<IntegrationType>().notNull(),
    status: text('status').$type<AppStatus>().notNull(),
    /** Where an external app is handed its tokens (contract: Bridge); null: it has no bridge. */
    bridgeUrl: text('bridge_url'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [uniqueIndex('apps_slug_key').on(t.slug), index('apps_org_idx').on(t.orgId)],
);

/** A scope that an app asks its tenants for, and why: what they read before they consent. */
export const appScopes = pgTable(
  'app_scopes',
  {
    appId: text('app_id')
      .$type<AppId>()
      .notNull()
      .references(() => apps.id),
    scope: text('scope').notNull(),
    reason: text('reason').notNull(),
    /** The app also works without it: a tenant may leave it out. */
    isOptional: boolean('is_optional').notNull().default(false),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.appId, t.scope] })],
);

/** A school of the sandbox. Ids are integers because the contract shows them in `whoami` and events. */
export const tenants = pgTable(
  'tenants',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity({ startWith: 42 }),
    orgId: text('org_id')
      .$type<OrgId>()
      .notNull()
      .references(() => organizations.id),
    name: text('name').notNull(),
    timeZone: text('time_zone').notNull().default('Asia/Riyadh'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index('tenants_org_idx').on(t.orgId)],
);

export const installations = pgTable(
  'installations',
  {
    id: text('id').$type<InstallationId>().primaryKey(),
    orgId: text('org_id')
      .$type<OrgId>()
      .notNull()
      .references(() => organizations.id),
    appId: text('app_id')
      .$type<AppId>()
      .notNull()
      .references(() => apps.id),
    tenantId: integer('tenant_id')
      .notNull()
      .references(() => tenants.id),
    /** Scopes that the tenant granted, sorted. */
    scopes: text('scopes').array().notNull(),
    /** Requests a minute for each token; null: the default of 600. */
    rateLimitPerMinute: integer('rate_limit_per_minute'),
    createdAt: moment('created_at').notNull(),
    uninstalledAt: moment('uninstalled_at'),
  },
  (t) => [
    uniqueIndex('installations_live_key')
      .on(t.appId, t.tenantId)
      .where(sql`${t.uninstalledAt} is null`),
    index('installations_tenant_idx').on(t.tenantId),
    index('installations_org_idx').on(t.orgId),
  ],
);

/** Bearer tokens of installations. Only the SHA-256 hash is kept. */
export const tokens = pgTable(
  'tokens',
  {
    id: text('id').$type<TokenId>().notNull(),
    /** Rotation keeps the id and adds a generation; at most two are live. */
    generation: integer('generation').notNull().default(1),
    kind: text('kind').$type<TokenKind>().notNull(),
    orgId: text('org_id').$type<OrgId>().notNull(),
    installationId: text('installation_id')
      .$type<InstallationId>()
      .notNull()
      .references(() => installations.id),
    hash: bytes('hash').primaryKey(),
    prefix: text('prefix').notNull(),
    lastFour: text('last_four').notNull(),
    /** null: all the scopes of the installation; otherwise only those of them. */
    scopes: text('scopes').array(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    revokedAt: moment('revoked_at'),
    lastUsedAt: moment('last_used_at'),
    lastUsedFrom: text('last_used_from'),
    lastUsedOperation: text('last_used_operation'),
    lastUsedAgent: text('last_used_agent'),
  },
  (t) => [
    unique('tokens_generation_key').on(t.id, t.generation),
    index('tokens_installation_idx').on(t.installationId),
  ],
);
