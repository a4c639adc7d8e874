// The process under load: an empty Hono handler, the sandbox alone, and the sandbox behind the portal's front door,
// each on a port of its own. Prints the ports.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { openDatabase } from '#lib/db/client.ts';
import { createSandbox } from '#lib/sandbox/index.ts';
import { nodeListener } from '#lib/sandbox/node-listener.ts';
import { EncodedTextResponse } from '#lib/std/encoded-text.ts';
import { createFront } from '#server/front.ts';
import { log } from '#server/log.ts';

const [databaseUrl = ''] = process.argv.slice(2);
const db = openDatabase(databaseUrl);
const sandbox = createSandbox({ db, onError: (error) => console.error(error) });
// In the portal the globals stay as they are; the empty handler may have the adapter's.
const empty = new Hono().get('/empty', (c) => c.json({ ok: true }));

const emptyServer = createServer(getRequestListener((request) => empty.fetch(request)));
const sandboxServer = createServer({ ServerResponse: EncodedTextResponse }, nodeListener(sandbox));
const doorServer = createFront({
  portalUrl: 'http://localhost:3000',
  port: 3000,
  trustProxyHops: 0,
  log,
  sandbox: (request, info) => sandbox.handle(request, info),
  bin: null,
  relay: null,
  pages: null,
  isReady: async () => true,
});
const servers = { empty: emptyServer, sandbox: sandboxServer, door: doorServer };

for (const server of Object.values(servers)) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}
const ports = Object.entries(servers).map(([name, server]) => [name, server.address()]);
console.log(JSON.stringify(Object.fromEntries(ports)));

process.on('SIGTERM', async () => {
  for (const server of Object.values(servers)) {
    server.close();
    server.closeAllConnections();
  }
  await sandbox.close();
  await db.$client.end();
  process.exit(0);
});
