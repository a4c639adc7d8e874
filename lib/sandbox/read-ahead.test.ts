import { eq } from 'drizzle-orm';
import type { QueryConfig } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { installations, tenants, tokens } from '#lib/db/schema/apps.ts';
import { fixedClock } from '#lib/std/clock.ts';
import {
  call,
  createSchool,
  openSandbox,
  type School,
  type TestSandbox,
} from '../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

// What a list has read before it is known who calls counts only if the caller is still who it was.

let database: TestDatabase;
let sandbox: TestSandbox;
let school: School;
const clock = fixedClock(new Date('2026-11-24T09:15:00Z'));

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openSandbox(database.db, clock);
});
beforeEach(async () => {
  clock.advance(60_000);
  school = await createSchool(database.db, { clock });
  expect((await list()).status).toBe(200);
});
afterAll(async () => {
  await sandbox.close();
  expect(sandbox.errors).toEqual([]);
  await database.drop();
});

const list = () => call(sandbox, 'GET', '/education/students', { token: school.token });
const mine = () => eq(installations.id, school.installationId);

const nameOf = (asked: unknown): string =>
  typeof asked === 'object' && asked && 'name' in asked ? String(asked.name) : '';

/** How many statements over a list `work` costs. */
async function listStatements(work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(database.db.$client, 'query');
  try {
    await work();
    return query.mock.calls.filter(([asked]) => nameOf(asked).startsWith('list.')).length;
  } finally {
    query.mockRestore();
  }
}

it('costs one statement, as a list that is not read ahead', async () => {
  expect(await listStatements(list)).toBe(1);
});

it('is read while the database says whose token it is', async () => {
  const begun = Promise.withResolvers<void>();
  let holds = false;
  const query = async (asked: QueryConfig) => {
    if (holds && nameOf(asked).startsWith('list.')) begun.resolve();
    // Whose token it is is not told before the list is read.
    if (holds && nameOf(asked) === 'sandbox.identify') await begun.promise;
    return database.db.$client.query(asked);
  };
  const pool = { ...database.db.$client, query };
  const held = openSandbox(Object.assign(Object.create(database.db), { $client: pool }), clock);
  const ask = () => call(held, 'GET', '/education/grades', { token: school.token });
  expect((await ask()).status).toBe(200);
  holds = true;
  expect((await ask()).status).toBe(200);
  await held.close();
  expect(held.errors).toEqual([]);
});

it('is not given to a token that was revoked since, and then reads nothing', async () => {
  const now = clock.now();
  await database.db
    .update(tokens)
    .set({ revokedAt: now })
    .where(eq(tokens.installationId, school.installationId));
  expect((await list()).status).toBe(401);
  expect(await listStatements(list)).toBe(0);
});

it('is not given to a token whose scope was withdrawn since', async () => {
  await database.db
    .update(installations)
    .set({ scopes: ['education.grades.read'] })
    .where(mine());
  const answer = await list();
  expect(answer.status).toBe(403);
  expect(answer.json.error).toBe('scope_not_granted');
  expect(await listStatements(list)).toBe(0);
});

it('is not given when the token speaks for another tenant since', async () => {
  const theirs = await createSchool(database.db, { clock });
  await database.db.update(installations).set({ tenantId: theirs.tenantId }).where(mine());
  const answer = await list();
  const own = await call(sandbox, 'GET', '/education/students', { token: theirs.token });
  expect(answer.status).toBe(200);
  expect(answer.text).toBe(own.text);
});

it('is not given when the school has moved to another time zone since', async () => {
  await database.db
    .update(tenants)
    .set({ timeZone: 'Asia/Kolkata' })
    .where(eq(tenants.id, school.tenantId));
  expect((await list()).text).toMatch(/"created_at":"[^"]+\+05:30"/);
});

it('reads nothing for a token whose minute is used up', async () => {
  await database.db.update(installations).set({ rateLimitPerMinute: 2 }).where(mine());
  expect((await list()).status).toBe(200);
  expect((await list()).status).toBe(429);
  expect(await listStatements(list)).toBe(0);
});

it('has what was written before the list was asked for', async () => {
  for (let number = 0; number < 5; number++) {
    const code = `PHY-${number}`;
    const token = school.token;
    const made = await call(sandbox, 'POST', '/education/subjects', {
      token,
      body: { name: 'فيزياء', code },
    });
    expect(made.status).toBe(201);
    const { text } = await call(sandbox, 'GET', '/education/subjects?per_page=100', { token });
    expect(text).toContain(`"${code}"`);
  }
});
