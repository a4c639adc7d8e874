import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installations } from '#lib/db/schema/apps.ts';
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
  school = await createSchool(database.db, { size: 'large' });
  const mine = eq(installations.id, school.installationId);
  await database.db.update(installations).set({ rateLimitPerMinute: 10_000 }).where(mine);
});
afterAll(async () => {
  await sandbox.close();
  expect(sandbox.errors).toEqual([]);
  await database.drop();
});

type Listed = { data: { id: number }[]; total: number; last_page: number; errors?: object };
const list = async (query: string, path = '/education/students') => {
  const { status, json } = await call(sandbox, 'GET', `${path}?${query}`, { token: school.token });
  return { status, ...(json as unknown as Listed) };
};
const ids = ({ data }: Pick<Listed, 'data'>) => data.map(({ id }) => id);

it('starts at page 1 with 20, by ascending id', async () => {
  const page = await list('');
  expect(page).toMatchObject({ total: 20_000, per_page: 20, current_page: 1, last_page: 1000 });
  expect(ids(page)).toEqual([...ids(page)].sort((a, b) => a - b));
});

it('every row is on exactly one page, from the front and from the back', async () => {
  const seen = new Set<number>();
  let before = 0;
  for (let page = 1; page <= 201; page++) {
    for (const id of ids(await list(`per_page=100&page=${page}`))) {
      expect(id).toBeGreaterThan(before);
      before = id;
      seen.add(id);
    }
  }
  expect(seen.size).toBe(20_000);
});

it('the last page is what is left; beyond it is empty, not an error', async () => {
  expect(ids(await list('per_page=99&page=203'))).toHaveLength(20_000 - 202 * 99);
  for (const page of ['204', '1001', '9007199254740991']) {
    const beyond = await list(`per_page=99&page=${page}`);
    expect([beyond.status, beyond.data, beyond.total]).toEqual([200, [], 20_000]);
  }
});

it('a bad page or per_page is a 422 that names both', async () => {
  for (const bad of ['0', '-1', '1.5', 'abc', '', '%20', '1e3', '9007199254740992', '0x1', '١']) {
    const { status, errors } = await list(`page=${bad}&per_page=${bad}`);
    expect([bad, status]).toEqual([bad, 422]);
    expect(Object.keys(errors ?? {})).toEqual(['page', 'per_page']);
  }
  for (const padded of ['01', '007', '00']) {
    const { status, errors } = await list(`page=${padded}&per_page=${padded}`);
    const texts = ['must be written without leading zeros'];
    expect([padded, status, errors]).toEqual([padded, 422, { page: texts, per_page: texts }]);
  }
  expect((await list('page=-1&per_page=-5')).errors).toEqual({
    page: ['must be at least 1'],
    per_page: ['must be at least 1'],
  });
  expect((await list('page=9007199254740992')).errors).toEqual({
    page: ['must be at most 9007199254740991'],
  });
  expect((await list('per_page=101')).errors).toEqual({ per_page: ['must be at most 100'] });
  expect((await list('per_page=100&colour=green&page[]=7')).status).toBe(200);
});

it('search finds any part of a name or number, in any case and script', async () => {
  const place = await placeIn(sandbox, school);
  const body = { ...studentBody(place), full_name: 'Zoë O_Brien 50%', national_id: 'XQ-77-ZZ' };
  await call(sandbox, 'POST', '/education/students', { token: school.token, body });
  for (const search of ['zoë', 'o_brien', '50%', 'q-77-', 'BRIEN 5', 'O_B', '0%']) {
    const found = await list(`per_page=100&search=${encodeURIComponent(search)}`);
    expect(found.total, search).toBeGreaterThan(0);
    expect(JSON.stringify(found.data), search).toContain('XQ-77-ZZ');
  }
  for (const nothing of ['o%brien', 'zo_', '50%\nXQ', '50% XQ', '%00', '\\', 'zzzz%', '\ufffd']) {
    expect((await list(`search=${encodeURIComponent(nothing)}`)).total, nothing).toBe(0);
  }
  expect((await list('search=%ff%00%0a')).status).toBe(200);
  expect((await list(`search=${encodeURIComponent('القحطاني')}`)).total).toBeGreaterThan(100);
  expect((await list('search=')).total).toBe(20_001);
});

