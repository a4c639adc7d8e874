// A worker in a process of its own, for tests that kill it: node worker-child.ts DATABASE_URL PORT SECRET
import { openDatabase } from '#lib/db/client.ts';
import { systemClock } from '#lib/std/clock.ts';
import { createWorker } from '#lib/worker/worker.ts';

const [databaseUrl = '', port = '', portalSecret = ''] = process.argv.slice(2);

createWorker({
  db: openDatabase(databaseUrl, { max: 6 }),
  clock: systemClock,
  portalSecret,
  portalUrl: 'http://localhost:4130',
  listen: null,
  allowTargets: [{ host: '127.0.0.1', port: Number(port) }],
  pollMs: 20,
  sole: true,
}).start();
