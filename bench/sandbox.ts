import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';
import { eq } from 'drizzle-orm';
import { openDatabase } from '#lib/db/client.ts';
import { startEmbedded } from '#lib/db/embedded.ts';
import { migrateDatabase } from '#lib/db/migrate.ts';
import { installations } from '#lib/db/schema/apps.ts';
import { sections } from '#lib/db/schema/education.ts';
import { webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { newId } from '#lib/std/ids.ts';
import { createSchool } from '../test/sandbox/school.ts';

export type BenchRow = {
  what: string;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  failed: number;
};

const connections = 32;

type Load = { title: string; url: string; options?: Partial<autocannon.Options> };

async function measure(load: Load, seconds: number): Promise<BenchRow> {
  const run = (duration: number) =>
    autocannon({ url: load.url, connections, duration, ...load.options });
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

/**
 * Requests a second and latency of the sandbox at 32 connections, beside an empty Hono handler in the same
 * process, over a real PostgreSQL in a directory of its own. `seconds` is for each row.
 */
export async function benchSandbox(seconds = 8): Promise<BenchRow[]> {
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
    await db.insert(webhookEndpoints).values({
      id: newId('whe'),
      orgId: school.orgId,
      appId: school.appId,
      environment: 'sandbox',
      url: 'http://127.0.0.1:9/',
      events: ['education.students.created'],
      createdAt: new Date(),
    });
    const [section] = await db
      .select()
      .from(sections)
      .where(eq(sections.tenantId, school.tenantId))
      .limit(1);
    await db.$client.end();
    return await withServer(postgres.url, (base) =>
      runAll(base, school.token, section?.gradeId ?? 0, section?.id ?? 0, seconds),
    );
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Bases = { empty: string; sandbox: string };

async function withServer<T>(databaseUrl: string, work: (bases: Bases) => Promise<T>): Promise<T> {
  const script = path.join(import.meta.dirname, 'sandbox-server.ts');
  const child = spawn(process.execPath, [script, databaseUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(createInterface(child.stdout), 'line');
    const ports: { empty: { port: number }; sandbox: { port: number } } = JSON.parse(String(line));
    return await work({
      empty: `http://127.0.0.1:${ports.empty.port}`,
      sandbox: `http://127.0.0.1:${ports.sandbox.port}/api/apps`,
    });
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  }
}

async function runAll(
  bases: Bases,
  token: string,
  gradeId: number,
  sectionId: number,
  seconds: number,
): Promise<BenchRow[]> {
  const authorization = { authorization: `Bearer ${token}` };
  let number = 0;
  const create = (withKey: boolean): Partial<autocannon.Options> => ({
    requests: [
      {
        method: 'POST',
        path: '/api/apps/education/students',
        setupRequest: (request) => {
          const id = `B-${++number}`;
          return {
            ...request,
            headers: {
              ...authorization,
              'content-type': 'application/json',
              ...(withKey ? { 'idempotency-key': id } : {}),
            },
            body: JSON.stringify({
              full_name: 'سارة عبدالله القحطاني',
              national_id: id,
              birth_date: '2015-09-02',
              gender: 'female',
              grade_id: gradeId,
              section_id: sectionId,
            }),
          };
        },
      },
    ],
  });
  const loads: Load[] = [
    { title: 'empty Hono handler', url: `${bases.empty}/empty` },
    { title: 'whoami', url: `${bases.sandbox}/whoami`, options: { headers: authorization } },
    {
      title: 'listStudents (20 of 300)',
      url: `${bases.sandbox}/education/students`,
      options: { headers: authorization },
    },
    { title: 'createStudent with its event', url: bases.sandbox, options: create(false) },
    { title: 'createStudent with key and event', url: bases.sandbox, options: create(true) },
  ];
  const rows: BenchRow[] = [];
  for (const load of loads) rows.push(await measure(load, seconds));
  return rows;
}

if (import.meta.main) console.table(await benchSandbox(Number(process.argv[2] ?? 8)));
