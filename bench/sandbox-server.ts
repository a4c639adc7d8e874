// The process under load: an empty Hono handler and the sandbox, each on a port of its own. Prints both ports.
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { openDatabase } from '#lib/db/client.ts';
import { createSandbox } from '#lib/sandbox/index.ts';
import { nodeListener } from '#lib/sandbox/node-listener.ts';

const [databaseUrl = '', emptyPort = '0', sandboxPort = '0'] = process.argv.slice(2);
const db = openDatabase(databaseUrl);
const sandbox = createSandbox({ db, onError: (error) => console.error(error) });
// In the portal the globals stay as they are; the empty handler may have the adapter's.
const empty = new Hono().get('/empty', (c) => c.json({ ok: true }));

const emptyServer = createServer(getRequestListener((request) => empty.fetch(request)));
const sandboxServer = createServer(nodeListener(sandbox));
emptyServer.listen(Number(emptyPort), '127.0.0.1', () =>
  sandboxServer.listen(Number(sandboxPort), '127.0.0.1', () => {
    console.log(JSON.stringify({ empty: emptyServer.address(), sandbox: sandboxServer.address() }));
  }),
);

process.on('SIGTERM', async () => {
  for (const server of [emptyServer, sandboxServer]) {
    server.close();
    server.closeAllConnections();
  }
  await sandbox.close();
  await db.$client.end();
  process.exit(0);
});
