import { eq } from 'drizzle-orm';
import type { Database } from '#lib/db/client.ts';
import { installations, tenants } from '#lib/db/schema/apps.ts';
import { deliveryStats } from '#lib/domain/deliveries/delivery-stats.ts';
import { listDeliveries } from '#lib/domain/deliveries/list-deliveries.ts';
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
import { type BenchRow, withPostgres } from './stand.ts';

const rowCount = 1_000_000;
const rounds = 5;

async function prepare(db: Database): Promise<{ partner: Partner; single: DeliveryFilters[] }> {
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

const nameOf = (filters: DeliveryFilters) =>
  Object.entries(filters)
    .map(([name, value]) => `${name}=${String(value).slice(0, 24)}`)
    .join(' ') || 'no filter';

type Timed = { what: string; list: number; stats: number };

async function time(partner: Partner, filters: DeliveryFilters): Promise<Timed> {
  const input = { appId: partner.appId, filters };
  const list: number[] = [];
  const stats: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const from = performance.now();
    await listDeliveries(partner.ctx, input);
    list.push(performance.now() - from);
    const then = performance.now();
    await deliveryStats(partner.ctx, input);
    stats.push(performance.now() - then);
  }
  // The quickest of a few: what the work costs when nothing else runs.
  return { what: nameOf(filters), list: Math.min(...list), stats: Math.min(...stats) };
}

/**
 * The Deliveries page at 1,000,000 rows: its list and its numbers with every pair of filters. p50 and p99 are over the
 * pairs, each the quickest of five; the slowest pairs are named. Limit: 300 ms.
 */
export async function benchDeliveriesPage(): Promise<BenchRow[]> {
  return withPostgres(async ({ db }) => {
    const { partner, single } = await prepare(db);
    const pairs = single.flatMap((a, i) =>
      single.slice(i + 1).flatMap((b) => {
        const clashes = Object.keys(a).some((name) => name in b);
        return clashes ? [] : [{ ...a, ...b }];
      }),
    );
    const timed: Timed[] = [];
    for (const filters of [{}, ...single, ...pairs]) timed.push(await time(partner, filters));
    const rowOf = (what: string, pick: (one: Timed) => number): BenchRow => {
      const sorted = timed.map(pick).sort((a, b) => a - b);
      const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
      return {
        what,
        perSecond: Math.round(1000 / Math.max(0.01, at(0.5))),
        p50Ms: at(0.5),
        p99Ms: at(0.99),
        failed: sorted.filter((ms) => ms > 300).length,
      };
    };
    const slowest = (pick: (one: Timed) => number) =>
      [...timed].sort((a, b) => pick(b) - pick(a)).slice(0, 12);
    const named = (kind: 'list' | 'stats') =>
      slowest((one) => one[kind]).map((one) => ({
        ...rowOf(`${kind}: ${one.what}`, () => one[kind]),
        failed: one[kind] > 300 ? 1 : 0,
      }));
    return [
      rowOf(`the list, ${timed.length} filters and pairs`, ({ list }) => list),
      rowOf('its numbers and charts', ({ stats }) => stats),
      ...named('list'),
      ...named('stats'),
    ];
  });
}
