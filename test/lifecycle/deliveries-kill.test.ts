import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ne } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '#lib/db/client.ts';
import { type EmbeddedPostgres, startEmbedded } from '#lib/db/embedded.ts';
import { migrateDatabase } from '#lib/db/migrate.ts';
import { deliveries } from '#lib/db/schema/webhooks.ts';
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

const childScript = path.resolve(import.meta.dirname, '../support/worker-child.ts');
const kills = 50;
const endpoints = 10;
const eventsPerKill = 10;

let dir = '';
let postgres: EmbeddedPostgres;
let db: Database;
let receiver: Receiver;
let child: ChildProcess | null = null;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'deliveries-kill-'));
  postgres = await startEmbedded(dir);
  await migrateDatabase(postgres.url);
  db = openDatabase(postgres.url, { max: 4, onError: () => undefined });
  receiver = await startReceiver(
    () => new Promise((resolve) => setTimeout(() => resolve({ status: 200 }), 5)),
  );
  setTestConfig([receiver.port]);
}, 120_000);
afterAll(async () => {
  child?.kill('SIGKILL');
  await receiver.close();
  await db.$client.end();
  await postgres.stop();
  await rm(dir, { recursive: true, force: true });
});

function startChild(): void {
  const args = [childScript, postgres.url, String(receiver.port), testSecret];
  child = spawn(process.execPath, args, { stdio: 'ignore' });
}

/** Events whose commit was acknowledged; what a dead database refused was not. */
async function emitThrough(partner: Partner, acknowledged: Set<string>): Promise<void> {
  const goal = acknowledged.size + eventsPerKill;
  await until(
    'the database takes events again',
    async () => {
      const [id] = await emitStudents(partner, 1).catch(() => []);
      if (id) acknowledged.add(id);
      return acknowledged.size >= goal;
    },
    60_000,
  );
}

/** The worker and the database in turn. */
async function killOne(round: number): Promise<void> {
  if (round % 2 === 0) {
    process.kill(postgres.pid, 'SIGKILL');
    return;
  }
  child?.kill('SIGKILL');
  if (child) await once(child, 'exit');
  startChild();
}

it('kill -9 of the worker and of PostgreSQL, 50 times over 5,000 deliveries: none is lost', async () => {
  const partner = await createPartner(db);
  for (let i = 0; i < endpoints; i++) await addEndpoint(partner, `${receiver.url}/${i}`);
  const acknowledged = new Set<string>();
  startChild();
  for (let round = 1; round <= kills; round++) {
    const emitting = emitThrough(partner, acknowledged);
    const seen = receiver.received.length;
    // In the middle of sending, where there is anything to send.
    await until('sending', () => receiver.received.length > seen, 30_000);
    await killOne(round);
    await emitting;
  }
  const open = () =>
    db.select({ id: deliveries.id }).from(deliveries).where(ne(deliveries.status, 'delivered'));
  await until('all delivered', async () => (await open().catch(() => [0])).length === 0, 60_000);

  const rows = await db.select().from(deliveries);
  const byEvent = Map.groupBy(rows, ({ eventId }) => eventId);
  expect(acknowledged.size * endpoints).toBeGreaterThanOrEqual(5000);
  for (const id of acknowledged) expect(byEvent.get(id)).toHaveLength(endpoints);
  const ids = receiver.received.map(({ headers }) => String(headers['x-okta-delivery-id']));
  const received = new Set(ids);
  expect(rows.filter(({ id }) => !received.has(id))).toEqual([]);
  // What was in flight, and what was answered but not yet written, may come twice.
  expect(ids.length - received.size).toBeLessThanOrEqual(kills * endpoints * 4 * 2);
}, 600_000);
