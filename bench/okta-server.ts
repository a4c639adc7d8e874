// The process under load of the Okta bench: the sandbox on a port of its own, which it prints.
import { createServer } from 'node:http';
import { openDatabase } from '#lib/db/client.ts';
import { createSandbox } from '#lib/sandbox/index.ts';
import { nodeListener } from '#lib/sandbox/node-listener.ts';

const [databaseUrl = '', secret = '', portalUrl = ''] = process.argv.slice(2);
const db = openDatabase(databaseUrl);
const sandbox = createSandbox({
  db,
  okta: { secret, portalUrl },
  onError: (error) => console.error(error),
});
const server = createServer(nodeListener(sandbox));
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify(server.address())));

process.on('SIGTERM', async () => {
  server.close();
  server.closeAllConnections();
  await sandbox.close();
  await db.$client.end();
  process.exit(0);
});
