import net from 'node:net';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { closeServer, listen, portOf } from '../../test/support/receiver.ts';
import { openDatabase } from './client.ts';

// A network that, when told to, swallows what goes over the connections that are there.
let server: net.Server;
let swallowed = new Set<net.Socket>();
const here = new Set<net.Socket>();
beforeAll(async () => {
  const port = Number(new URL(inject('templateUrl')).port);
  server = await listen(
    net.createServer((near) => {
      const far = net.connect(port, '127.0.0.1');
      here.add(near);
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
afterAll(() => closeServer(server));

function open(silentMs: number) {
  const url = new URL(inject('templateUrl'));
  url.port = String(portOf(server));
  // Not the template: what somebody is connected to cannot be copied.
  url.pathname = '/postgres';
  return openDatabase(url.href, { max: 1, silentMs });
}

it('a connection that went dead while it is asked something is given up and replaced', async () => {
  const { $client: pool } = open(3_000);
  await pool.query('select 1');
  swallowed = new Set(here);
  await expect(pool.query('select 1')).rejects.toThrow('The database went silent.');
  expect((await pool.query('select 2 as n')).rows).toEqual([{ n: 2 }]);
  await pool.end();
});

it('one that is asked nothing may be quiet, also inside a transaction', async () => {
  const { $client: pool } = open(1_500);
  const client = await pool.connect();
  await client.query('begin');
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect((await client.query('select 3 as n')).rows).toEqual([{ n: 3 }]);
  await client.query('commit');
  client.release();
  await pool.end();
});

it('a transaction whose process does nothing with it is ended by the database', async () => {
  const { $client: pool } = open(10_000);
  const { rows } = await pool.query('show idle_in_transaction_session_timeout');
  expect(rows).toEqual([{ idle_in_transaction_session_timeout: '2min' }]);
  await pool.end();
});
