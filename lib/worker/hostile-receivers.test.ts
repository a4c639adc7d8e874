import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deliveries, deliveryAttempts } from '#lib/db/schema/webhooks.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { closeServer, listen, portOf } from '../../test/support/receiver.ts';
import {
  addEndpoint,
  createPartner,
  emitStudents,
  setTestConfig,
  startTestWorker,
  until,
} from '../../test/support/webhooks.ts';

const head = (status: string, ...lines: string[]) =>
  `HTTP/1.1 ${status}\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;
const bomb = gzipSync(Buffer.alloc(20_000_000));

/** What a receiver at this path does with the connection. */
const behaviours: Readonly<Record<string, (socket: net.Socket) => void>> = {
  '/reset': (socket) => {
    socket.write(`${head('200 OK', 'Content-Length: 100')}half`);
    setTimeout(() => socket.resetAndDestroy(), 30);
  },
  '/long': (socket) =>
    socket.end(`${head('200 OK', 'Content-Length: 1000000')}${'x'.repeat(1_000_000)}`),
  '/bomb': (socket) => {
    const lines = ['Content-Encoding: gzip', `Content-Length: ${bomb.length}`];
    socket.write(head('200 OK', ...lines));
    socket.end(bomb);
  },
  '/garbage': (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  '/bad-header': (socket) => socket.end('HTTP/1.1 200 OK\r\nbad header\0: x\r\n\r\n'),
  '/inside': (socket) =>
    socket.end(head('302 Found', 'Location: http://169.254.169.254/', 'Content-Length: 0')),
  '/drip': (socket) => {
    socket.write(head('200 OK', 'Content-Length: 1000'));
    const timer = setInterval(() => socket.write('.'), 100);
    socket.once('close', () => clearInterval(timer));
  },
  '/hang': () => undefined,
  '/huge-wait': (socket) =>
    socket.end(head('503 Busy', 'Retry-After: 99999999', 'Content-Length: 0')),
  '/negative-wait': (socket) =>
    socket.end(head('429 Slow', 'Retry-After: -5', 'Content-Length: 0')),
  '/word-wait': (socket) => socket.end(head('503 Busy', 'Retry-After: soon', 'Content-Length: 0')),
};

let database: TestDatabase;
let server: net.Server;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await listen(
    net.createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', (chunk) => {
        const [, path = ''] = /^POST (\S+)/.exec(chunk.toString('latin1')) ?? [];
        behaviours[path]?.(socket);
      });
    }),
  );
  setTestConfig([portOf(server)]);
});
afterAll(async () => {
  closeServer(server);
  await database.drop();
});

it('receivers that misbehave are each recorded as what they are, and the waits stay in bounds', async () => {
  const partner = await createPartner(database.db);
  const port = portOf(server);
  for (const path of Object.keys(behaviours)) {
    await addEndpoint(partner, `http://127.0.0.1:${port}${path}`);
  }
  await emitStudents(partner, 1);
  const worker = startTestWorker(database.db, [port], { deadlineMs: 1500 });
  const attempts = async () =>
    database.db
      .select()
      .from(deliveryAttempts)
      .innerJoin(deliveries, eq(deliveries.id, deliveryAttempts.deliveryId));
  const wanted = Object.keys(behaviours).length;
  await until('all attempts', async () => (await attempts()).length === wanted, 15_000);
  await worker.stop();
  const rows = await attempts();
  const of = (path: string) => {
    const row = rows.find((one) => one.delivery_attempts.url.endsWith(path));
    if (!row) throw new Error(`No attempt at ${path}`);
    return { attempt: row.delivery_attempts, delivery: row.deliveries };
  };
  const outcome = (path: string) => [of(path).delivery.status, of(path).delivery.lastError];
  expect(outcome('/reset')).toEqual(['retrying', 'connection_reset']);
  expect(outcome('/garbage')).toEqual(['retrying', 'invalid_response']);
  expect(outcome('/bad-header')).toEqual(['retrying', 'invalid_response']);
  expect(outcome('/inside')).toEqual(['retrying', 'http_302']);
  expect(outcome('/drip')).toEqual(['retrying', 'timeout']);
  expect(outcome('/hang')).toEqual(['retrying', 'timeout']);
  expect(outcome('/long')[0]).toBe('delivered');
  expect(of('/long').attempt).toMatchObject({ responseTruncated: true });
  expect(of('/long').attempt.responseBody).toHaveLength(65_536);
  expect(outcome('/bomb')[0]).toBe('delivered');
  expect(of('/bomb').attempt.responseBody?.length).toBeLessThanOrEqual(65_536);
  const waitMs = (path: string) => {
    const { attempt, delivery } = of(path);
    return (delivery.nextAttemptAt?.getTime() ?? 0) - attempt.endedAt.getTime();
  };
  expect(waitMs('/huge-wait')).toBe(6 * 3_600_000);
  expect(waitMs('/negative-wait')).toBe(30_000);
  expect(waitMs('/word-wait')).toBe(30_000);
}, 120_000);
