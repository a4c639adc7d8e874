import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditEntries } from '#lib/db/schema/identity.ts';
import { tenantJobs } from '#lib/db/schema/jobs.ts';
import { idempotencyKeys, requestLogs } from '#lib/db/schema/sandbox.ts';
import { deliveries, deliveryAttempts, events, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { deleteEndpoint } from '#lib/domain/webhooks/delete-endpoint.ts';
import { newId, type RequestId } from '#lib/std/ids.ts';
import {
  disableFailing,
  failDeleted,
  holdDisabled,
  purgeOld,
} from '#lib/worker/maintenance/queries.ts';
import { failingLimitMs, retention, startMaintenance, watchOver } from '#lib/worker/maintenance.ts';
import { reclaimExpired } from '#lib/worker/queries.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import {
  addEndpoint,
  createPartner,
  emitStudents,
  type Partner,
  setTestConfig,
} from '../../test/support/webhooks.ts';

const dayMs = 86_400_000;
const longAgo = new Date('2026-01-05T08:00:00Z');
const after = (days: number) => new Date(longAgo.getTime() + days * dayMs);

let database: TestDatabase;
let partner: Partner;
beforeAll(async () => {
  database = await createTestDatabase();
  setTestConfig([4242]);
  partner = await createPartner(database.db, { now: () => longAgo });
});
afterAll(() => database.drop());

const only = async <T>(rows: Promise<T[]>): Promise<T | undefined> => (await rows)[0];

it('bodies go after 30 days, the rest after 180, and what still waits keeps its body', async () => {
  const { db } = database;
  await addEndpoint(partner, 'http://127.0.0.1:4242/');
  const [done = '', waiting = ''] = await emitStudents(partner, 2);
  const delivery = await only(db.select().from(deliveries).where(eq(deliveries.eventId, done)));
  await db.update(deliveries).set({ status: 'delivered' }).where(eq(deliveries.eventId, done));
  await db.insert(deliveryAttempts).values({
    id: newId('att', longAgo.getTime()),
    deliveryId: delivery?.id ?? '',
    number: 1,
    trigger: 'schedule',
    startedAt: longAgo,
    endedAt: longAgo,
    url: 'http://127.0.0.1:4242/',
    requestHeaders: [],
    responseBody: Buffer.from('seen'),
    timings: { dnsMs: 0, connectMs: 0, tlsMs: null, firstByteMs: 1, totalMs: 1 },
  });
  const bodyOf = async (id: string) =>
    (await only(db.select().from(events).where(eq(events.id, id))))?.body;
  const attempt = () => only(db.select().from(deliveryAttempts));

  await purgeOld(db.$client, after(29), retention);
  expect(await bodyOf(done)).not.toBe('');
  await purgeOld(db.$client, after(31), retention);
  expect(await bodyOf(done)).toBe('');
  expect((await attempt())?.responseBody).toBeNull();
  expect(await bodyOf(waiting)).toContain('سارة');

  await purgeOld(db.$client, after(181), retention);
  expect(await attempt()).toBeUndefined();
  expect(await bodyOf(done)).toBeUndefined();
  expect(await bodyOf(waiting)).toContain('سارة');
});

it('idempotency keys go after 24 hours, logged calls after 30 days', async () => {
  const { db } = database;
  const requestId = newId('req', longAgo.getTime());
  await db.insert(idempotencyKeys).values({
    installationId: newId('ins'),
    key: 'k-1',
    fingerprint: 'f',
    requestId,
    status: 201,
    headers: {},
    body: '{}',
    createdAt: longAgo,
  });
  await db.insert(requestLogs).values({
    id: requestId,
    api: 'partners',
    method: 'POST',
    path: '/education/students',
    status: 201,
    durationUs: 1,
    requestBody: '{"full_name":"Omar"}',
    createdAt: longAgo,
  });
  // Ids of the Okta API sort by nothing; one is before, one after every id of the Partners API.
  const oktaIds: string[] = ['reqAbCdEfGhIjKlMnOpQrStUvW', 'reqzbCdEfGhIjKlMnOpQrStUvW'];
  for (const text of oktaIds) {
    const id = text as RequestId; // The column's type is that of the other API.
    const call = { id, api: 'okta', method: 'GET', path: '/api/v1/apps', status: 200 } as const;
    await db.insert(requestLogs).values({ ...call, durationUs: 1, createdAt: longAgo });
  }
  await purgeOld(db.$client, after(0.99), retention);
  expect(await db.select().from(idempotencyKeys)).toHaveLength(1);
  await purgeOld(db.$client, after(1.01), retention);
  expect(await db.select().from(idempotencyKeys)).toHaveLength(0);
  await purgeOld(db.$client, after(29.99), retention);
  const kept = await db.select().from(requestLogs);
  expect(kept.map(({ id }) => id).sort()).toEqual([...oktaIds, requestId].sort());
  expect(kept.find(({ id }) => id === requestId)?.requestBody).toContain('Omar');
  await purgeOld(db.$client, after(30.01), retention);
  expect(await db.select().from(requestLogs)).toHaveLength(0);
});

