import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '#lib/db/client.ts';
import { installations } from '#lib/db/schema/apps.ts';
import { makeToken } from '#lib/domain/tokens/format.ts';
import { fixedClock } from '#lib/std/clock.ts';
import {
  call,
  createSchool,
  openSandbox,
  type School,
  type TestSandbox,
} from '../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

let database: TestDatabase;
let second: ReturnType<typeof openDatabase>;
let sandbox: TestSandbox;
let other: TestSandbox;
const clock = fixedClock(new Date('2026-04-26T07:30:15.250Z'));

beforeAll(async () => {
  database = await createTestDatabase();
  second = openDatabase(database.url, { max: 4 });
  sandbox = openSandbox(database.db, clock);
  other = openSandbox(second, clock);
});
afterAll(async () => {
  await sandbox.close();
  await other.close();
  await second.$client.end();
  expect([...sandbox.errors, ...other.errors]).toEqual([]);
  await database.drop();
});

const whoami = (school: School, where = sandbox) =>
  call(where, 'GET', '/whoami', { token: school.token });
const limitTo = (school: School, perMinute: number) =>
  database.db
    .update(installations)
    .set({ rateLimitPerMinute: perMinute })
    .where(eq(installations.id, school.installationId));
const remaining = (answer: { headers: Headers }) =>
  Number(answer.headers.get('x-ratelimit-remaining'));

it('a burst of 2,000 on two processes lets exactly 600 through', async () => {
  const school = await createSchool(database.db, { clock });
  const answers = await Promise.all(
    Array.from({ length: 2000 }, (_, i) => whoami(school, i % 2 ? sandbox : other)),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(600);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1400);
  expect(answers.every(({ headers }) => headers.get('x-ratelimit-limit') === '600')).toBe(true);
  const left = answers.filter(({ status }) => status === 200).map(remaining);
  expect(new Set(left).size).toBe(600);
  expect([Math.min(...left), Math.max(...left)]).toEqual([0, 599]);
});

it('429 says how many seconds to wait, and after them it works again', async () => {
  const school = await createSchool(database.db, { clock });
  await limitTo(school, 2);
  expect(remaining(await whoami(school))).toBe(1);
  expect(remaining(await whoami(school, other))).toBe(0);
  const refused = await whoami(school);
  expect([refused.status, refused.json.error]).toEqual([429, 'rate_limited']);
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  clock.advance(wait * 1000);
  expect((await whoami(school)).status).toBe(200);
});

it('the installation can have its own limit; two tokens of it do not share a window', async () => {
  const school = await createSchool(database.db, { clock });
  await limitTo(school, 3);
  const { issueToken } = await import('#lib/domain/tokens/issue-token.ts');
  const { token } = await issueToken(school.ctx, { installationId: school.installationId });
  for (let i = 0; i < 3; i++) await whoami(school);
  expect((await whoami(school)).status).toBe(429);
  expect((await call(sandbox, 'GET', '/whoami', { token })).status).toBe(200);
});

it('every answer carries the numbers, errors too, and each costs one', async () => {
  const school = await createSchool(database.db, { clock, scopes: [] });
  const { token } = school;
  const answers = [
    await whoami(school),
    await call(sandbox, 'GET', '/nothing', { token }),
    await call(sandbox, 'PATCH', '/whoami', { token, body: {} }),
    await call(sandbox, 'GET', '/education/students', { token }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 405, 403]);
  expect(answers.map(remaining)).toEqual([599, 598, 597, 596]);
});

it('requests without a valid token count by client address', async () => {
  const ask = (address: string, token: string | null = null) =>
    call(sandbox, 'GET', '/whoami', { address, token });
  expect(remaining(await ask('192.0.2.1'))).toBe(599);
  expect(remaining(await ask('192.0.2.1', makeToken()))).toBe(598);
  expect(remaining(await ask('192.0.2.1', 'okp_test_nonsense'))).toBe(597);
  expect(remaining(await ask('192.0.2.2'))).toBe(599);
});

it('processes learn of the strangers that others have counted', async () => {
  const ask = (where: TestSandbox) =>
    call(where, 'GET', '/whoami', { address: '192.0.2.77' }).then(remaining);
  for (let i = 0; i < 10; i++) await ask(sandbox);
  let own = 0;
  const ofOthers = async () => {
    own += 1;
    return 600 - own - (await ask(other));
  };
  await expect.poll(ofOthers).toBe(10);
});
