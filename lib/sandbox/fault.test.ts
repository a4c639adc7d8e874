import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { students } from '#lib/db/schema/education.ts';
import { nodeListener } from '#lib/sandbox/node-listener.ts';
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
const server = createServer();
let base = '';

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openSandbox(database.db);
  school = await createSchool(database.db);
  server.on('request', nodeListener(sandbox));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/apps`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await sandbox.close();
  expect(sandbox.errors).toEqual([]);
  await database.drop();
});

const withFault = async (fault: string, body = {}) =>
  call(sandbox, 'POST', '/education/students', {
    token: school.token,
    headers: { 'x-sandbox-fault': fault },
    body: { ...studentBody(await placeIn(sandbox, school)), ...body },
  });
const exists = (nationalId: string) =>
  database.db.$count(students, eq(students.nationalId, nationalId));

it('500, 503 and 429 stand in place of the operation, and nothing changes', async () => {
  for (const [fault, error] of [
    ['500', 'server_error'],
    ['503', 'server_error'],
    ['429', 'rate_limited'],
  ] as const) {
    const answer = await withFault(fault, { national_id: `F-${fault}` });
    expect([answer.status, answer.json.error]).toEqual([Number(fault), error]);
    expect(await exists(`F-${fault}`)).toBe(0);
  }
});

it('slow=MS delays the answer; other values are ignored', async () => {
  const started = performance.now();
  expect((await withFault('slow=150')).status).toBe(201);
  expect(performance.now() - started).toBeGreaterThanOrEqual(149);
  for (const other of ['slow=30001', 'slow=-1', 'slow=01', 'constructor', 'DROP', '502']) {
    expect((await withFault(other)).status, other).toBe(201);
  }
});

it('strangers cannot ask for failures', async () => {
  const headers = { 'x-sandbox-fault': 'timeout' };
  expect((await call(sandbox, 'GET', '/whoami', { headers })).status).toBe(401);
});

it('timeout withholds the answer until the caller gives up, or the portal stops', async () => {
  const own = openSandbox(database.db);
  const body = studentBody(await placeIn(sandbox, school));
  const waiting = call(own, 'POST', '/education/students', {
    token: school.token,
    body,
    headers: { 'x-sandbox-fault': 'timeout' },
  });
  const ended = expect(waiting).rejects.toThrow('withheld');
  await expect.poll(() => exists(body.national_id)).toBe(1);
  await own.close();
  await ended;
  const impatient = fetch(`${base}/whoami`, {
    headers: { authorization: `Bearer ${school.token}`, 'x-sandbox-fault': 'timeout' },
    signal: AbortSignal.timeout(150),
  });
  await expect(impatient).rejects.toThrow();
});

it('drop does the work and closes the connection without an answer; a retry with the key finds it', async () => {
  const body = studentBody(await placeIn(sandbox, school));
  const headers = {
    authorization: `Bearer ${school.token}`,
    'content-type': 'application/json',
    'idempotency-key': 'lost-answer',
  };
  const send = (fault: Record<string, string>) =>
    fetch(`${base}/education/students`, {
      method: 'POST',
      headers: { ...headers, ...fault },
      body: JSON.stringify(body),
    });
  await expect(send({ 'x-sandbox-fault': 'drop' })).rejects.toThrow();
  expect(await exists(body.national_id)).toBe(1);
  const again = await send({});
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
});

it('over HTTP the answers are the same', async () => {
  const headers = { authorization: `Bearer ${school.token}` };
  const answer = await fetch(`${base}/whoami`, { headers });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ tenant_id: school.tenantId });
  const big = await fetch(`${base}/education/students`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: `{"a":"${'x'.repeat(2 * 1024 * 1024)}"}`,
  });
  expect(big.status).toBe(413);
  const head = await fetch(`${base}/whoami`, { method: 'HEAD', headers });
  expect([head.status, head.headers.get('allow')]).toEqual([405, 'GET']);
});
