import net from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { closeServer, listen, portOf } from '../../test/support/receiver.ts';
import { openDatabase } from './client.ts';
import type { Patience } from './silence.ts';

// A network that, when told to, swallows what goes over connections: those that are there, or new ones too.
let database: TestDatabase;
let server: net.Server;
let swallowed = new Set<net.Socket>();
let swallowsNew = false;
const here = new Set<net.Socket>();
beforeAll(async () => {
  database = await createTestDatabase();
  const port = Number(new URL(database.url).port);
  server = await listen(
    net.createServer((near) => {
      const far = net.connect(port, '127.0.0.1');
      here.add(near);
      if (swallowsNew) swallowed.add(near);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        from.on('data', (bytes) => swallowed.has(near) || to.write(bytes));
        from.on('error', () => from.destroy());
        from.on('close', () => swallowed.has(near) || to.destroy());
      }
    }),
  );
});
afterAll(async () => {
  for (const near of here) near.destroy();
  await closeServer(server);
  await database.drop();
});

// A database that is asked may take its time: the machine is busy.
const soon: Patience = { lookAfterMs: 200, sayMs: 20_000, onTheWayMs: 100 };

function open(patience: Patience = soon, user?: string, max = 1) {
  const url = new URL(database.url);
  url.port = String(portOf(server));
  if (user) url.username = url.password = user;
  return openDatabase(url.href, { max, patience });
}

it('a connection that went dead while it is asked something is given up and replaced', async () => {
  const { $client: pool } = open();
  await pool.query('select 1');
  swallowed = new Set(here);
  await expect(pool.query('select 1')).rejects.toThrow('The connection to the database was lost.');
  expect((await pool.query('select 2 as n')).rows).toEqual([{ n: 2 }]);
  await pool.end();
});

it('one that dies while the database still works on its question too', async () => {
  const { $client: pool } = open();
  const admin = await database.db.$client.connect();
  await admin.query('select pg_advisory_lock(4711)');
  const asked = pool.query('select pg_advisory_lock(4711)');
  const lost = expect(asked).rejects.toThrow('The connection to the database was lost.');
  const isAtWork = `select count(*)::int as n from pg_stat_activity
    where wait_event_type = 'Lock' and query = 'select pg_advisory_lock(4711)'`;
  await expect.poll(async () => (await admin.query(isAtWork)).rows).toEqual([{ n: 1 }]);
  swallowed = new Set(here);
  await admin.query('select pg_advisory_unlock(4711)');
  await lost;
  admin.release();
  await pool.end();
});

it('those that lay idle beside it go with it: one call finds out for all', async () => {
  const { $client: pool } = open(soon, undefined, 3);
  const three = [1, 2, 3].map((n) => pool.query('select $1::int as n from pg_sleep(0.1)', [n]));
  await Promise.all(three);
  expect(pool.idleCount).toBe(3);
  swallowed = new Set(here);
  await expect(pool.query('select 1')).rejects.toThrow('The connection to the database was lost.');
  await expect.poll(() => pool.totalCount).toBe(0);
  expect((await pool.query('select 4 as n')).rows).toEqual([{ n: 4 }]);
  await pool.end();
});

it('while the whole network is dead, each call ends with an error, and then all is well again', async () => {
  const { $client: pool } = open({ ...soon, sayMs: 500 });
  await pool.query('select 1');
  swallowed = new Set(here);
  swallowsNew = true;
  await expect(pool.query('select 1')).rejects.toThrow('The connection to the database was lost.');
  swallowsNew = false;
  await expect.poll(() => pool.query('select 3 as n').then(({ rows }) => rows)).toEqual([{ n: 3 }]);
  await pool.end();
});

it('a statement may take long, also when nobody can be asked about it', async () => {
  const name = `narrow_${process.pid}`;
  const { $client: admin } = database.db;
  await admin.query(`create role ${name} login password '${name}' connection limit 1`);
  for (const { $client: pool } of [open(), open(soon, name)]) {
    const { rows } = await pool.query(`select 4 as n from pg_sleep(1.5)`);
    expect(rows).toEqual([{ n: 4 }]);
    await pool.end();
  }
  await admin.query(`drop role ${name}`);
});

it('one that is asked nothing may be quiet, also inside a transaction', async () => {
  const { $client: pool } = open();
  const client = await pool.connect();
  await client.query('begin');
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect((await client.query('select 5 as n')).rows).toEqual([{ n: 5 }]);
  await client.query('commit');
  client.release();
  await pool.end();
});

it('a transaction whose process does nothing with it is ended by the database', async () => {
  const { $client: pool } = open();
  const { rows } = await pool.query('show idle_in_transaction_session_timeout');
  expect(rows).toEqual([{ idle_in_transaction_session_timeout: '2min' }]);
  await pool.end();
});
