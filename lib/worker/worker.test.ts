import { inspect } from 'node:util';
import { and, eq, inArray } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/db/schema/identity.ts';
import { deliveries, deliveryAttempts, events, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { deleteEndpoint } from '#lib/domain/webhooks/delete-endpoint.ts';
import { disableEndpoint } from '#lib/domain/webhooks/set-enabled.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { isOktaSignature } from '#lib/std/signature.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { type Answer, type Received, startReceiver } from '../../test/support/receiver.ts';
import {
  addEndpoint,
  createPartner,
  emitStudents,
  type Partner,
  setTestConfig,
  startTestWorker,
  until,
} from '../../test/support/webhooks.ts';

let database: TestDatabase;
let partner: Partner;
const cleanups: (() => unknown)[] = [];

beforeAll(async () => {
  database = await createTestDatabase({ max: 12 });
});
afterAll(() => database.drop());
beforeEach(async () => {
  partner = await createPartner(database.db);
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function receive(answer?: (request: Received, count: number) => Answer | Promise<Answer>) {
  const receiver = await startReceiver(answer);
  cleanups.push(receiver.close);
  setTestConfig([receiver.port]);
  return receiver;
}

function work(ports: number[], more: Parameters<typeof startTestWorker>[2] = {}) {
  const worker = startTestWorker(database.db, ports, more);
  cleanups.push(() => worker.stop(500));
  return worker;
}

const rows = () =>
  database.db
    .select()
    .from(deliveries)
    .where(eq(deliveries.appId, partner.appId))
    .orderBy(deliveries.id);
const countOf = async (status: string) => (await rows()).filter((r) => r.status === status).length;
const attemptsOf = async () =>
  database.db
    .select()
    .from(deliveryAttempts)
    .where(
      inArray(
        deliveryAttempts.deliveryId,
        (await rows()).map((row) => row.id),
      ),
    )
    .orderBy(deliveryAttempts.id);

/** From the beginning of the first attempt to that of the last. */
async function spreadMs(): Promise<number> {
  const times = (await attemptsOf()).map(({ startedAt }) => startedAt.getTime());
  return Math.max(...times) - Math.min(...times);
}

describe('a delivery', () => {
  it('is the stored event’s exact bytes, signed both ways, and recorded as sent and answered', async () => {
    const receiver = await receive(() => ({
      status: 201,
      headers: { 'X-Seen': 'yes' },
      body: 'ok',
    }));
    const { secret } = await addEndpoint(partner, `${receiver.url}/hook?v=1`, {
      customHeaders: { 'X-Team': 'blue' },
    });
    const [eventId = ''] = await emitStudents(partner, 1);
    work([receiver.port]);
    await until('delivered', async () => (await countOf('delivered')) === 1);

    const [got] = receiver.received;
    const [event] = await database.db.select().from(events).where(eq(events.id, eventId));
    const [row] = await rows();
    expect(got).toMatchObject({ method: 'POST', url: '/hook?v=1' });
    expect(got?.body.toString('utf8')).toBe(event?.body);
    expect(Object.keys(JSON.parse(event?.body ?? ''))).toEqual([
      'id',
      'event',
      'tenant_id',
      'created_at',
      'data',
    ]);
    expect(got?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-okta-event': 'education.students.created',
      'x-okta-delivery-id': row?.id,
      'x-team': 'blue',
    });
    const timestampSeconds = Number(got?.headers['x-okta-timestamp']);
    expect(Math.abs(timestampSeconds - Date.now() / 1000)).toBeLessThan(60);
    const signature = String(got?.headers['x-okta-signature']);
    const body = got?.body ?? '';
    expect(isOktaSignature(signature, secret, { timestampSeconds, body })).toBe(true);
    const standard = Object.entries(got?.headers ?? {}).map(([k, v]) => [k, String(v)]);
    new Webhook(secret).verify(body.toString(), Object.fromEntries(standard));

    const [attempt] = await attemptsOf();
    expect(attempt).toMatchObject({
      number: 1,
      trigger: 'schedule',
      responseStatus: 201,
      errorCode: null,
      responseTruncated: false,
      url: `${receiver.url}/hook?v=1`,
    });
    expect(attempt?.requestHeaders.flat()).toEqual(got?.rawHeaders);
    expect(attempt?.responseHeaders).toContainEqual(['X-Seen', 'yes']);
    expect(attempt?.responseBody?.toString()).toBe('ok');
    expect(row).toMatchObject({ attemptCount: 1, lastStatusCode: 201, lastError: null });
    expect(row?.finishedAt).toBeInstanceOf(Date);
  });

  it('is retried on the published schedule, signed anew under the same id, and then failed', async () => {
    const clock = fixedClock(new Date('2026-04-26T07:30:15Z'));
    partner = await createPartner(database.db, clock);
    const receiver = await receive(() => ({ status: 500 }));
    await addEndpoint(partner, receiver.url);
    await emitStudents(partner, 1);
    work([receiver.port], { clock });
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt++) {
      await until(`attempt ${attempt}`, async () => (await countOf('retrying')) === 1);
      const [row] = await rows();
      const waitMs = (row?.nextAttemptAt?.getTime() ?? 0) - clock.now().getTime();
      waits.push(waitMs / 1000);
      clock.advance(waitMs - 1);
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(receiver.received).toHaveLength(attempt);
      clock.advance(1);
      await until(`attempt ${attempt + 1}`, () => receiver.received.length === attempt + 1);
      await until('recorded', async () => (await rows())[0]?.attemptCount === attempt + 1);
    }
    expect(waits).toEqual([30, 120, 600, 3600, 21_600]);
    expect(await rows()).toMatchObject([
      { status: 'failed', attemptCount: 6, lastError: 'http_500' },
    ]);
    const headers = receiver.received.map((r) => r.headers);
    expect(new Set(headers.map((h) => h['x-okta-delivery-id'])).size).toBe(1);
    expect(new Set(headers.map((h) => h['x-okta-timestamp'])).size).toBe(6);
    expect(new Set(headers.map((h) => h['x-okta-signature'])).size).toBe(6);
    const [endpoint] = await database.db
      .select()
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.appId, partner.appId));
    expect(endpoint?.consecutiveFailures).toBe(6);
    expect(endpoint?.failingSince).toEqual(new Date('2026-04-26T07:30:15Z'));
  });

  it('waits longer when 503 asks for it, and a success ends the endpoint’s failing', async () => {
    const clock = fixedClock(new Date('2026-04-26T07:30:15Z'));
    partner = await createPartner(database.db, clock);
    const receiver = await receive((_r, count) =>
      count === 1 ? { status: 503, headers: { 'Retry-After': '90' } } : { status: 200 },
    );
    const { endpointId } = await addEndpoint(partner, receiver.url);
    await emitStudents(partner, 1);
    work([receiver.port], { clock });
    await until('retrying', async () => (await countOf('retrying')) === 1);
    expect((await rows())[0]?.nextAttemptAt).toEqual(new Date('2026-04-26T07:31:45Z'));
    clock.advance(90_000);
    await until('delivered', async () => (await countOf('delivered')) === 1);
    const [endpoint] = await database.db
      .select()
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.id, endpointId));
    expect(endpoint).toMatchObject({ consecutiveFailures: 0, failingSince: null });
  });

  it('does not follow a redirect: it is a failure', async () => {
    const receiver = await receive(() => ({ status: 302, headers: { Location: '/elsewhere' } }));
    await addEndpoint(partner, receiver.url);
    await emitStudents(partner, 1);
    work([receiver.port]);
    await until('retrying', async () => (await countOf('retrying')) === 1);
    expect(receiver.received).toHaveLength(1);
    expect((await rows())[0]).toMatchObject({ lastError: 'http_302', lastStatusCode: 302 });
  });

  it('ends at the deadline and keeps what had come', async () => {
    const receiver = await receive(() => new Promise(() => undefined));
    await addEndpoint(partner, receiver.url);
    await emitStudents(partner, 1);
    work([receiver.port], { deadlineMs: 200 });
    await until('retrying', async () => (await countOf('retrying')) === 1);
    const [attempt] = await attemptsOf();
    expect(attempt).toMatchObject({ errorCode: 'timeout', responseStatus: null });
    expect(attempt?.timings.totalMs).toBeGreaterThan(190);
  });

  it('to a private address that nobody allowed is refused without a connection', async () => {
    const receiver = await receive();
    await addEndpoint(partner, receiver.url);
    await emitStudents(partner, 1);
    work([]);
    await until('retrying', async () => (await countOf('retrying')) === 1);
    expect(receiver.received).toHaveLength(0);
    const [attempt] = await attemptsOf();
    expect(attempt).toMatchObject({ errorCode: 'denied_address', requestHeaders: [] });
    expect(attempt?.errorText).not.toContain('127.0.0.1');
  });
});

