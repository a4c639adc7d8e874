import { eq } from 'drizzle-orm';
import type { Database } from '#lib/db/client.ts';
import { installations, tenants } from '#lib/db/schema/apps.ts';
import type { DeliveryFilters } from '#lib/domain/deliveries/schemas.ts';
import { eventTypes } from '#lib/domain/events/catalog.ts';
import { partnerScopes } from '#lib/domain/installations/scopes.ts';
import { newId } from '#lib/std/ids.ts';
import { fillDeliveries } from '../test/support/fill-deliveries-queries.ts';
import {
  addEndpoint,
  createPartner,
  type Partner,
  setTestConfig,
} from '../test/support/webhooks.ts';

const rowCount = 1_000_000;

/** A partner with 1,000,000 deliveries, and every filter by which they can be narrowed. */
export async function prepareMillion(
  db: Database,
): Promise<{ partner: Partner; single: DeliveryFilters[] }> {
  setTestConfig([]);
  const partner = await createPartner(db);
  const { orgId, appId } = partner;
  const endpointIds: string[] = [];
  for (let i = 0; i < 20; i++) {
    const made = await addEndpoint(partner, `https://hooks-${i}.example.com/okta`);
    endpointIds.push(made.endpointId);
  }
  const now = new Date();
  for (let i = 1; i < 20; i++) {
    const [tenant] = await db
      .insert(tenants)
      .values({ orgId, name: `مدرسة ${i}`, createdAt: now })
      .returning({ id: tenants.id });
    if (!tenant) throw new Error('An inserted tenant comes back.');
    const id = newId('ins');
    const scopes = [...partnerScopes];
    await db
      .insert(installations)
      .values({ id, orgId, appId, tenantId: tenant.id, scopes, createdAt: now });
  }
  const own = await db.select().from(installations).where(eq(installations.appId, appId));
  const tenantIds = own.map(({ tenantId }) => tenantId);
  await fillDeliveries(
    db.$client,
    {
      orgId,
      appId,
      endpointIds,
      tenantIds,
      installationIds: own.map(({ id }) => id),
      events: eventTypes,
    },
    rowCount,
  );
  const day = 86_400_000;
  const at = (days: number) => new Date(Date.now() - days * day).toISOString();
  const single: DeliveryFilters[] = [
    { status: 'delivered' },
    { status: 'failed' },
    { status: 'held' },
    { status: 'pending' },
    { status: 'retrying' },
    { status: 'sending' },
    { event: 'ping' },
    { event: 'app.token.rotated' },
    { endpoint: endpointIds[7] },
    { tenant: String(tenantIds[3]) },
    { tenant: '999999' },
    { http: '2xx' },
    { http: '4xx' },
    { http: '5xx' },
    { http: 'none' },
    { error: 'timeout' },
    { error: 'tls_failed' },
    { since: '24h' },
    { since: at(50), until: at(40) },
    { until: at(30) },
    { data: 'student.gender=female' },
    { data: 'student.full_name=nobody' },
  ];
  return { partner, single };
}
