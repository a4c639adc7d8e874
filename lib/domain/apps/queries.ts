import { and, desc, eq, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { apps, installations } from '#lib/db/schema/apps.ts';
import type { AppId, OrgId } from '#lib/std/ids.ts';

const appColumns = {
  id: apps.id,
  slug: apps.slug,
  name: apps.name,
  integrationType: apps.integrationType,
  status: apps.status,
  createdAt: apps.createdAt,
  // The outer column is written out: as the only table of its select it would be rendered without its table's name.
  installations: sql<number>`(
    select count(*)::int from ${installations}
    where ${installations.appId} = "apps"."id" and ${installations.uninstalledAt} is null
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
