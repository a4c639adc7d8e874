import { and, eq, isNull } from 'drizzle-orm';
import { apps, installations, tenants } from '#lib/db/schema/apps.ts';
import { AppError } from '#lib/errors.ts';
import type { AppId, InstallationId, OrgId } from '#lib/std/ids.ts';
import { assertMayChange } from '../access.ts';
import type { Ctx } from '../ctx.ts';

export type Installed = {
  installationId: InstallationId;
  appId: AppId;
  module: string;
  /** Of the app. */
  orgId: OrgId;
  tenantId: number;
  /** Of the tenant: who grants and takes back. */
  tenantOrgId: OrgId;
  timeZone: string;
  scopes: string[];
};

/**
 * The live installation, taken for this transaction, if the actor may change it: that is the tenant's word. Throws
 * `not_found` for one that is absent, removed or another's, and `forbidden`.
 */
export async function requireInstallation(ctx: Ctx, id: InstallationId): Promise<Installed> {
  const [found] = await ctx.db
    .select({
      installationId: installations.id,
      appId: installations.appId,
      module: apps.slug,
      orgId: installations.orgId,
      tenantId: installations.tenantId,
      tenantOrgId: tenants.orgId,
      timeZone: tenants.timeZone,
      scopes: installations.scopes,
    })
    .from(installations)
    .innerJoin(apps, eq(apps.id, installations.appId))
    .innerJoin(tenants, eq(tenants.id, installations.tenantId))
    .where(and(eq(installations.id, id), isNull(installations.uninstalledAt)))
    .for('update', { of: installations });
  if (!found) throw new AppError('not_found');
  assertMayChange(ctx, found.tenantOrgId);
  return found;
}
