import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/db/client.ts';
import { students } from '#lib/db/schema/education.ts';
import { idempotencyKeys, requestLogs } from '#lib/db/schema/sandbox.ts';
import { events } from '#lib/db/schema/webhooks.ts';
import { fixedClock } from '#lib/std/clock.ts';
import {
  type Called,
  call,
  createSchool,
  openSandbox,
  placeIn,
  type School,
  studentBody,
  type TestSandbox,
} from '../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

let database: TestDatabase;
let second: ReturnType<typeof openDatabase>;
let sandbox: TestSandbox;
let other: TestSandbox;
let school: School;
let place: Awaited<ReturnType<typeof placeIn>>;
const clock = fixedClock(new Date('2026-04-26T07:30:15.250Z'));

beforeAll(async () => {
  database = await createTestDatabase();
  second = openDatabase(database.url, { max: 8 });
  sandbox = openSandbox(database.db, clock);
  other = openSandbox(second, clock);
  school = await createSchool(database.db, { clock });
  place = await placeIn(sandbox, school);
});
afterAll(async () => {
  await sandbox.close();
  await other.close();
  await second.$client.end();
  expect([...sandbox.errors, ...other.errors]).toEqual([]);
  await database.drop();
});

const create = (key: string | undefined, body: unknown, where = sandbox): Promise<Called> =>
  call(where, 'POST', '/education/students', { token: school.token, key, body });
const countOf = async (nationalId: string) =>
  database.db.$count(students, eq(students.nationalId, nationalId));
const eventCount = () => database.db.$count(events, eq(events.tenantId, school.tenantId));

it('replays the stored answer, byte for byte, without doing it again', async () => {
  const body = studentBody(place);
  const first = await create('replay', body);
  const before = await eventCount();
  const again = await create('replay', body, other);
  expect(again.status).toBe(201);
  expect(again.text).toBe(first.text);
  expect(again.headers.get('location')).toBe(first.headers.get('location'));
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
  expect(await countOf(body.national_id)).toBe(1);
  expect(await eventCount()).toBe(before);
});

it('a replay costs one unit of the rate limit', async () => {
  const body = studentBody(place);
  const first = await create('unit', body);
  const again = await create('unit', body);
  const left = (answer: Called) => Number(answer.headers.get('x-ratelimit-remaining'));
  expect(left(first) - left(again)).toBe(1);
});

it('another method, path or body under the key is a conflict', async () => {
  const body = studentBody(place);
  const { json } = await create('conflict', body);
  const id = (json.data as { id: number }).id;
  const { token } = school;
  const answers = [
    await create('conflict', { ...body, full_name: 'Layla Hassan' }),
    await create('conflict', {}),
    await call(sandbox, 'POST', '/education/guardians', { token, key: 'conflict', body }),
    await call(sandbox, 'PATCH', `/education/students/${id}`, { token, key: 'conflict', body }),
  ];
  for (const answer of answers) {
    expect([answer.status, answer.json.error]).toEqual([409, 'idempotency_conflict']);
  }
});

it('a key reaches no further than its installation', async () => {
  const neighbour = await createSchool(database.db, { clock });
  const body = studentBody(await placeIn(sandbox, neighbour));
  await create('mine', studentBody(place));
  const answer = await call(sandbox, 'POST', '/education/students', {
    token: neighbour.token,
    key: 'mine',
    body,
  });
  expect(answer.status).toBe(201);
});

it('200 parallel requests with one key on two processes have one effect', async () => {
  const body = studentBody(place);
  const before = await eventCount();
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, i) => create('storm', body, i % 2 ? sandbox : other)),
  );
  const created = answers.filter(({ status }) => status === 201);
  const running = answers.filter(({ json }) => json.error === 'idempotency_in_progress');
  expect(created.length + running.length).toBe(200);
  expect(created.length).toBeGreaterThan(0);
  expect(created.filter(({ headers }) => !headers.has('idempotency-replayed'))).toHaveLength(1);
  expect(new Set(created.map(({ text }) => text)).size).toBe(1);
  for (const { headers } of running) expect(headers.get('retry-after')).toBe('1');
  expect(await countOf(body.national_id)).toBe(1);
  expect(await eventCount()).toBe(before + 1);
  expect((await create('storm', body)).headers.get('idempotency-replayed')).toBe('true');
});

it('while the first still runs the second hears idempotency_in_progress', async () => {
  const client = await database.db.$client.connect();
  try {
    await client.query('begin');
    const name = `${school.installationId} running`;
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
    const answer = await create('running', studentBody(place));
    expect([answer.status, answer.json.error]).toEqual([409, 'idempotency_in_progress']);
    expect(answer.headers.get('retry-after')).toBe('1');
  } finally {
    await client.query('rollback');
    client.release();
  }
  expect((await create('running', studentBody(place))).status).toBe(201);
});

