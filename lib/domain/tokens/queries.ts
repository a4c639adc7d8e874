import { and, desc, eq } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { installations, tenants, tokens } from '#lib/db/schema/apps.ts';
import type { AppId, OrgId } from '#lib/std/ids.ts';

/** The tokens that an app's installations were issued, the newest first; those of the console are not among them. */
export function listTokenRows(db: Db, orgId: OrgId, appId: AppId) {
  return db
    .select({
      id: tokens.id,
      generation: tokens.generation,
      prefix: tokens.prefix,
      lastFour: tokens.lastFour,
      installationId: tokens.installationId,
      tenantName: tenants.name,
      scopes: tokens.scopes,
      createdAt: tokens.createdAt,
      expiresAt: tokens.expiresAt,
      revokedAt: tokens.revokedAt,
      lastUsedAt: tokens.lastUsedAt,
      lastUsedOperation: tokens.lastUsedOperation,
      lastUsedFrom: tokens.lastUsedFrom,
    })
    .from(tokens)
    .innerJoin(installations, eq(installations.id, tokens.installationId))
    .innerJoin(tenants, eq(tenants.id, installations.tenantId))
    .where(
      and(eq(tokens.orgId, orgId), eq(installations.appId, appId), eq(tokens.kind, 'installation')),
    )
    .orderBy(desc(tokens.createdAt), desc(tokens.generation))
    .limit(200);
}

export type TokenRow = Awaited<ReturnType<typeof listTokenRows>>[number];