describe('an endpoint', () => {
  it('that answers 410 is disabled, and what waits for it is held', async () => {
    const receiver = await receive(() => ({ status: 410 }));
    const { endpointId } = await addEndpoint(partner, receiver.url, { ratePerSecond: 1 });
    await emitStudents(partner, 8);
    work([receiver.port]);
    await until('disabled', async () => (await countOf('failed')) >= 1);
    await until('held', async () => (await countOf('held')) + (await countOf('failed')) === 8);
    const [endpoint] = await database.db
      .select()
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.id, endpointId));
    expect(endpoint).toMatchObject({ enabled: false, disabledReason: 'gone' });
    const sent = receiver.received.length;
    await emitStudents(partner, 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(receiver.received).toHaveLength(sent);
    const audits = await database.db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.subject, endpointId), eq(auditEntries.actor, 'system')));
    expect(audits.map((entry) => entry.action)).toEqual(['webhook_endpoint.disabled']);
  });

  it('that is disabled while an attempt runs holds it instead of retrying', async () => {
    const waiting: (() => void)[] = [];
    const receiver = await receive(
      () => new Promise((resolve) => waiting.push(() => resolve({ status: 500 }))),
    );
    const { endpointId } = await addEndpoint(partner, receiver.url);
    await emitStudents(partner, 1);
    work([receiver.port]);
    await until('in flight', () => waiting.length === 1);
    await disableEndpoint(partner.ctx, { endpointId });
    waiting[0]?.();
    await until('held', async () => (await countOf('held')) === 1);
    expect(await rows()).toMatchObject([{ attemptCount: 1, nextAttemptAt: null }]);
  });

  it.each([
    ['disabled', disableEndpoint, 'held'],
    ['deleted', deleteEndpoint, 'held'],
  ])('that is %s gets none of what was claimed and not yet sent', async (_, stop, status) => {
    const waiting: (() => void)[] = [];
    const receiver = await receive(
      () => new Promise((resolve) => waiting.push(() => resolve({ status: 200 }))),
    );
    const { endpointId } = await addEndpoint(partner, receiver.url);
    await emitStudents(partner, 4);
    // One at a time over all: three are claimed and wait while the receiver thinks.
    work([receiver.port], { maxInFlight: 1, deadlineMs: 60_000 });
    await until('claimed', async () => (await countOf('sending')) === 4);
    await until('in flight', () => waiting.length === 1);
    await stop(partner.ctx, { endpointId });
    await until('given back', async () => (await countOf(status)) === 3);
    waiting[0]?.();
    await until('the one under way', async () => (await countOf('delivered')) === 1);
    expect(receiver.received).toHaveLength(1);
    expect(await countOf(status)).toBe(3);
  });

  it('gets at most 4 at a time, and all of them', async () => {
    const receiver = await receive(
      () => new Promise((resolve) => setTimeout(() => resolve({ status: 200 }), 10)),
    );
    await addEndpoint(partner, receiver.url);
    await emitStudents(partner, 120);
    work([receiver.port]);
    await until('all delivered', async () => (await countOf('delivered')) === 120);
    expect(receiver.mostOpen()).toBe(4);
    expect(receiver.received).toHaveLength(120);
  });

  it('is kept to its rate', async () => {
    const receiver = await receive();
    await addEndpoint(partner, receiver.url, { ratePerSecond: 20 });
    await emitStudents(partner, 11);
    work([receiver.port]);
    await until('all delivered', async () => (await countOf('delivered')) === 11);
    // 10 gaps of 50 ms, measured where they begin: on the way a busy machine brings them together.
    expect(await spreadMs()).toBeGreaterThan(450);
  });

  it('that is dead slows no other: 49 are done before its first attempt has ended', async () => {
    const receiver = await receive((request) =>
      request.url === '/dead' ? new Promise(() => undefined) : { status: 200 },
    );
    await addEndpoint(partner, `${receiver.url}/dead`);
    for (let i = 0; i < 49; i++) await addEndpoint(partner, `${receiver.url}/live-${i}`);
    await emitStudents(partner, 20);
    work([receiver.port], { deadlineMs: 120_000 });
    await until('live ones', async () => (await countOf('delivered')) === 980, 110_000);
    const dead = receiver.received.filter(({ url }) => url === '/dead');
    expect(dead).toHaveLength(4);
    expect(await countOf('sending')).toBe(4);
    expect(await countOf('retrying')).toBe(0);
  }, 180_000);
});

