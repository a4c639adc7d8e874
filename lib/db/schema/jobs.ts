import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { JobId, OrgId } from '../../std/ids.ts';
import { moment } from './columns.ts';
import { organizations } from './identity.ts';

export type TenantJobKind = 'create' | 'reset';
export type JobStatus = 'running' | 'done' | 'failed';

/** The filling of a sandbox tenant that somebody asked for in the dashboard, and how far it is. */
export const tenantJobs = pgTable(
  'tenant_jobs',
  {
    id: text('id').$type<JobId>().primaryKey(),
    orgId: text('org_id')
      .$type<OrgId>()
      .notNull()
      .references(() => organizations.id),
    kind: text('kind').$type<TenantJobKind>().notNull(),
    /** null: the tenant is still being made. No reference: the work itself holds the row of the tenant. */
    tenantId: integer('tenant_id'),
    tenantName: text('tenant_name').notNull(),
    size: text('size').$type<'small' | 'large'>().notNull(),
    status: text('status').$type<JobStatus>().notNull(),
    /** Records written, of how many. */
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    /** Why it failed, for people. */
    problem: text('problem'),
    createdAt: moment('created_at').notNull(),
    /** A running job that has not moved for a while was lost with its process. */
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    index('tenant_jobs_org_idx').on(t.orgId, t.id),
    uniqueIndex('tenant_jobs_running_key').on(t.orgId).where(sql`${t.status} = 'running'`),
  ],
);
