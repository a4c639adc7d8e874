import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { and, count, eq, ne } from 'drizzle-orm';
import { type Database, openDatabase } from '#lib/db/client.ts';
import { startEmbedded } from '#lib/db/embedded.ts';
import { migrateDatabase } from '#lib/db/migrate.ts';
import { deliveries, webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { wakeDeliveries } from '#lib/std/wakeup.ts';
import {
  addEndpoint,
  createPartner,
  emitStudents,
  setTestConfig,
  startTestWorker,
} from '../test/support/webhooks.ts';
import { type BenchRow, measure } from './stand.ts';

type Bench = { db: Database; child: ChildProcess; port: number };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** How late each delivery arrived since the last question, sorted. */
async function takeLags(child: ChildProcess): Promise<number[]> {
  child.send('reset');
  const [{ lagsMs }] = await once(child, 'message');
  return (lagsMs as number[]).sort((a, b) => a - b);
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

async function openCount(db: Database): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(deliveries)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, deliveries.endpointId))
    .where(and(ne(deliveries.status, 'delivered'), ne(webhookEndpoints.description, 'dead')));
  return row?.count ?? 0;
}

/** Writes all events first, then starts the worker and waits until every healthy endpoint has its own. */
async function drain(
  bench: Bench,
  row: { what: string; live: number; dead: number; each: number },
) {
  const { db, child, port } = bench;
  const partner = await createPartner(db);
  const base = `http://127.0.0.1:${port}`;
  for (let i = 0; i < row.live; i++) await addEndpoint(partner, `${base}/${i}`);
  for (let i = 0; i < row.dead; i++) {
    const { endpointId } = await addEndpoint(partner, `${base}/dead`);
    const set = { description: 'dead' };
    await db.update(webhookEndpoints).set(set).where(eq(webhookEndpoints.id, endpointId));
  }
  for (let i = 0; i < row.each; i += 20) {
    await Promise.all(Array.from({ length: 20 }, () => emitStudents(partner, 1)));
  }
  await takeLags(child);
  const startedAt = Date.now();
  const worker = startTestWorker(db, [port], { pollMs: 250 });
  while ((await openCount(db)) > 0) await pause(50);
  const tookMs = Date.now() - startedAt;
  await worker.stop(100);
  await db.update(webhookEndpoints).set({ enabled: false });
  const lags = await takeLags(child);
  const wanted = row.live * row.each;
  return {
    what: row.what,
    perSecond: Math.round((wanted / tookMs) * 1000),
    p50Ms: at(lags, 0.5),
    p99Ms: at(lags, 0.99),
    failed: Math.max(0, wanted - lags.length),
  } satisfies BenchRow;
}

/** 200 events a second while the worker runs: how long until each is at its receiver. */
async function steady(bench: Bench, seconds: number): Promise<BenchRow> {
  const { db, child, port } = bench;
  const partner = await createPartner(db);
  for (let i = 0; i < 4; i++) await addEndpoint(partner, `http://127.0.0.1:${port}/s${i}`);
  const worker = startTestWorker(db, [port], { pollMs: 250 });
  await takeLags(child);
  const startedAt = Date.now();
  const events = (200 / 4) * seconds;
  for (let sent = 0; sent < events; sent++) {
    await emitStudents(partner, 1);
    wakeDeliveries();
    await pause(Math.max(0, startedAt + (sent + 1) * 20 - Date.now()));
  }
  const tookMs = Date.now() - startedAt;
  while ((await openCount(db)) > 0) await pause(20);
  await worker.stop(100);
  const lags = await takeLags(child);
  return {
    what: 'enqueued at 200/s: from the commit to the receiver',
    perSecond: Math.round((lags.length / tookMs) * 1000),
    p50Ms: at(lags, 0.5),
    p99Ms: at(lags, 0.99),
    failed: Math.max(0, events * 4 - lags.length),
  };
}

/**
 * Deliveries drained by one worker with receiver and PostgreSQL on the same machine. Of the drained rows, p50 and p99
 * count from the event, so they grow with the queue; of the last one they are what a partner waits.
 */
export async function benchDeliveries(): Promise<BenchRow[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'portal-bench-'));
  const postgres = await startEmbedded(dataDir);
  const child = fork(path.join(import.meta.dirname, 'receiver.ts'));
  try {
    const [{ port }] = await once(child, 'message');
    await migrateDatabase(postgres.url);
    const db = openDatabase(postgres.url, { max: 16 });
    setTestConfig([port]);
    const bench = { db, child, port: Number(port) };
    const options = { method: 'POST', body: '{"id":1}' } as const;
    const url = `http://127.0.0.1:${port}/`;
    const rows = [
      await measure(
        { title: 'the receiver alone, 32 connections', url, connections: 32, options },
        3,
      ),
      await drain(bench, { what: '1 endpoint, 4,000 waiting', live: 1, dead: 0, each: 4000 }),
      await drain(bench, { what: '20 endpoints, 8,000 waiting', live: 20, dead: 0, each: 400 }),
      await drain(bench, { what: '49 endpoints, none is dead', live: 49, dead: 0, each: 100 }),
      await drain(bench, { what: '49 endpoints, 1 more is dead', live: 49, dead: 1, each: 100 }),
      await steady(bench, 10),
    ];
    await db.$client.end();
    return rows;
  } finally {
    child.disconnect();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