it('what slipped into the queue of a disabled endpoint is held', async () => {
  const { endpointId } = await addEndpoint(partner, 'http://127.0.0.1:4242/second');
  await emitStudents(partner, 1);
  const set = { enabled: false } as const;
  await database.db.update(webhookEndpoints).set(set).where(eq(webhookEndpoints.id, endpointId));
  await holdDisabled(database.db.$client);
  const rows = await database.db
    .select()
    .from(deliveries)
    .where(eq(deliveries.endpointId, endpointId));
  expect(rows.map((row) => [row.status, row.nextAttemptAt])).toEqual([['held', null]]);
});

it('what was on its way to an endpoint when that was deleted fails, and is not held for ever', async () => {
  const { db } = database;
  const { endpointId } = await addEndpoint(partner, 'http://127.0.0.1:4242/gone');
  await emitStudents(partner, 2);
  const own = eq(deliveries.endpointId, endpointId);
  const [first] = await db.select().from(deliveries).where(own);
  const one = eq(deliveries.id, first?.id ?? '');
  const lease = { leaseOwner: 'wrk_1', leaseUntil: after(1) };
  await db
    .update(deliveries)
    .set({ status: 'sending', nextAttemptAt: null, ...lease })
    .where(one);
  await deleteEndpoint(partner.ctx, { endpointId });
  await reclaimExpired(db.$client, after(2));
  await holdDisabled(db.$client);
  await failDeleted(db.$client, after(2));
  const rows = await db.select().from(deliveries).where(own);
  expect(rows.map(({ status, lastError }) => [status, lastError])).toEqual([
    ['failed', 'endpoint_deleted'],
    ['failed', 'endpoint_deleted'],
  ]);
});

it('nobody is called silent who could not be heard: after a start, an outage, a sleep', () => {
  const at = (second: number) => new Date(longAgo.getTime() + second * 1000);
  const watch = watchOver(60_000);
  const heard = (from: number, to: number) => {
    for (let second = from; second < to; second += 5) watch.isLong(at(second));
    return watch.isLong(at(to));
  };
  expect(heard(0, 55)).toBe(false);
  expect(heard(60, 60)).toBe(true);
  // The database was away for half a minute, then the clock was put back.
  expect(heard(90, 145)).toBe(false);
  expect(heard(150, 150)).toBe(true);
  expect(heard(100, 155)).toBe(false);
});

it('an endpoint that kept failing for 5 days is disabled, once, with an audit row', async () => {
  const { db } = database;
  const { endpointId } = await addEndpoint(partner, 'http://127.0.0.1:4242/failing');
  const one = eq(webhookEndpoints.id, endpointId);
  const set = { failingSince: longAgo, consecutiveFailures: 9 };
  await db.update(webhookEndpoints).set(set).where(one);
  const sweep = (now: Date) =>
    disableFailing(db.$client, now, new Date(now.getTime() - failingLimitMs));
  expect(await sweep(after(4.9))).toBe(0);
  expect(await sweep(after(5.1))).toBe(1);
  expect(await sweep(after(5.2))).toBe(0);
  expect(await only(db.select().from(webhookEndpoints).where(one))).toMatchObject({
    enabled: false,
    disabledReason: 'failing',
  });
  const entries = await db.select().from(auditEntries).where(eq(auditEntries.subject, endpointId));
  expect(entries.filter(({ actor }) => actor === 'system')).toHaveLength(1);
});

it.each([
  [true, 'failed'],
  [false, 'running'],
])(
  'with sole=%j a school that an earlier process was filling is %s at the start',
  async (sole, status) => {
    const { db } = database;
    const { orgId } = await createPartner(db);
    const [id, begunAt] = [newId('job'), new Date()];
    const at = new Date(begunAt.getTime() - 1000);
    const job = { id, orgId, kind: 'create', tenantName: 'مدارس الأفق', size: 'small' } as const;
    await db.insert(tenantJobs).values({ ...job, status: 'running', createdAt: at, updatedAt: at });
    const maintenance = startMaintenance({ db, clock: { now: () => begunAt }, sole, begunAt });
    // The first turn of every ticker ends before it stops.
    await maintenance.stop();
    const row = await only(db.select().from(tenantJobs).where(eq(tenantJobs.id, id)));
    expect(row?.status).toBe(status);
  },
);
