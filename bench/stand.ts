// What the benches of the sandbox stand on: a PostgreSQL, a school and a server of their own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';
import { eq } from 'drizzle-orm';
import { type Database, openDatabase } from '#lib/db/client.ts';
import { startEmbedded } from '#lib/db/embedded.ts';
import { migrateDatabase } from '#lib/db/migrate.ts';
import { installations } from '#lib/db/schema/apps.ts';
import { createOrganization } from '#lib/domain/organizations/create-organization.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import { systemClock } from '#lib/std/clock.ts';
import type { OrgId } from '#lib/std/ids.ts';
import { createSchool, type School } from '../test/sandbox/school.ts';

export type BenchRow = {
  what: string;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answers other than 2xx, and none at all. */
  failed: number;
};

export type Load = {
  title: string;
  url: string;
  connections: number;
  options?: Partial<autocannon.Options>;
};

/** Two seconds to warm up, then the measurement. */
export async function measure(load: Load, seconds: number): Promise<BenchRow> {
  const { url, connections, options } = load;
  const run = (duration: number) => autocannon({ url, connections, duration, ...options });
  await run(Math.min(2, seconds));
  const result = await run(seconds);
  return {
    what: load.title,
    perSecond: Math.round(result.requests.average),
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failed: result.non2xx + result.errors + result.timeouts,
  };
}

export type Stand = {
  db: Database;
  school: School;
  emptyUrl: string;
  sandboxUrl: string;
  doorUrl: string;
};

/** A real PostgreSQL in a directory of its own, with an organization in it. */
export async function withPostgres<T>(
  work: (stand: { url: string; db: Database; orgId: OrgId }) => Promise<T>,
): Promise<T> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'portal-bench-'));
  const postgres = await startEmbedded(dataDir);
  try {
    await migrateDatabase(postgres.url);
    const db = openDatabase(postgres.url, { max: 2 });
    try {
      const { orgId } = await createOrganization(systemCtx(db, systemClock, 'operator'), {
        name: 'Noor Learning',
      });
      return await work({ url: postgres.url, db, orgId });
    } finally {
      await db.$client.end();
    }
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** A real PostgreSQL in a directory of its own, a school whose token has no limit, and the server as a child. */
export async function withStand<T>(
  prepare: (db: Database, school: School) => Promise<void>,
  work: (stand: Stand) => Promise<T>,
): Promise<T> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'portal-bench-'));
  const postgres = await startEmbedded(dataDir);
  try {
    await migrateDatabase(postgres.url);
    const db = openDatabase(postgres.url, { max: 2 });
    const school = await createSchool(db);
    await db
      .update(installations)
      .set({ rateLimitPerMinute: 1_000_000_000 })
      .where(eq(installations.id, school.installationId));
    await prepare(db, school);
    try {
      return await withServer(postgres.url, (urls) => work({ db, school, ...urls }));
    } finally {
      await db.$client.end();
    }
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function withServer<T>(
  databaseUrl: string,
  work: (urls: Omit<Stand, 'db' | 'school'>) => Promise<T>,
): Promise<T> {
  const script = path.join(import.meta.dirname, 'sandbox-server.ts');
  const child = spawn(process.execPath, [script, databaseUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(createInterface(child.stdout), 'line');
    const ports: Record<'empty' | 'sandbox' | 'door', { port: number }> = JSON.parse(String(line));
    return await work({
      emptyUrl: `http://127.0.0.1:${ports.empty.port}`,
      sandboxUrl: `http://127.0.0.1:${ports.sandbox.port}/api/apps`,
      doorUrl: `http://127.0.0.1:${ports.door.port}/api/apps`,
    });
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  }
}
