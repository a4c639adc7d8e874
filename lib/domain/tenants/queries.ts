import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { installations, tenants } from '#lib/db/schema/apps.ts';
import { students } from '#lib/db/schema/education.ts';
import type { AppId, OrgId } from '#lib/std/ids.ts';

export function countTenants(db: Db, orgId: OrgId): Promise<number> {
  return db.$count(tenants, eq(tenants.orgId, orgId));
}

/** One school of an organization; null: absent, or another's. */
export async function findTenantRow(db: Db, orgId: OrgId, tenantId: number) {
  const [row] = await db
    .select()
    .from(tenants)
    .where(and(eq(tenants.id, tenantId), eq(tenants.orgId, orgId)));
  return row ?? null;
}

/** The schools of an organization, each with its students and its live installation of the app. */
export function listTenantRows(db: Db, orgId: OrgId, appId: AppId) {
  return db
    .select({
      id: tenants.id,
      name: tenants.name,
      createdAt: tenants.createdAt,
      installationId: installations.id,
      students: sql<number>`(select count(*)::int from ${students} where ${students.tenantId} = ${tenants.id})`,
    })
    .from(tenants)
    .leftJoin(
      installations,
      and(
        eq(installations.tenantId, tenants.id),
        eq(installations.appId, appId),
        isNull(installations.uninstalledAt),
      ),
    )
    .where(eq(tenants.orgId, orgId))
    .orderBy(asc(tenants.id))
    .limit(100);
}

export type TenantRow = Awaited<ReturnType<typeof listTenantRows>>[number];

/** How many records of each kind a school has. */
export async function countRecords(db: Db, tenantId: number) {
  const { rows } = await db.execute<{
    students: number;
    guardians: number;
    employees: number;
    subjects: number;
  }>(sql`select
    (select count(*)::int from students where tenant_id = ${tenantId}) as students,
    (select count(*)::int from guardians where tenant_id = ${tenantId}) as guardians,
    (select count(*)::int from employees where tenant_id = ${tenantId}) as employees,
    (select count(*)::int from subjects where tenant_id = ${tenantId}) as subjects`);
  return rows[0] ?? { students: 0, guardians: 0, employees: 0, subjects: 0 };
}
