import { and, desc, eq } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { installations, tenants } from '#lib/db/schema/apps.ts';
import type { AppId, OrgId } from '#lib/std/ids.ts';

/** Every installation of an app, removed ones included, the newest first. */
export function listInstallationRows(db: Db, orgId: OrgId, appId: AppId) {
  return db
    .select({
      id: installations.id,
      tenantId: tenants.id,
      tenantName: tenants.name,
      timeZone: tenants.timeZone,
      scopes: installations.scopes,
      createdAt: installations.createdAt,
      uninstalledAt: installations.uninstalledAt,
    })
    .from(installations)
    .innerJoin(tenants, eq(tenants.id, installations.tenantId))
    .where(and(eq(installations.orgId, orgId), eq(installations.appId, appId)))
    .orderBy(desc(installations.id))
    .limit(500);
}

export type InstallationRow = Awaited<ReturnType<typeof listInstallationRows>>[number];
