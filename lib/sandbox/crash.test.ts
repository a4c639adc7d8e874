import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installations } from '#lib/db/schema/apps.ts';
import { webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { newId } from '#lib/std/ids.ts';
import { root } from '../../test/repo/source-files.ts';
import { createSchool, openSandbox, placeIn, type School } from '../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

let database: TestDatabase;
let school: School;
let place: Awaited<ReturnType<typeof placeIn>>;

beforeAll(async () => {
  database = await createTestDatabase();
  school = await createSchool(database.db);
  const { db } = database;
  await db
    .update(installations)
    .set({ rateLimitPerMinute: 1_000_000 })
    .where(eq(installations.id, school.installationId));
  await db.insert(webhookEndpoints).values({
    id: newId('whe'),
    orgId: school.orgId,
    appId: school.appId,
    environment: 'sandbox',
    url: 'https://hooks.example.com/okta',
    events: ['education.students.created'],
    createdAt: new Date(),
  });
  const sandbox = openSandbox(db);
  place = await placeIn(sandbox, school);
  await sandbox.close();
});
afterAll(() => database.drop());

async function startServer(): Promise<{ child: ChildProcess; base: string }> {
  const script = path.join(root, 'bench/sandbox-server.ts');
  const child = spawn(process.execPath, [script, database.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  const { port } = JSON.parse(String(line)).sandbox;
  return { child, base: `http://127.0.0.1:${port}/api/apps` };
}

/** The status, or null when no answer came. */
async function create(base: string, id: string): Promise<number | null> {
  const body = { full_name: 'Omar', national_id: id, birth_date: '2015-03-14', gender: 'male' };
  try {
    const answer = await fetch(`${base}/education/students`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${school.token}`,
        'content-type': 'application/json',
        'idempotency-key': id,
      },
      body: JSON.stringify({ ...body, grade_id: place.grade_id, section_id: place.section_id }),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
}

it('kill -9 under load: what was acknowledged is there whole, and a retry with the key makes it once', async () => {
  const acknowledged: string[] = [];
  const open: string[] = [];
  for (let round = 0; round < 5; round++) {
    const { child, base } = await startServer();
    let running = true;
    const sender = async (lane: number) => {
      for (let n = 0; running; n++) {
        const id = `K${round}-${lane}-${n}`;
        const status = await create(base, id);
        (status === 201 ? acknowledged : open).push(id);
      }
    };
    const senders = Array.from({ length: 8 }, (_, lane) => sender(lane));
    const enough = acknowledged.length + 12 + round * 9;
    await expect
      .poll(() => acknowledged.length, { timeout: 120_000, interval: 3 })
      .toBeGreaterThan(enough);
    running = false;
    child.kill('SIGKILL');
    await Promise.all(senders);
  }
  expect(acknowledged.length).toBeGreaterThan(50);
  const { child, base } = await startServer();
  for (const id of [...open, ...acknowledged.slice(-20)]) expect(await create(base, id)).toBe(201);
  child.kill('SIGTERM');
  await once(child, 'exit');
  const whole = await database.db.execute<Record<string, number>>(sql`
    select count(*)::int as students, count(distinct s.national_id)::int as distinct_students,
      count(k.key)::int as stored, count(e.id)::int as events, count(d.id)::int as deliveries,
      count(l.id)::int as logs
    from students s
    left join idempotency_keys k on k.key = s.national_id
    left join events e on e.request_id = k.request_id
    left join deliveries d on d.event_id = e.id
    left join request_logs l on l.id = k.request_id and l.status = 201
    where s.national_id like 'K%'`);
  const count = acknowledged.length + open.length;
  expect(whole.rows[0]).toEqual({
    students: count,
    distinct_students: count,
    stored: count,
    events: count,
    deliveries: count,
    logs: count,
  });
}, 180_000);
