import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { students } from '#lib/db/schema/education.ts';
import { nodeListener } from '#lib/sandbox/node-listener.ts';
import {
  createSchool,
  openSandbox,
  placeIn,
  type School,
  studentBody,
  type TestSandbox,
} from '../../test/sandbox/school.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

// What only a socket can do to the sandbox: bodies that lie about their length, stop, come late, or never end.

let database: TestDatabase;
let sandbox: TestSandbox;
let school: School;
let port = 0;
const server = createServer();

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openSandbox(database.db);
  school = await createSchool(database.db);
  server.on('request', nodeListener(sandbox));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await sandbox.close();
  expect(sandbox.errors).toEqual([]);
  await database.drop();
});

/** Sends raw bytes and reads until the server closes. */
async function send(parts: (string | Buffer)[], end = false): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  for (const part of parts) socket.write(part);
  if (end) socket.destroySoon();
  await closed;
  return Buffer.concat(chunks).toString();
}

const head = (more: string) =>
  `POST /api/apps/education/students HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n` +
  `authorization: Bearer ${school.token}\r\ncontent-type: application/json\r\n${more}\r\n\r\n`;
const statusOf = (text: string) => Number(text.split(' ')[1]);

it('a body without a declared length is read, up to 1 MiB', async () => {
  const body = JSON.stringify(studentBody(await placeIn(sandbox, school)));
  const size = Buffer.byteLength(body).toString(16);
  const good = await send([head('transfer-encoding: chunked'), `${size}\r\n${body}\r\n0\r\n\r\n`]);
  expect(statusOf(good)).toBe(201);
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  const big = await send([head('transfer-encoding: chunked'), chunk.repeat(17), '0\r\n\r\n']);
  expect(statusOf(big)).toBe(413);
  expect(big).toContain('payload_too_large');
});

it('a declared length over 1 MiB is refused before the body is sent', async () => {
  expect(statusOf(await send([head('content-length: 1048577')]))).toBe(413);
});

it('a body that breaks off changes nothing and is no failure of ours', async () => {
  const body = studentBody(await placeIn(sandbox, school));
  const text = JSON.stringify(body);
  await send([head(`content-length: ${Buffer.byteLength(text) + 5}`), text], true);
  await send([head('transfer-encoding: chunked'), `5\r\n${text.slice(0, 5)}\r\n`], true);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await database.db.$count(students, eq(students.nationalId, body.national_id))).toBe(0);
  expect(sandbox.errors).toEqual([]);
});

it('two idempotency keys are none: 400, and nothing is stored under either', async () => {
  const body = studentBody(await placeIn(sandbox, school));
  const text = JSON.stringify(body);
  const length = `content-length: ${Buffer.byteLength(text)}`;
  for (const second of ['Idempotency-Key: two', 'idempotency-key: one']) {
    const answer = await send([head(`${length}\r\nidempotency-key: one\r\n${second}`), text]);
    expect(statusOf(answer)).toBe(400);
    expect(answer).toContain('"error":"invalid_idempotency_key"');
    expect(answer).toContain('more than once');
  }
  expect(await database.db.$count(students, eq(students.nationalId, body.national_id))).toBe(0);
  const one = await send([head(`${length}\r\nidempotency-key: one, two`), text]);
  expect(statusOf(one)).toBe(201);
});

it.each(['gzip', 'br', 'zstd, gzip'])(
  'a body encoded with %s is told to come plain',
  async (name) => {
    const answer = await send([head(`content-encoding: ${name}\r\ncontent-length: 2`), '{}']);
    expect(statusOf(answer)).toBe(400);
    expect(answer).toContain('"error":"bad_request"');
    expect(answer).toContain('without that header');
    if (!name.includes(',')) expect(answer).toContain(`Content-Encoding (${name})`);
    expect(
      statusOf(await send([head('content-encoding: identity\r\ncontent-length: 2'), '{}'])),
    ).toBe(422);
  },
);

