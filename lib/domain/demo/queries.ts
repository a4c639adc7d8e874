import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { installations } from '#lib/db/schema/apps.ts';
import { users } from '#lib/db/schema/identity.ts';
import type { AppId, InstallationId } from '#lib/std/ids.ts';

/** The app of a live installation; null when there is none. For operators: no organization is asked for. */
export async function findInstallationApp(
  db: Db,
  installationId: InstallationId,
): Promise<AppId | null> {
  const [row] = await db
    .select({ appId: installations.appId })
    .from(installations)
    .where(and(eq(installations.id, installationId), isNull(installations.uninstalledAt)));
  return row?.appId ?? null;
}

/** True when an account with this e-mail address exists. */
export async function userExists(db: Db, email: string): Promise<boolean> {
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
  return rows.length > 0;
}
