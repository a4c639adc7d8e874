import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deliveries, deliveryAttempts } from '#lib/db/schema/webhooks.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { type Receiver, startReceiver } from '../../test/support/receiver.ts';
import {
  addEndpoint,
  createPartner,
  emitStudents,
  setTestConfig,
  testSecret,
  until,
} from '../../test/support/webhooks.ts';

const childScript = path.resolve(import.meta.dirname, '../../test/support/worker-child.ts');
const kills = 10;
const endpoints = 3;
const eventCount = 200;

let database: TestDatabase;
let receiver: Receiver;
let child: ChildProcess | null = null;

beforeAll(async () => {
  database = await createTestDatabase();
  receiver = await startReceiver(
    () => new Promise((resolve) => setTimeout(() => resolve({ status: 200 }), 8)),
  );
  setTestConfig([receiver.port]);
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await receiver.close();
  await database.drop();
});

function startChild(): ChildProcess {
  const args = [childScript, database.url, String(receiver.port), testSecret];
  return spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function deliveredCount(): Promise<number> {
  const rows = await database.db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(eq(deliveries.status, 'delivered'));
  return rows.length;
}

it('kill -9 in the middle loses nothing and repeats no more than was in flight', async () => {
  const partner = await createPartner(database.db);
  for (let i = 0; i < endpoints; i++) await addEndpoint(partner, `${receiver.url}/${i}`);
  await emitStudents(partner, eventCount);
  for (let kill = 1; kill <= kills; kill++) {
    child = startChild();
    const goal = Math.min(receiver.received.length + 25, endpoints * eventCount);
    await until(`kill ${kill}`, () => receiver.received.length >= goal, 40_000);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  child = startChild();
  await until(
    'all delivered',
    async () => (await deliveredCount()) === endpoints * eventCount,
    60_000,
  );

  const ids = receiver.received.map((r) => String(r.headers['x-okta-delivery-id']));
  expect(new Set(ids).size).toBe(endpoints * eventCount);
  // What was in flight, and what was answered but not yet written, may come twice.
  expect(ids.length - new Set(ids).size).toBeLessThanOrEqual(kills * endpoints * 4 * 2);
  const attempts = await database.db.select().from(deliveryAttempts);
  expect(attempts).toHaveLength(endpoints * eventCount);
  expect(attempts.every((attempt) => attempt.number === 1)).toBe(true);
}, 300_000);