it.each(['%zz', '%ff', '%00', 'a%00b'])('a path with %s names nothing', async (segment) => {
  const lines = `host: localhost\r\nconnection: close\r\n`;
  for (const token of [null, school.token]) {
    const who = token ? `authorization: Bearer ${token}\r\n` : '';
    for (const path of [`/education/students/${segment}`, `/${segment}`]) {
      const answer = await send([`GET /api/apps${path} HTTP/1.1\r\n${lines}${who}\r\n`]);
      expect(statusOf(answer)).toBe(404);
      expect(answer).toMatch(/x-request-id: req_/i);
      expect(answer).toMatch(/x-ratelimit-limit: 600/i);
      expect(answer).toContain('"error":"not_found"');
    }
  }
});

it.each(['TRACE', 'PROPFIND', 'PUT'])('%s is told what is allowed', async (method) => {
  const lines = `host: localhost\r\nconnection: close\r\n`;
  const known = await send([`${method} /api/apps/education/students/1 HTTP/1.1\r\n${lines}\r\n`]);
  expect(statusOf(known)).toBe(405);
  expect(known).toMatch(/allow: GET, PATCH\r\n/i);
  expect(known).toMatch(/x-request-id: req_/i);
  expect(known).toMatch(/x-ratelimit-remaining: \d+/i);
  expect(known).toContain('"error":"method_not_allowed"');
  const unknown = await send([`${method} /api/apps/nothing HTTP/1.1\r\n${lines}\r\n`]);
  expect(statusOf(unknown)).toBe(404);
});

it('strangers are refused without their body being waited for', async () => {
  const text = `POST /api/apps/education/students HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n`;
  const answer = await send([`${text}content-length: 1000\r\n\r\n{"a"`]);
  expect(statusOf(answer)).toBe(401);
});

it.each([
  ['413', 'POST', '/education/students', 'content-length: 1200000', true],
  ['413', 'POST', '/education/students', 'transfer-encoding: chunked', true],
  ['401', 'POST', '/education/students', 'content-length: 1200000', false],
  ['405', 'PUT', '/whoami', 'content-length: 1200000', false],
])(
  '%s reaches a caller who goes on sending: %s %s, %s',
  async (status, method, path, length, isKnown) => {
    const who = isKnown ? `authorization: Bearer ${school.token}\r\n` : '';
    const piece = Buffer.alloc(100_000, 'x');
    const sent = length.startsWith('content')
      ? piece
      : Buffer.concat([Buffer.from('186a0\r\n'), piece, Buffer.from('\r\n')]);
    for (const wish of ['keep-alive', 'close']) {
      const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
      const errors: Error[] = [];
      let answer = '';
      socket.on('error', (error) => errors.push(error));
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      const ended = once(socket, 'end');
      const closed = once(socket, 'close');
      const lines = `host: localhost\r\ncontent-type: application/json\r\nconnection: ${wish}\r\n`;
      socket.write(`${method} /api/apps${path} HTTP/1.1\r\n${lines}${who}${length}\r\n\r\n`);
      for (let i = 0; i < 11; i++) socket.write(sent);
      await once(socket, 'data'); // The answer is there, the body is not.
      await new Promise((resolve) => setTimeout(resolve, 1500)); // Longer than the adapter would wait.
      socket.write(sent);
      if (sent !== piece) socket.write('0\r\n\r\n');
      if (wish === 'keep-alive') {
        socket.write(`GET /api/apps/nothing HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
      }
      await ended;
      socket.end();
      await closed;
      expect(errors).toEqual([]);
      const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, code]) => code);
      expect(statuses).toEqual(wish === 'close' ? [status] : [status, '404']);
    }
  },
);

it('many requests on one connection are answered in order', async () => {
  const one = `GET /api/apps/whoami HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${school.token}\r\n`;
  const answer = await send([`${one}\r\n`.repeat(9), `${one}connection: close\r\n\r\n`]);
  const left = [...answer.matchAll(/x-ratelimit-remaining: (\d+)/gi)].map(([, n]) => Number(n));
  expect(left).toHaveLength(10);
  expect(answer.match(/"tenant_id":\d+/g)).toHaveLength(10);
});