it('200 parallel creates of one national_id without a key make one student', async () => {
  const body = studentBody(place);
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, i) => create(undefined, body, i % 2 ? sandbox : other)),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ json }) => json.error === 'conflict')).toHaveLength(199);
});

describe('stored are', () => {
  it('422, by fields and by references', async () => {
    for (const body of [{}, { ...studentBody(place), guardian_id: 999_999_999 }]) {
      const key = `kept-422-${JSON.stringify(body).length}`;
      const first = await create(key, body);
      const again = await create(key, body);
      expect([first.status, again.status]).toEqual([422, 422]);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expect(again.text).toBe(first.text);
    }
  });

  it('the 409 of state', async () => {
    const body = studentBody(place);
    await create(undefined, body);
    await create('kept-409', body);
    const again = await create('kept-409', body);
    expect([again.status, again.json.error]).toEqual([409, 'conflict']);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });
});

describe('not stored are', () => {
  const free = async (key: string) =>
    (await database.db.$count(idempotencyKeys, eq(idempotencyKeys.key, key))) === 0;

  it('401, 403, 429, 5xx and 404: the key stays free', async () => {
    const body = studentBody(place);
    const path = '/education/students';
    const none = await createSchool(database.db, { clock, scopes: [] });
    await call(sandbox, 'POST', path, { key: 'f401', body });
    await call(sandbox, 'POST', path, { token: none.token, key: 'f403', body });
    for (const fault of ['429', '500', '503']) {
      const headers = { 'x-sandbox-fault': fault };
      await call(sandbox, 'POST', path, { token: school.token, key: `f${fault}`, body, headers });
    }
    const patch = { token: school.token, key: 'f404', body };
    await call(sandbox, 'PATCH', `${path}/999999999`, patch);
    for (const key of ['f401', 'f403', 'f429', 'f500', 'f503', 'f404']) {
      expect(await free(key), key).toBe(true);
    }
    expect((await create('f500', body)).status).toBe(201);
  });
});

it('after 24 hours the key is new', async () => {
  await create('old', studentBody(place));
  clock.advance(24 * 60 * 60 * 1000 - 1);
  expect((await create('old', {})).json.error).toBe('idempotency_conflict');
  clock.advance(1);
  const body = studentBody(place);
  const answer = await create('old', body);
  expect(answer.status).toBe(201);
  expect(answer.headers.get('idempotency-replayed')).toBeNull();
  expect((await create('old', body)).headers.get('idempotency-replayed')).toBe('true');
});

it('a key of 1 to 255 printable characters is taken, any other is a 400', async () => {
  for (const key of ['', 'é', 'tab\there', 'x'.repeat(256)]) {
    const answer = await create(key, studentBody(place));
    expect([answer.status, answer.json.error], key).toEqual([400, 'invalid_idempotency_key']);
  }
  for (const key of ['~', 'a b', 'x'.repeat(255)]) {
    expect((await create(key, studentBody(place))).status, key).toBe(201);
  }
});

it('a failure before the commit leaves neither effect nor answer, and the key free', async () => {
  await database.db.execute(sql`
    create function fail_now() returns trigger language plpgsql as $$ begin raise 'no'; end $$`);
  await database.db.execute(sql`
    create trigger fail_now before insert on idempotency_keys for each row
    when (new.key = 'crash') execute function fail_now()`);
  const body = studentBody(place);
  const before = await eventCount();
  expect((await create('crash', body)).status).toBe(500);
  expect(await countOf(body.national_id)).toBe(0);
  expect(await eventCount()).toBe(before);
  await database.db.execute(sql`drop trigger fail_now on idempotency_keys`);
  expect((await create('crash', body)).status).toBe(201);
  expect(sandbox.errors.splice(0)).toHaveLength(1);
});

it('the log tells what the key did', async () => {
  const body = studentBody(place);
  for (const [key, sent] of [
    ['logged', body],
    ['logged', body],
    ['logged', {}],
    ['', body],
  ] as const) {
    clock.advance(10); // Ids of one millisecond have no order.
    await create(key, sent);
  }
  await sandbox.close();
  const rows = await database.db
    .select({ outcome: requestLogs.idempotency })
    .from(requestLogs)
    .where(eq(requestLogs.appId, school.appId))
    .orderBy(requestLogs.id);
  const last = rows.slice(-4).map(({ outcome }) => outcome);
  expect(last).toEqual(['stored', 'replayed', 'conflict', 'invalid']);
});