describe('two workers on one database', () => {
  it('send each attempt once and stay within 4 at a time for each endpoint', async () => {
    const receiver = await receive(
      () => new Promise((resolve) => setTimeout(() => resolve({ status: 200 }), 5)),
    );
    for (let i = 0; i < 5; i++) await addEndpoint(partner, `${receiver.url}/${i}`);
    await emitStudents(partner, 60);
    const open = new Map<string, number>();
    work([receiver.port]);
    work([receiver.port]);
    await until('all delivered', async () => (await countOf('delivered')) === 300);
    expect(receiver.received).toHaveLength(300);
    expect(new Set(receiver.received.map((r) => r.headers['x-okta-delivery-id'])).size).toBe(300);
    expect(receiver.mostOpen()).toBeLessThanOrEqual(20);
    expect(open.size).toBe(0);
  });

  it('keep an endpoint to its rate together', async () => {
    const receiver = await receive();
    await addEndpoint(partner, receiver.url, { ratePerSecond: 20 });
    await emitStudents(partner, 24);
    work([receiver.port]);
    work([receiver.port]);
    await until('all delivered', async () => (await countOf('delivered')) === 24);
    // 23 gaps of 50 ms, measured where they begin.
    expect(await spreadMs()).toBeGreaterThan(1050);
  });

  it('a result that comes after its lease was lost changes nothing', async () => {
    const clock = fixedClock(new Date('2026-04-26T07:30:15Z'));
    partner = await createPartner(database.db, clock);
    const waiting: ((answer: Answer) => void)[] = [];
    const receiver = await receive(() => new Promise((resolve) => waiting.push(resolve)));
    await addEndpoint(partner, receiver.url);
    await emitStudents(partner, 1);
    const lines: string[] = [];
    work([receiver.port], { clock, deadlineMs: 5000, log: (_level, text) => lines.push(text) });
    await until('first in flight', () => waiting.length === 1);
    clock.advance(60_000);
    work([receiver.port], { clock, deadlineMs: 5000 });
    await until('second in flight', () => waiting.length === 2);
    waiting[1]?.({ status: 200 });
    await until('delivered', async () => (await countOf('delivered')) === 1);
    waiting[0]?.({ status: 500 });
    await until('told', () => lines.includes('Results came after their lease was lost.'));
    expect(await rows()).toMatchObject([{ status: 'delivered', attemptCount: 1, fence: 2 }]);
    expect(await attemptsOf()).toHaveLength(1);
  });
});

