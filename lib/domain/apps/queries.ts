import { and, desc, eq, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { apps } from '#lib/db/schema/apps.ts';
import { appVersions } from '#lib/db/schema/versions.ts';
import type { AppId, OrgId } from '#lib/std/ids.ts';

const appColumns = {
  id: apps.id,
  slug: apps.slug,
  name: apps.name,
  integrationType: apps.integrationType,
  status: apps.status,
  createdAt: apps.createdAt,
  // With one table in the query, columns are written without its name; inside a subquery they need it.
  installations: sql<number>`(
    select count(*)::int from installations i
    where i.app_id = apps.id and i.uninstalled_at is null
  )`,
};

/** The apps of an organization, the newest first, each with the number of its living installations. */
export function listAppRows(db: Db, orgId: OrgId) {
  return db
    .select(appColumns)
    .from(apps)
    .where(eq(apps.orgId, orgId))
    .orderBy(desc(apps.id))
    .limit(200);
}

export type AppRow = Awaited<ReturnType<typeof listAppRows>>[number];

/** One app of an organization; null when it is absent or another's. */
export async function findAppRow(db: Db, orgId: OrgId, id: AppId): Promise<AppRow | null> {
  const [row] = await db
    .select(appColumns)
    .from(apps)
    .where(and(eq(apps.orgId, orgId), eq(apps.id, id)));
  return row ?? null;
}

/** An app of an organization by its slug, and the text of its first manifest (null: it has none); null: no such app. */
export async function findAppBySlug(db: Db, orgId: OrgId, slug: string) {
  const [row] = await db
    .select({ appId: apps.id, firstSource: appVersions.source })
    .from(apps)
    .leftJoin(appVersions, and(eq(appVersions.appId, apps.id), eq(appVersions.number, 1)))
    .where(and(eq(apps.orgId, orgId), eq(apps.slug, slug)));
  return row ?? null;
}
