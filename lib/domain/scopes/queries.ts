import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { appScopes, apps, installations, tenants } from '#lib/db/schema/apps.ts';
import { organizations } from '#lib/db/schema/identity.ts';
import type { AppId, OrgId } from '#lib/std/ids.ts';
import { type PartnerScope, partnerScopes } from '../installations/scopes.ts';
import type { AskedScope } from './schemas.ts';

const isScope = (text: string): text is PartnerScope => partnerScopes.some((one) => one === text);

/** The scopes that an app asks for, sorted. */
export async function listAskedScopes(db: Db, appId: AppId): Promise<AskedScope[]> {
  const rows = await db
    .select({
      scope: appScopes.scope,
      reason: appScopes.reason,
      isOptional: appScopes.isOptional,
    })
    .from(appScopes)
    .where(eq(appScopes.appId, appId))
    .orderBy(asc(appScopes.scope));
  return rows.flatMap((row) => (isScope(row.scope) ? [{ ...row, scope: row.scope }] : []));
}

/** Holds the app, so that two changes of what it asks for come one after the other. */
export async function holdApp(db: Db, appId: AppId): Promise<void> {
  await db.select({ id: apps.id }).from(apps).where(eq(apps.id, appId)).for('update');
}

/** Writes what an app asks of a scope, or changes what it asked before. */
export async function upsertAskedScope(
  db: Db,
  appId: AppId,
  asked: AskedScope,
  createdAt: Date,
): Promise<void> {
  const { reason, isOptional } = asked;
  await db
    .insert(appScopes)
    .values({ ...asked, appId, createdAt })
    .onConflictDoUpdate({
      target: [appScopes.appId, appScopes.scope],
      set: { reason, isOptional },
    });
}

/** A tenant of an organization and what an app has there; null: no such tenant, or another organization's. */
export async function findTenantAndApp(db: Db, orgId: OrgId, tenantId: number, appId: AppId) {
  const [row] = await db
    .select({
      tenantName: tenants.name,
      appName: apps.name,
      module: apps.slug,
      partnerName: organizations.name,
      installationId: installations.id,
      granted: installations.scopes,
    })
    .from(tenants)
    .innerJoin(apps, eq(apps.id, appId))
    .innerJoin(organizations, eq(organizations.id, apps.orgId))
    .leftJoin(
      installations,
      and(
        eq(installations.appId, appId),
        eq(installations.tenantId, tenants.id),
        isNull(installations.uninstalledAt),
      ),
    )
    .where(and(eq(tenants.id, tenantId), eq(tenants.orgId, orgId)));
  return row ?? null;
}
