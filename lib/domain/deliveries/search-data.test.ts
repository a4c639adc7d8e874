import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installations } from '#lib/db/schema/apps.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { fillDeliveries } from '../../../test/support/fill-deliveries-queries.ts';
import {
  addEndpoint,
  createPartner,
  type Partner,
  setTestConfig,
} from '../../../test/support/webhooks.ts';
import { exportDeliveries } from './export-deliveries.ts';
import { listDeliveries } from './list-deliveries.ts';

const count = 10_060;
let database: TestDatabase;
let partner: Partner;
beforeAll(async () => {
  database = await createTestDatabase();
  setTestConfig([]);
  partner = await createPartner(database.db);
  const { orgId, appId, tenantId } = partner;
  const { endpointId } = await addEndpoint(partner, 'https://hooks.example.com/okta');
  const own = await database.db.select().from(installations).where(eq(installations.appId, appId));
  await fillDeliveries(
    database.db.$client,
    {
      orgId,
      appId,
      endpointIds: [endpointId],
      tenantIds: [tenantId],
      installationIds: own.map(({ id }) => id),
      events: ['education.students.created', 'ping'],
    },
    count,
  );
}, 120_000);
afterAll(() => database.drop());

const list = (data: string, before: string | null = null) =>
  listDeliveries(partner.ctx, { appId: partner.appId, filters: { data }, before });

it('a value is found wherever it stands, and nothing that only looks like it', async () => {
  for (const text of [`student.id=${count}`, `data.student.full_name=سارة العتيبي ${count}`]) {
    expect((await list(text)).deliveries, text).toHaveLength(1);
  }
  for (const text of [
    'student.id=female',
    'student.gender=fem',
    'gender=female',
    'student.none=',
  ]) {
    expect((await list(text)).deliveries, text).toEqual([]);
  }
  const some = await list('student.gender=female');
  expect(some.deliveries).toHaveLength(50);
  expect(some.isSearchOpen).toBe(false);
  expect(some.next).toBe(some.deliveries.at(-1)?.id);
});

it('what lies deeper than one search looks is reached by going on, and the export has it all', async () => {
  const first = await list('student.id=1');
  expect(first).toMatchObject({ deliveries: [], isSearchOpen: true });
  const second = await list('student.id=1', first.next);
  expect(second.deliveries).toHaveLength(1);
  expect(second).toMatchObject({ next: null, isSearchOpen: false });
  const { ctx, appId } = partner;
  let text = '';
  const filters = { data: 'student.gender=female' };
  for await (const piece of await exportDeliveries(ctx, { appId, filters, format: 'ndjson' })) {
    text += piece;
  }
  expect(text.trimEnd().split('\n')).toHaveLength(count / 2);
});
