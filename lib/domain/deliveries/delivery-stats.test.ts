import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deliveries, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { deliveryStats } from '#lib/domain/deliveries/delivery-stats.ts';
import { exportDeliveries } from '#lib/domain/deliveries/export-deliveries.ts';
import { csvCell } from '#lib/std/csv.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import {
  addEndpoint,
  createPartner,
  emitStudents,
  setTestConfig,
  userCtx,
} from '../../../test/support/webhooks.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  setTestConfig([4242]);
});
afterAll(() => database.drop());

async function some(count: number) {
  const partner = await createPartner(database.db);
  const { endpointId } = await addEndpoint(partner, 'http://127.0.0.1:4242/');
  const ids = await emitStudents(partner, count);
  return { ...partner, endpointId, ids };
}

it('counts by state, draws volume over time, and names the oldest that waits', async () => {
  const { ctx, appId, ids } = await some(3);
  await database.db
    .update(deliveries)
    .set({ status: 'delivered', nextAttemptAt: null })
    .where(eq(deliveries.eventId, ids[0] ?? ''));
  const stats = await deliveryStats(ctx, { appId });
  expect(stats).toMatchObject({ total: 3, isMore: false, counts: { delivered: 1, pending: 2 } });
  expect(stats.buckets).toHaveLength(24);
  const sum = (name: 'delivered' | 'open') => stats.buckets.reduce((all, b) => all + b[name], 0);
  expect([sum('delivered'), sum('open')]).toEqual([1, 2]);
  const [, second] = await database.db
    .select()
    .from(deliveries)
    .where(eq(deliveries.appId, appId))
    .orderBy(deliveries.id);
  expect(stats.oldestPendingAt).toBe(second?.createdAt.toISOString());
  expect((await deliveryStats(ctx, { appId, filters: { status: 'failed' } })).total).toBe(0);
});

it('exports what the filters describe, every row once, in CSV and NDJSON', async () => {
  const { ctx, appId, endpointId } = await some(5);
  await database.db
    .update(webhookEndpoints)
    .set({ url: 'http://127.0.0.1:4242/?a="x",b' })
    .where(eq(webhookEndpoints.id, endpointId));
  const text = async (format: 'csv' | 'ndjson', filters = {}) => {
    let all = '';
    for await (const piece of await exportDeliveries(ctx, { appId, filters, format })) all += piece;
    return all;
  };
  const csv = (await text('csv')).trimEnd().split('\r\n');
  expect(csv).toHaveLength(6);
  expect(csv[0]).toMatch(/^id,event_type,status,/);
  expect(csv[1]).toContain('"http://127.0.0.1:4242/?a=""x"",b"');
  const rows = (await text('ndjson'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(new Set(rows.map(({ id }) => id)).size).toBe(5);
  expect(await text('ndjson', { status: 'failed' })).toBe('');
});

it('a cell is never a formula', () => {
  for (const evil of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1']) {
    expect(csvCell(evil).replace(/^"/, '').startsWith("'"), evil).toBe(true);
  }
  expect(csvCell('مدارس الأفق')).toBe('مدارس الأفق');
});

it('numbers and files are the same 404 for another organization', async () => {
  const { appId } = await some(1);
  const stranger = userCtx(database.db, (await createPartner(database.db)).orgId);
  await expect(deliveryStats(stranger, { appId })).rejects.toMatchObject({ code: 'not_found' });
  const asked = { appId, filters: {}, format: 'csv' as const };
  await expect(exportDeliveries(stranger, asked)).rejects.toMatchObject({ code: 'not_found' });
});
