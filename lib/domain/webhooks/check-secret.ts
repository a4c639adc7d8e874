import { asc } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { endpointSecrets } from '#lib/db/schema/webhooks.ts';
import { endpointSealer } from './sealer.ts';

const looked = 3;

/**
 * Whether the portal's secret is the one with which this database's secrets were sealed, as far as the oldest signing
 * secrets tell; true when there are none yet.
 */
export async function opensStoredSecrets(db: Db, portalSecret: string): Promise<boolean> {
  const rows = await db
    .select()
    .from(endpointSecrets)
    .orderBy(asc(endpointSecrets.createdAt))
    .limit(looked);
  const sealer = endpointSealer(portalSecret);
  const opens = ({ id, sealed }: (typeof rows)[number]): boolean => {
    try {
      sealer.open(sealed, id);
      return true;
    } catch {
      return false;
    }
  };
  return rows.length === 0 || rows.some(opens);
}
