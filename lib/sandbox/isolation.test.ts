import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '#lib/db/client.ts';
import { students } from '#lib/db/schema/education.ts';
import {
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
let sandbox: TestSandbox;
let ours: School;
let theirs: School;

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openSandbox(database.db);
  ours = await createSchool(database.db);
  theirs = await createSchool(database.db);
});
afterAll(async () => {
  await sandbox.close();
  expect(sandbox.errors).toEqual([]);
  await database.drop();
});

const get = (path: string, school = ours) => call(sandbox, 'GET', path, { token: school.token });
const firstId = async (path: string, school: School) =>
  ((await get(`${path}?per_page=1`, school)).json.data as { id: number }[])[0]?.id ?? 0;
const stable = (answer: { text: string; headers: Headers; status: number }) => [
  answer.status,
  answer.text,
  [...answer.headers.keys()],
];

const records = ['/education/students', '/education/guardians', '/employees/directory'];

it("another tenant's record gives the same answer as one that is absent", async () => {
  for (const path of records) {
    const foreign = await get(`${path}/${await firstId(path, theirs)}`);
    const absent = await get(`${path}/999999999`);
    expect(foreign.status).toBe(404);
    expect(stable(foreign)).toEqual(stable(absent));
  }
});

it("another tenant's record cannot be changed", async () => {
  const id = await firstId('/education/students', theirs);
  const before = await database.db.select().from(students).where(eq(students.id, id));
  const answer = await call(sandbox, 'PATCH', `/education/students/${id}`, {
    token: ours.token,
    body: { full_name: 'Taken over' },
  });
  expect(answer.status).toBe(404);
  expect(await database.db.select().from(students).where(eq(students.id, id))).toEqual(before);
});

it("another tenant's grade, section and guardian are refused like unknown ones", async () => {
  const body = studentBody(await placeIn(sandbox, ours));
  const foreign = await placeIn(sandbox, theirs);
  const guardian = await firstId('/education/guardians', theirs);
  const answer = await call(sandbox, 'POST', '/education/students', {
    token: ours.token,
    body: { ...body, ...studentBody(foreign), guardian_id: guardian },
  });
  expect(answer.status).toBe(422);
  expect(Object.keys(answer.json.errors as object).sort()).toEqual([
    'grade_id',
    'guardian_id',
    'section_id',
  ]);
});

it("another tenant's guardian is no recipient", async () => {
  const to = await firstId('/education/guardians', theirs);
  const answer = await call(sandbox, 'POST', '/notifications/send', {
    token: ours.token,
    body: { to, message: 'Hello' },
  });
  expect(answer.status).toBe(422);
});

it('lists, searches and reports know only the own tenant', async () => {
  const lists = [
    ...records,
    '/education/subjects',
    '/education/grades',
    '/education/sections',
    '/education/academic-years',
    '/education/terms',
  ];
  for (const path of lists) {
    const mine = (await get(`${path}?per_page=100`)).json.data as { id: number }[];
    const other = (await get(`${path}?per_page=100`, theirs)).json.data as { id: number }[];
    const ids = new Set(mine.map(({ id }) => id));
    expect(mine.length, path).toBeGreaterThan(0);
    expect(
      other.filter(({ id }) => ids.has(id)),
      path,
    ).toEqual([]);
  }
  const report = async (school: School) => {
    const path = '/reports/builder/students_by_grade/run';
    const { json } = await call(sandbox, 'POST', path, { token: school.token, body: {} });
    const { rows } = json.data as { rows: { students: number }[] };
    return rows.reduce((sum, row) => sum + row.students, 0);
  };
  expect([await report(ours), await report(theirs)]).toEqual([300, 300]);
});

it('the same national_id and phone may stand in two tenants', async () => {
  const body = studentBody(await placeIn(sandbox, ours));
  const again = { ...studentBody(await placeIn(sandbox, theirs)), national_id: body.national_id };
  const path = '/education/students';
  expect((await call(sandbox, 'POST', path, { token: ours.token, body })).status).toBe(201);
  const other = await call(sandbox, 'POST', path, { token: theirs.token, body: again });
  expect(other.status).toBe(201);
});

it('whose writes wait for a lock, as while the tenant is reset, does not hold up another tenant', async () => {
  const pool = openDatabase(database.url, { max: 8 });
  const own = openSandbox(pool);
  const guardian_id = await firstId('/education/guardians', ours);
  const place = await placeIn(sandbox, ours);
  const client = await database.db.$client.connect();
  await client.query('begin');
  await client.query('select from guardians where id = $1 for update', [guardian_id]);
  const blocked = Array.from({ length: 40 }, () => {
    const body = { ...studentBody(place), guardian_id };
    return call(own, 'POST', '/education/students', { token: ours.token, body });
  });
  const { token } = theirs;
  for (let i = 0; i < 20; i++) {
    expect((await call(own, 'GET', '/education/students', { token })).status).toBe(200);
  }
  const body = studentBody(await placeIn(sandbox, theirs));
  expect((await call(own, 'POST', '/education/students', { token, body })).status).toBe(201);
  await client.query('rollback');
  client.release();
  for (const { status } of await Promise.all(blocked)) expect(status).toBe(201);
  await own.close();
  await pool.$client.end();
});