it('one letter, or two, are found wherever they stand, as longer texts are', async () => {
  const place = await placeIn(sandbox, school);
  const body = { ...studentBody(place), full_name: 'Ḣßb 𝔘 _x', national_id: 'QX-1-XQ' };
  await call(sandbox, 'POST', '/education/students', { token: school.token, body });
  for (const search of ['Ḣ', 'ßb', '𝔘', '_x', 'qx']) {
    const found = await list(`search=${encodeURIComponent(search)}`);
    expect(found.total, search).toBeGreaterThan(0);
    expect(JSON.stringify(found.data), search).toContain('QX-1-XQ');
  }
  // From the name to the number, wildcards, and what stands nowhere.
  for (const nothing of ['xq\nq', 'x\nq', 'ß_', '%x', '__', 'ѣ']) {
    expect((await list(`search=${encodeURIComponent(nothing)}`)).total, nothing).toBe(0);
  }
  const three = await list(`per_page=10&search=${encodeURIComponent('قحط')}`);
  const two = await list(`per_page=10&search=${encodeURIComponent('قح')}`);
  expect(two.total).toBeGreaterThanOrEqual(three.total);
  expect(ids(two)).toEqual([...ids(two)].sort((a, b) => a - b));
});

it('search pages as the whole list does', async () => {
  const all: number[] = [];
  const first = await list('search=a&per_page=100');
  for (let page = 1; page <= first.last_page; page += 1) {
    if (page > 15 && page < first.last_page - 3) continue;
    all.push(...ids(await list(`search=a&per_page=100&page=${page}`)));
  }
  expect(new Set(all).size).toBe(all.length);
  expect([...all].sort((a, b) => a - b)).toEqual(all);
});

it('other lists search their own fields', async () => {
  expect((await list('search=%2B966', '/education/guardians')).total).toBe(13_000);
  expect((await list('search=@SCHOOL.example', '/employees/directory')).total).toBe(900);
  expect((await list('search=math', '/education/subjects')).total).toBe(1);
  expect((await list('search=grade%201', '/education/grades')).total).toBe(4);
  expect((await list('search=12b', '/education/sections')).total).toBe(3);
  expect((await list('search=contact', '/reports/builder')).total).toBe(1);
  expect((await list('search=/', '/education/academic-years')).total).toBe(2);
  const noMatch = await list('search=qqqq', '/education/terms');
  expect(noMatch).toMatchObject({ data: [], total: 0, last_page: 1 });
});

it('whoever has written sees it in the list, however many ask for the same page at once', async () => {
  const { token } = school;
  const place = await placeIn(sandbox, school);
  const writeAndLook = async () => {
    const body = studentBody(place);
    const made = await call(sandbox, 'POST', '/education/students', { token, body });
    const { id } = made.json.data as { id: number };
    const last = (await list('per_page=100')).last_page;
    const [end, before] = await Promise.all([
      list(`per_page=100&page=${last}`),
      list(`per_page=100&page=${last - 1}`),
    ]);
    return [...ids(end), ...ids(before)].includes(id);
  };
  const readers = Array.from({ length: 200 }, () => list('per_page=100'));
  const seen = await Promise.all(Array.from({ length: 40 }, writeAndLook));
  expect(seen).toEqual(seen.map(() => true));
  for (const { status } of await Promise.all(readers)) expect(status).toBe(200);
});

it('who may read shares nothing with who may not, nor one school with another', async () => {
  const other = await createSchool(database.db);
  const without = await createSchool(database.db, { scopes: ['education.grades.read'] });
  const look = async ({ token }: School) => {
    const { status, json } = await call(sandbox, 'GET', '/education/students', { token });
    return status === 200 ? json.total : status;
  };
  const asked = [school, other, without, school, other, without].map(look);
  const [first, second, third, ...again] = await Promise.all(asked);
  expect(first).toBeGreaterThanOrEqual(20_000);
  expect([second, third]).toEqual([300, 403]);
  expect(again).toEqual([first, second, third]);
});
