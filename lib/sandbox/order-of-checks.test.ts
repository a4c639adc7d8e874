import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installations } from '#lib/db/schema/apps.ts';
import { fixedClock } from '#lib/std/clock.ts';
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

// 404/405 route → 401 → 429 → 403 → 400 → 404 record → 422 → 409: each test fails two neighbours at once.

let database: TestDatabase;
let sandbox: TestSandbox;
let school: School;
let exhausted: School;
// Stands still: limits count by the minute of the clock, and none may end meanwhile.
const clock = fixedClock(new Date('2026-04-26T07:30:15.250Z'));

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openSandbox(database.db, clock);
  school = await createSchool(database.db, { clock });
  exhausted = await createSchool(database.db, { clock, scopes: [] });
  await database.db
    .update(installations)
    .set({ rateLimitPerMinute: 1 })
    .where(eq(installations.id, exhausted.installationId));
});
afterAll(async () => {
  await sandbox.close();
  expect(sandbox.errors).toEqual([]);
  await database.drop();
});

it('route before token', async () => {
  const lost = await call(sandbox, 'GET', '/whoami/');
  expect([lost.status, lost.json.error]).toEqual([404, 'not_found']);
  expect(lost.json.message).toContain('no such path');
  const wrong = await call(sandbox, 'DELETE', '/education/students/1');
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get('allow')).toBe('GET, PATCH');
});

it('token before rate limit: strangers beyond it still hear 401', async () => {
  const address = '192.0.2.99';
  let last = await call(sandbox, 'GET', '/whoami', { address });
  for (let i = 0; i < 620; i++) last = await call(sandbox, 'GET', '/whoami', { address });
  expect(last.status).toBe(401);
  expect(last.headers.get('x-ratelimit-remaining')).toBe('0');
});

it('rate limit before scope', async () => {
  const { token } = exhausted;
  await call(sandbox, 'GET', '/whoami', { token });
  await call(sandbox, 'GET', '/whoami', { token });
  expect((await call(sandbox, 'GET', '/education/students', { token })).status).toBe(429);
});

it('scope before body', async () => {
  const { token } = await createSchool(database.db, { scopes: ['education.students.read'] });
  const answer = await call(sandbox, 'POST', '/education/students', { token, body: 'no json' });
  expect(answer.status).toBe(403);
});

it('body before record', async () => {
  const { token } = school;
  const path = '/education/students/999999';
  expect((await call(sandbox, 'PATCH', path, { token, body: '[1]' })).status).toBe(400);
  expect((await call(sandbox, 'PATCH', path, { token, body: {}, key: 'clé' })).status).toBe(400);
});

it('record before fields', async () => {
  const { token } = school;
  const body = { full_name: 7 };
  const answer = await call(sandbox, 'PATCH', '/education/students/999999', { token, body });
  expect(answer.status).toBe(404);
  const run = { token, body: { parameters: 7 } };
  expect((await call(sandbox, 'POST', '/reports/builder/nothing/run', run)).status).toBe(404);
});

it('fields before state', async () => {
  const { token } = school;
  const body = studentBody(await placeIn(sandbox, school));
  await call(sandbox, 'POST', '/education/students', { token, body });
  const again = await call(sandbox, 'POST', '/education/students', { token, body });
  expect([again.status, again.json.field]).toEqual([409, 'national_id']);
  const wrong = await call(sandbox, 'POST', '/education/students', {
    token,
    body: { ...body, guardian_id: 999_999_999 },
  });
  expect(wrong.status).toBe(422);
});

it('the key before the record: a used key answers for what it was used for', async () => {
  const { token } = school;
  const body = { name: 'Art', code: 'ART-KEY' };
  await call(sandbox, 'POST', '/education/subjects', { token, body, key: 'k-order' });
  const other = await call(sandbox, 'PATCH', '/education/students/999999', {
    token,
    body: { full_name: 'x' },
    key: 'k-order',
  });
  expect(other.json.error).toBe('idempotency_conflict');
});
