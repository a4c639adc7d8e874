import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { count, gt, lt, ne, or } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { deliveries, deliveryAttempts } from '#lib/db/schema/webhooks.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import {
  addEndpoint,
  createPartner,
  emitStudents,
  type Partner,
  setTestConfig,
  testSecret,
  until,
} from '../support/webhooks.ts';
import { type PortalProcess, startPortal } from './portal-process.ts';

// Machines that run tests are busy; this starts two processes.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const clock = path.resolve(import.meta.dirname, '../support/skewed-clock.ts');
const endpoints = 6;
const minuteMs = 60_000;
let dir = '';
let database: TestDatabase;
let receiver: Receiver;
let partner: Partner;
const running: PortalProcess[] = [];

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'portal-clocks-'));
  database = await createTestDatabase();
  // Long enough that a process which took the lease for over would send again meanwhile.
  receiver = await startReceiver(
    () => new Promise((resolve) => setTimeout(() => resolve({ status: 200 }), 3000)),
  );
  setTestConfig([receiver.port]);
  partner = await createPartner(database.db);
  for (let i = 0; i < endpoints; i++) await addEndpoint(partner, `${receiver.url}/${i}`);
});
afterAll(async () => {
  for (const portal of running) portal.kill('SIGTERM');
  await Promise.all(running.map((portal) => portal.ended));
  await receiver.close();
  await database.drop();
  await rm(dir, { recursive: true, force: true });
});

/** A portal on a machine whose clock is off. */
async function startOff(skewMs: number): Promise<void> {
  const portal = startPortal({
    DATABASE_URL: database.url,
    PORTAL_SECRET: testSecret,
    PORTAL_DATA_DIR: dir,
    PORTAL_ALLOW_TARGETS: `127.0.0.1:${receiver.port}`,
    PORTAL_ROLES: 'worker',
    PORT: String(await freePort()),
    NODE_OPTIONS: `--import=${clock}`,
    SKEW_MS: String(skewMs),
  });
  running.push(portal);
  await portal.ready();
  expect(portal.stderr()).toContain(`"seconds":${-skewMs / 1000}`);
}

/** Every endpoint gets `events` more deliveries, once. */
async function delivered(events: number): Promise<void> {
  const before = receiver.received.length;
  await emitStudents(partner, events);
  const open = database.db
    .select({ n: count() })
    .from(deliveries)
    .where(ne(deliveries.status, 'delivered'));
  await until('all is delivered', async () => (await open)[0]?.n === 0, 60_000);
  expect(receiver.received.length - before).toBe(events * endpoints);
}

it('processes whose machines disagree by ten minutes share the time of the database', async () => {
  for (const skewMs of [-5 * minuteMs, 5 * minuteMs]) {
    await startOff(skewMs);
    // Nothing waits until a slow clock says that it is due, and no lease is over because a fast one says so.
    await delivered(4);
  }
  const off = { early: new Date(Date.now() - 3 * minuteMs), late: new Date(Date.now() + minuteMs) };
  const { startedAt, endedAt } = deliveryAttempts;
  const wrong = or(lt(startedAt, off.early), gt(endedAt, off.late));
  expect(await database.db.$count(deliveryAttempts, wrong)).toBe(0);
  expect(await database.db.$count(deliveryAttempts)).toBe(receiver.received.length);
  for (const { headers, atMs } of receiver.received) {
    const signedMs = Number(headers['x-okta-timestamp']) * 1000;
    expect(Math.abs(signedMs - atMs)).toBeLessThan(minuteMs);
  }
});
