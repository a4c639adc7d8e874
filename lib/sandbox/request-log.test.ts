import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tokens } from '#lib/db/schema/apps.ts';
import { requestLogs } from '#lib/db/schema/sandbox.ts';
import { deliveries, events } from '#lib/db/schema/webhooks.ts';
import type { RequestId } from '#lib/std/ids.ts';
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

const rowOf = async (answer: Called) => {
  const id = (answer.headers.get('x-request-id') ?? '') as RequestId;
  const rows = await database.db.select().from(requestLogs).where(eq(requestLogs.id, id));
  expect(rows).toHaveLength(1);
  return rows[0];
};

it('a write is logged when it is answered, in the transaction of its effect', async () => {
  const body = studentBody(await placeIn(sandbox, school));
  const answer = await call(sandbox, 'POST', '/education/students?trace=1', {
    token: school.token,
    body,
    key: 'log-1',
    headers: { 'user-agent': 'bridge/2.1' },
    address: '198.51.100.9',
  });
  const row = await rowOf(answer);
  expect(row).toMatchObject({
    api: 'partners',
    appId: school.appId,
    installationId: school.installationId,
    tenantId: school.tenantId,
    tokenKind: 'installation',
    method: 'POST',
    path: '/education/students',
    query: 'trace=1',
    operationId: 'createStudent',
    status: 201,
    errorCode: null,
    idempotencyKey: 'log-1',
    idempotency: 'stored',
    clientAddress: '198.51.100.9',
    userAgent: 'bridge/2.1',
    requestBody: JSON.stringify(body),
    responseBody: answer.text,
  });
  expect(row?.durationUs).toBeGreaterThan(0);
});

it('reads and refusals are logged a moment later', async () => {
  const { token } = await createSchool(database.db, { scopes: [] });
  const denied = await call(sandbox, 'GET', '/education/students', { token });
  const read = await call(sandbox, 'GET', '/whoami', { token: school.token });
  const lost = await call(sandbox, 'GET', '/nothing', { address: '192.0.2.5' });
  await expect.poll(() => rowOf(lost)).toBeTruthy();
  expect(await rowOf(denied)).toMatchObject({
    status: 403,
    errorCode: 'scope_not_granted',
    deniedScope: 'education.students.read',
  });
  expect(await rowOf(read)).toMatchObject({ status: 200, responseBody: null });
  expect(await rowOf(lost)).toMatchObject({ status: 404, appId: null, operationId: null });
});

it('close writes what is still gathered', async () => {
  const answers = await Promise.all(
    Array.from({ length: 300 }, () => call(sandbox, 'GET', '/whoami', { token: school.token })),
  );
  await sandbox.close();
  for (const answer of answers.slice(-3)) expect((await rowOf(answer))?.status).toBe(200);
});

it('one call leads to its log entry, its event and its deliveries', async () => {
  const answer = await call(sandbox, 'POST', '/education/subjects', {
    token: school.token,
    body: { name: 'Drama' },
  });
  const id = (answer.headers.get('x-request-id') ?? '') as RequestId;
  const linked = await database.db
    .select({ event: events.id, log: requestLogs.id })
    .from(events)
    .innerJoin(requestLogs, eq(events.requestId, requestLogs.id))
    .leftJoin(deliveries, eq(deliveries.eventId, events.id))
    .where(eq(requestLogs.id, id));
  expect(linked).toHaveLength(1);
});

it('a long body is kept shortened', async () => {
  const answer = await call(sandbox, 'POST', '/education/subjects', {
    token: school.token,
    body: { name: 'é'.repeat(400_000) },
  });
  expect(answer.status).toBe(422);
  await expect.poll(async () => (await rowOf(answer))?.requestBody?.length).toBe(16 * 1024);
});

it('keeps no secret, wherever a caller has put it by mistake', async () => {
  const { token } = await createSchool(database.db);
  const answer = await call(sandbox, 'POST', `/education/subjects?access_token=abc&at=${token}`, {
    token,
    key: `retry ${token}`,
    body: { name: `Robotics ${token}`, password: 'hunter2', login: { client_secret: 's3' } },
    headers: { 'user-agent': `bridge/2.1 (${token})` },
  });
  const lost = await call(sandbox, 'GET', `/${token}`);
  await expect.poll(() => rowOf(lost)).toBeTruthy();
  const row = await rowOf(answer);
  expect(row).toMatchObject({
    query: 'access_token=[redacted]&at=[redacted]',
    idempotencyKey: 'retry [redacted]',
    userAgent: 'bridge/2.1 ([redacted])',
    requestBody:
      '{"name":"Robotics [redacted]","password":"[redacted]","login":{"client_secret":"[redacted]"}}',
  });
  expect(JSON.stringify([row, await rowOf(lost)])).not.toContain(token.slice(9, 40));
  await sandbox.close();
  const uses = await database.db.select({ agent: tokens.lastUsedAgent }).from(tokens);
  expect(JSON.stringify(uses)).not.toContain(token);
});
