import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { employees, guardians, students } from '#lib/db/schema/education.ts';
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
let school: School;

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openSandbox(database.db);
  school = await createSchool(database.db);
});
afterAll(async () => {
  await sandbox.close();
  expect(sandbox.errors).toEqual([]);
  await database.drop();
});

type Row = Record<string, string | number | null>;
const run = async (key: string, parameters: unknown = {}) => {
  const { status, json } = await call(sandbox, 'POST', `/reports/builder/${key}/run`, {
    token: school.token,
    body: { parameters },
  });
  const data = json.data as { rows: Row[]; columns: { key: string }[] } | undefined;
  return { status, rows: data?.rows ?? [], columns: data?.columns ?? [], errors: json.errors };
};

it('every report has the columns of the catalogue, in every row', async () => {
  const { json } = await call(sandbox, 'GET', '/reports/builder', { token: school.token });
  const catalogue = json.data as { key: string; columns: { key: string }[] }[];
  expect(catalogue.map(({ key }) => key)).toEqual([
    'employee_directory',
    'guardians_contact_list',
    'students_by_grade',
    'students_without_guardian',
  ]);
  for (const { key, columns } of catalogue) {
    const result = await run(key);
    expect(result.columns).toEqual(columns);
    expect(result.rows.length).toBeGreaterThan(0);
    for (const row of result.rows) {
      expect(Object.keys(row)).toEqual(columns.map((column) => column.key));
    }
  }
});

it('rows are computed from the real ones, and follow a change', async () => {
  const place = await placeIn(sandbox, school);
  const girls = async () => {
    const { rows } = await run('students_by_grade', { grade_id: place.grade_id });
    expect(rows).toHaveLength(1);
    return Number(rows[0]?.female);
  };
  const before = await girls();
  await call(sandbox, 'POST', '/education/students', {
    token: school.token,
    body: studentBody(place),
  });
  expect(await girls()).toBe(before + 1);
  const { tenantId } = school;
  const { db } = database;
  const alone = and(eq(students.tenantId, tenantId), isNull(students.guardianId));
  expect((await run('students_without_guardian')).rows).toHaveLength(
    await db.$count(students, alone),
  );
  expect((await run('employee_directory')).rows).toHaveLength(
    await db.$count(employees, eq(employees.tenantId, tenantId)),
  );
  const contacts = (await run('guardians_contact_list')).rows;
  expect(contacts).toHaveLength(await db.$count(guardians, eq(guardians.tenantId, tenantId)));
  const linked = contacts.reduce((sum, row) => sum + Number(row.students), 0);
  expect(linked + (await db.$count(students, alone))).toBe(
    await db.$count(students, eq(students.tenantId, tenantId)),
  );
});

it('parameters narrow the rows', async () => {
  const mothers = (await run('guardians_contact_list', { relation: 'mother' })).rows;
  expect(mothers.length).toBeGreaterThan(0);
  expect(new Set(mothers.map(({ relation }) => relation))).toEqual(new Set(['mother']));
  expect((await run('employee_directory', { job_title: 'Astronaut' })).rows).toEqual([]);
  expect((await run('students_by_grade', { grade_id: 999_999_999 })).rows).toEqual([]);
});

it('parameters that do not match are a 422 that names their path', async () => {
  expect((await run('students_by_grade', { grade_id: '11' })).errors).toEqual({
    'parameters.grade_id': ['must be an integer'],
  });
  expect((await run('students_by_grade', { colour: 1 })).errors).toEqual({
    'parameters.colour': ['is not a known field'],
  });
  const polluted = JSON.parse('{"__proto__":{"grade_id":1},"constructor":1}');
  expect((await run('students_by_grade', polluted)).errors).toEqual({
    'parameters.__proto__': ['is not a known field'],
    'parameters.constructor': ['is not a known field'],
  });
  for (const wrong of [[], 'x', 7, null]) {
    expect((await run('students_by_grade', wrong)).errors).toEqual({
      parameters: ['must be an object'],
    });
  }
});
