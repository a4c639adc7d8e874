import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from '../services.ts';

const drainMs = 10_000;
const workerHeadStartMs = 1_000;

/** Takes no new connections, lets running requests end, and after ten seconds cuts what is left. */
export async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Kept-alive connections would otherwise begin new requests; each is closed as soon as it is idle.
  server.prependListener('request', (_req, res) => res.setHeader('connection', 'close'));
  server.closeIdleConnections();
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}

/**
 * Ends the work of a process. The worker goes first: what it is delivering may be addressed to our own request bin,
 * which still answers for that moment; then the door closes, while a slow receiver may finish.
 */
export async function quiesce(server: Server, worker: Worker): Promise<void> {
  const workerEnded = worker.stop();
  await Promise.race([workerEnded, sleep(workerHeadStartMs, undefined, { ref: false })]);
  await Promise.all([workerEnded, drain(server)]);
}