describe('a database that drops every connection', () => {
  it('loses nothing, and nothing is recorded twice', async () => {
    const receiver = await receive(
      () => new Promise((resolve) => setTimeout(() => resolve({ status: 200 }), 5)),
    );
    await addEndpoint(partner, receiver.url);
    await emitStudents(partner, 100);
    work([receiver.port]);
    for (let round = 1; round <= 4; round++) {
      await until('some', () => receiver.received.length >= round * 20);
      await database.db.$client
        .query(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        )
        .catch(() => undefined);
    }
    await until('all delivered', async () => (await countOf('delivered')) === 100);
    expect(await attemptsOf()).toHaveLength(100);
  });
});

describe('a secret', () => {
  it('stands in no row and no log line after it has signed', async () => {
    const lines: string[] = [];
    const receiver = await receive(() => ({ status: 500 }));
    const { secret } = await addEndpoint(partner, receiver.url);
    await emitStudents(partner, 2);
    const log = (...line: unknown[]) => lines.push(inspect(line, { depth: 9 }));
    const wrong = startTestWorker(database.db, [receiver.port], { log, portalSecret: 'a mistake' });
    await until('complained', () => lines.length > 0);
    await wrong.stop(200);
    work([receiver.port], { log, sole: true });
    await until('retrying', async () => (await countOf('retrying')) > 0);
    const { rows: tables } = await database.db.$client.query(
      "select tablename from pg_tables where schemaname = 'public'",
    );
    for (const { tablename } of tables) {
      const found = await database.db.$client.query(
        `select count(*)::int as n from ${tablename} t where t::text like '%' || $1 || '%'`,
        [secret.slice(6)],
      );
      expect(found.rows[0].n, tablename).toBe(0);
    }
    expect(lines.join('\n')).not.toContain(secret.slice(6));
  });
});

describe('stopping', () => {
  it('lets what is in flight end, and gives back what waits', async () => {
    const waiting: (() => void)[] = [];
    const receiver = await receive(
      () => new Promise((resolve) => waiting.push(() => resolve({ status: 200 }))),
    );
    await addEndpoint(partner, receiver.url);
    await emitStudents(partner, 10);
    const worker = startTestWorker(database.db, [receiver.port]);
    await until('4 in flight', () => waiting.length === 4);
    const stopped = worker.stop(3000);
    for (const answer of waiting) answer();
    await stopped;
    expect(await countOf('delivered')).toBe(4);
    expect(await countOf('pending')).toBe(6);
  });

  it('gives back, due at once, what does not end within the grace', async () => {
    const receiver = await receive(() => new Promise(() => undefined));
    await addEndpoint(partner, receiver.url);
    await emitStudents(partner, 2);
    const worker = startTestWorker(database.db, [receiver.port]);
    await until('in flight', () => receiver.received.length === 2);
    await worker.stop(100);
    expect(await countOf('pending')).toBe(2);
    expect(await attemptsOf()).toHaveLength(0);
  });
});
