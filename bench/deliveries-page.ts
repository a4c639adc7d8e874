import { deliveryStats } from '#lib/domain/deliveries/delivery-stats.ts';
import { listDeliveries } from '#lib/domain/deliveries/list-deliveries.ts';
import type { DeliveryFilters } from '#lib/domain/deliveries/schemas.ts';
import { routes } from '#lib/routes.ts';
import { type Partner, testSecret } from '../test/support/webhooks.ts';
import { prepareMillion } from './million-deliveries.ts';
import { withPortal } from './portal.ts';
import { sessionCookie } from './session-cookie.ts';
import { type BenchRow, withPostgres } from './stand.ts';

const rounds = 5;

const nameOf = (filters: DeliveryFilters) =>
  Object.entries(filters)
    .map(([name, value]) => `${name}=${String(value).slice(0, 24)}`)
    .join(' ') || 'no filter';

type Timed = { what: string; filters: DeliveryFilters; list: number; stats: number };

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
  return { what: nameOf(filters), filters, list: Math.min(...list), stats: Math.min(...stats) };
}

const pageCalls = 20;

/** The whole page as a signed-in browser asks for it, until its first byte: sessions, choices, list and rendering. */
async function timePage(
  base: string,
  cookie: string,
  { appId }: Partner,
  filters: DeliveryFilters,
): Promise<BenchRow> {
  const given = Object.entries(filters).map(([name, value]) => [name, value ?? undefined]);
  const address = routes.deliveries(appId, Object.fromEntries(given));
  const times: number[] = [];
  let refused = 0;
  for (let call = -3; call < pageCalls; call++) {
    const from = performance.now();
    const answer = await fetch(base + address, { headers: { cookie } });
    const tookMs = performance.now() - from;
    const text = await answer.text();
    if (!text.includes('Every webhook that was sent')) refused += 1;
    // The first ones warm up.
    if (call >= 0) times.push(tookMs);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
  return {
    what: `whole page by HTTP, first byte: ${nameOf(filters)}`,
    perSecond: Math.round(1000 / Math.max(0.01, at(0.5))),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    failed: refused + times.filter((ms) => ms > 300).length,
  };
}

/**
 * The Deliveries page at 1,000,000 rows: its list and its numbers with every pair of filters, and the whole page with
 * none and with the slowest. p50 and p99 are over the pairs, each the quickest of five; the slowest pairs are named.
 * Limit: 300 ms.
 */
export async function benchDeliveriesPage(): Promise<BenchRow[]> {
  return withPostgres(async ({ url, db }) => {
    const { partner, single } = await prepareMillion(db);
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
    const { orgId } = partner;
    const cookie = await sessionCookie(db, { orgId, databaseUrl: url, secret: testSecret });
    const asked = [
      {},
      ...slowest(({ list }) => list)
        .slice(0, 4)
        .map(({ filters }) => filters),
    ];
    const pages = await withPortal(
      async (base) => {
        const rows: BenchRow[] = [];
        for (const filters of asked) rows.push(await timePage(base, cookie, partner, filters));
        return rows;
      },
      { DATABASE_URL: url, PORTAL_SECRET: testSecret, PORTAL_ROLES: 'web' },
    );
    return [
      ...pages,
      rowOf(`the list, ${timed.length} filters and pairs`, ({ list }) => list),
      rowOf('its numbers and charts', ({ stats }) => stats),
      ...named('list'),
      ...named('stats'),
    ];
  });
}
