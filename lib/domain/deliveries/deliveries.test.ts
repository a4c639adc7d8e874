import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestLogs } from '#lib/db/schema/sandbox.ts';
import { deliveries, events } from '#lib/db/schema/webhooks.ts';
import { cancelRetries } from '#lib/domain/deliveries/cancel-retries.ts';
import { getDelivery } from '#lib/domain/deliveries/get-delivery.ts';
import { listDeliveries } from '#lib/domain/deliveries/list-deliveries.ts';
import { resendDelivery } from '#lib/domain/deliveries/resend-delivery.ts';
import { verifyAttemptSignature } from '#lib/domain/deliveries/verify-signature.ts';
import { disableEndpoint } from '#lib/domain/webhooks/set-enabled.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { newId } from '#lib/std/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { type Receiver, startReceiver } from '../../../test/support/receiver.ts';
import {
  addEndpoint,
  createPartner,
  emitStudents,
  type Partner,
  setTestConfig,
  startTestWorker,
  until,
  userCtx,
} from '../../../test/support/webhooks.ts';

let database: TestDatabase;
let receiver: Receiver;
let partner: Partner;
let status = 200;
const workers: { stop(graceMs?: number): Promise<void> }[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  receiver = await startReceiver(() => ({ status, body: 'seen' }));
  setTestConfig([receiver.port]);
});
afterAll(async () => {
  await receiver.close();
  await database.drop();
});
beforeEach(async () => {
  status = 200;
  partner = await createPartner(database.db);
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop(200)));
});

const list = async (filters = {}) =>
  (await listDeliveries(partner.ctx, { appId: partner.appId, filters })).deliveries;

async function oneDelivery(wanted: string, clock = partner.ctx.clock) {
  await addEndpoint(partner, receiver.url);
  await emitStudents(partner, 1);
  workers.push(startTestWorker(database.db, [receiver.port], { clock }));
  await until(wanted, async () => (await list())[0]?.status === wanted);
  return (await list())[0]?.id ?? '';
}

describe('listDeliveries', () => {
  it('pages through all, newest first, without a gap or a repeat', async () => {
    await addEndpoint(partner, receiver.url);
    await emitStudents(partner, 120);
    const seen: string[] = [];
    let before: string | null = null;
    do {
      const page = await listDeliveries(partner.ctx, { appId: partner.appId, before });
      seen.push(...page.deliveries.map(({ id }) => id));
      before = page.next;
    } while (before);
    expect(seen).toHaveLength(120);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });

  it('narrows by each filter, and by what means nothing not at all', async () => {
    const { endpointId } = await addEndpoint(partner, receiver.url);
    await addEndpoint(partner, `${receiver.url}/other`);
    await emitStudents(partner, 2);
    // Which of two of one millisecond is the newer is chance.
    const [row] = await list({ data: 'data.student.id=2' });
    await database.db
      .update(deliveries)
      .set({ status: 'failed', lastStatusCode: 503, lastError: 'http_503' })
      .where(eq(deliveries.id, row?.id ?? ''));
    const counts = async (filters: Record<string, string>) => (await list(filters)).length;
    expect(await counts({})).toBe(4);
    expect(await counts({ status: 'failed' })).toBe(1);
    expect(await counts({ status: 'pending' })).toBe(3);
    expect(await counts({ http: '5xx' })).toBe(1);
    expect(await counts({ http: '2xx' })).toBe(0);
    expect(await counts({ http: 'none' })).toBe(0);
    expect(await counts({ error: 'http_503' })).toBe(1);
    expect(await counts({ event: 'education.students.created' })).toBe(4);
    expect(await counts({ event: 'ping' })).toBe(0);
    expect(await counts({ endpoint: endpointId })).toBe(2);
    expect(await counts({ tenant: String(partner.tenantId) })).toBe(4);
    expect(await counts({ tenant: '999999' })).toBe(0);
    expect(await counts({ data: 'data.student.id=2' })).toBe(2);
    expect(await counts({ data: 'student.gender=female' })).toBe(4);
    expect(await counts({ data: 'student.full_name=سارة العتيبي 2', status: 'failed' })).toBe(1);
    expect(await counts({ data: "student.gender=male' or '1'='1" })).toBe(0);
    expect(await counts({ data: 'no path' })).toBe(4);
    expect(await counts({ id: row?.id.toUpperCase() ?? '' })).toBe(1);
    expect(await counts({ id: 'not-an-id' })).toBe(0);
    expect(await counts({ since: new Date(Date.now() - 60_000).toISOString() })).toBe(4);
    expect(await counts({ since: new Date(Date.now() + 60_000).toISOString() })).toBe(0);
    expect(await counts({ until: new Date(Date.now() - 60_000).toISOString() })).toBe(0);
    expect(
      await counts({ status: 'nonsense', http: 'x', since: 'soon', tenant: "1' or 1=1" }),
    ).toBe(4);
  });
});

