import { and, asc, desc, eq, ilike, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { apps, installations, tenants } from '#lib/db/schema/apps.ts';
import { consoleRequests } from '#lib/db/schema/console.ts';
import { memberships, users } from '#lib/db/schema/identity.ts';
import type { Id, InstallationId, OrgId, UserId } from '#lib/std/ids.ts';

const callerColumns = {
  id: installations.id,
  orgId: installations.orgId,
  appId: apps.id,
  appName: apps.name,
  appSlug: apps.slug,
  tenantId: tenants.id,
  tenantName: tenants.name,
  scopes: installations.scopes,
};

/** An installation in whose name calls can be sent. */
export type CallerRow = {
  [K in keyof typeof callerColumns]: (typeof callerColumns)[K]['_']['data'];
};

/** The living installations of an organization, the newest first. */
export async function listCallers(db: Db, orgId: OrgId): Promise<CallerRow[]> {
  return db
    .select(callerColumns)
    .from(installations)
    .innerJoin(apps, eq(apps.id, installations.appId))
    .innerJoin(tenants, eq(tenants.id, installations.tenantId))
    .where(and(eq(installations.orgId, orgId), isNull(installations.uninstalledAt)))
    .orderBy(desc(installations.id))
    .limit(200);
}

/** One living installation of an organization; null when it is absent or another's. */
export async function findCaller(
  db: Db,
  orgId: OrgId,
  id: InstallationId,
): Promise<CallerRow | null> {
  const [row] = await db
    .select(callerColumns)
    .from(installations)
    .innerJoin(apps, eq(apps.id, installations.appId))
    .innerJoin(tenants, eq(tenants.id, installations.tenantId))
    .where(
      and(
        eq(installations.orgId, orgId),
        eq(installations.id, id),
        isNull(installations.uninstalledAt),
      ),
    )
    .limit(1);
  return row ?? null;
}

/** The organization of the account with this address; null when there is none. */
export async function findOrgOfEmail(db: Db, email: string): Promise<OrgId | null> {
  const [row] = await db
    .select({ orgId: memberships.orgId })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()))
    .orderBy(asc(memberships.createdAt))
    .limit(1);
  return row?.orgId ?? null;
}

/** Keeps the newest `keep` rows of a user. */
export async function pruneConsoleRequests(db: Db, userId: UserId, keep: number): Promise<void> {
  const oldestKept = db
    .select({ id: consoleRequests.id })
    .from(consoleRequests)
    .where(eq(consoleRequests.userId, userId))
    .orderBy(desc(consoleRequests.id))
    .offset(keep - 1)
    .limit(1);
  await db
    .delete(consoleRequests)
    .where(and(eq(consoleRequests.userId, userId), sql`${consoleRequests.id} < (${oldestKept})`));
}

/**
 * The first ids of each tenant's records, so that examples can name records that exist. An index gives each of them
 * without reading more than one row.
 */
export async function listFirstIds(db: Db, tenantIds: readonly number[]) {
  if (tenantIds.length === 0) return [];
  // With one table in the query, columns are written without its name; inside a subquery they need it.
  const first = (table: 'students' | 'guardians' | 'sections' | 'employees') =>
    sql<number | null>`(
      select ${sql.raw(`min(t.id)::int from ${table} t where t.tenant_id = tenants.id`)}
    )`;
  return db
    .select({
      tenantId: tenants.id,
      studentId: first('students'),
      guardianId: first('guardians'),
      sectionId: first('sections'),
      gradeId: sql<number | null>`(
        select t.grade_id::int from sections t
        where t.tenant_id = tenants.id order by t.id limit 1
      )`,
      employeeId: first('employees'),
    })
    .from(tenants)
    .where(inArray(tenants.id, [...tenantIds]));
}

const historyColumns = {
  id: consoleRequests.id,
  api: consoleRequests.api,
  environment: consoleRequests.environment,
  method: consoleRequests.method,
  path: consoleRequests.path,
  status: consoleRequests.status,
  errorCode: consoleRequests.errorCode,
  durationMs: consoleRequests.durationMs,
  createdAt: consoleRequests.createdAt,
};

/** A user's requests, the newest first; `text` is looked for in paths and bodies. */
export async function listConsoleRequests(
  db: Db,
  userId: UserId,
  { text, api, limit }: { text: string; api: string; limit: number },
) {
  const pattern = `%${text.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  const { path, requestBody, responseBody, method } = consoleRequests;
  return db
    .select(historyColumns)
    .from(consoleRequests)
    .where(
      and(
        eq(consoleRequests.userId, userId),
        api === '' ? undefined : eq(consoleRequests.api, api),
        text === ''
          ? undefined
          : or(...[path, requestBody, responseBody, method].map((each) => ilike(each, pattern))),
      ),
    )
    .orderBy(desc(consoleRequests.id))
    .limit(limit);
}

/** Requests of a user by their ids; those that are absent or another's are left out. */
export async function findConsoleRequests(db: Db, userId: UserId, ids: readonly Id<'his'>[]) {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(consoleRequests)
    .where(and(eq(consoleRequests.userId, userId), inArray(consoleRequests.id, [...ids])));
}