describe('getDelivery', () => {
  it('shows the request that caused the event, and each attempt as sent and answered', async () => {
    const id = await oneDelivery('delivered');
    const requestId = newId('req');
    await database.db.insert(requestLogs).values({
      id: requestId,
      api: 'partners',
      orgId: partner.orgId,
      appId: partner.appId,
      method: 'POST',
      path: '/education/students',
      status: 201,
      durationUs: 900,
      createdAt: new Date(),
    });
    const first = await getDelivery(partner.ctx, { deliveryId: id });
    expect(first.cause).toEqual({ kind: 'portal' });
    await database.db.update(events).set({ requestId }).where(eq(events.id, first.eventId));
    const shown = await getDelivery(partner.ctx, { deliveryId: id, appId: partner.appId });
    expect(shown.cause).toMatchObject({ kind: 'request', requestId, method: 'POST', status: 201 });
    expect(shown.attempts).toMatchObject([
      { number: 1, responseStatus: 200, responseBody: 'seen' },
    ]);
    expect(JSON.parse(shown.body)).toMatchObject({
      id: shown.eventId,
      tenant_id: partner.tenantId,
    });
  });

  it('hides the request of another organization’s app', async () => {
    const stranger = await createPartner(database.db);
    const id = await oneDelivery('delivered');
    const requestId = newId('req');
    await database.db.insert(requestLogs).values({
      id: requestId,
      api: 'partners',
      orgId: stranger.orgId,
      appId: stranger.appId,
      method: 'POST',
      path: '/education/students',
      status: 201,
      durationUs: 900,
      createdAt: new Date(),
    });
    const { eventId } = await getDelivery(partner.ctx, { deliveryId: id });
    await database.db.update(events).set({ requestId }).where(eq(events.id, eventId));
    const shown = await getDelivery(partner.ctx, { deliveryId: id });
    expect(shown.cause).toEqual({ kind: 'foreign' });
    expect(JSON.stringify(shown)).not.toContain(requestId);
  });

  it('is the same 404 for another organization, another app and an absent id, in every verb', async () => {
    const id = await oneDelivery('delivered');
    const stranger = await createPartner(database.db);
    const other = userCtx(database.db, stranger.orgId);
    const verbs = [
      (deliveryId: string) => getDelivery(other, { deliveryId }),
      (deliveryId: string) => resendDelivery(other, { deliveryId }),
      (deliveryId: string) => cancelRetries(other, { deliveryId }),
      (deliveryId: string) => verifyAttemptSignature(other, { deliveryId, attemptNumber: 1 }),
    ];
    for (const verb of verbs) {
      const absent = '0198c0de-0000-7000-8000-000000000001';
      const [foreign, missing] = await Promise.all(
        [id, absent].map((one) => verb(one).catch((error: unknown) => error)),
      );
      expect(foreign).toMatchObject({ code: 'not_found' });
      expect(foreign).toEqual(missing);
    }
    const mine = userCtx(database.db, partner.orgId);
    await expect(
      getDelivery(mine, { deliveryId: id, appId: stranger.appId }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(getDelivery(mine, { deliveryId: id })).resolves.toMatchObject({ id });
  });
});

describe('resendDelivery', () => {
  it('sends a delivered one again under the same id', async () => {
    const id = await oneDelivery('delivered');
    const before = receiver.received.length;
    await resendDelivery(partner.ctx, { deliveryId: id });
    await until('second attempt', async () => {
      const { status: now, attemptCount } = await getDelivery(partner.ctx, { deliveryId: id });
      return now === 'delivered' && attemptCount === 2;
    });
    expect(receiver.received.slice(before)).toHaveLength(1);
    expect(receiver.received.at(-1)?.headers['x-okta-delivery-id']).toBe(id);
    const { attempts } = await getDelivery(partner.ctx, { deliveryId: id });
    expect(attempts.map(({ trigger }) => trigger)).toEqual(['schedule', 'resend']);
  });

  it('leaves the schedule of a waiting one as it was', async () => {
    const clock = fixedClock(new Date('2026-04-26T07:30:15Z'));
    partner = await createPartner(database.db, clock);
    status = 500;
    const id = await oneDelivery('retrying', clock);
    clock.advance(10_000);
    await resendDelivery(partner.ctx, { deliveryId: id });
    await until('second attempt', async () => (await list())[0]?.attemptCount === 2);
    expect((await list())[0]).toMatchObject({
      status: 'retrying',
      nextAttemptAt: '2026-04-26T07:30:55.000Z',
    });
  });

  it('is refused for a disabled endpoint, and viewers may not', async () => {
    const id = await oneDelivery('delivered');
    const viewer = userCtx(database.db, partner.orgId, 'viewer');
    await expect(resendDelivery(viewer, { deliveryId: id })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const endpointId = (await list())[0]?.endpointId ?? '';
    await disableEndpoint(partner.ctx, { endpointId });
    await expect(resendDelivery(partner.ctx, { deliveryId: id })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('cancelRetries', () => {
  it('fails a waiting delivery for good, and only a waiting one', async () => {
    status = 500;
    const id = await oneDelivery('retrying');
    await cancelRetries(partner.ctx, { deliveryId: id });
    expect((await list())[0]).toMatchObject({ status: 'failed', nextAttemptAt: null });
    await expect(cancelRetries(partner.ctx, { deliveryId: id })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('verifyAttemptSignature', () => {
  it('is valid for what was sent and invalid for a changed body', async () => {
    const id = await oneDelivery('delivered');
    const input = { deliveryId: id, attemptNumber: 1 };
    expect(await verifyAttemptSignature(partner.ctx, input)).toMatchObject({ result: 'valid' });
    const { eventId, body } = await getDelivery(partner.ctx, { deliveryId: id });
    await database.db
      .update(events)
      .set({ body: `${body} ` })
      .where(eq(events.id, eventId));
    expect(await verifyAttemptSignature(partner.ctx, input)).toMatchObject({ result: 'invalid' });
  });
});
