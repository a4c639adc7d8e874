import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWaiting } from '#lib/std/wakeup.ts';
import type { Worker } from '../services.ts';

const drainMs = 10_000;
const workerHeadStartMs = 1_000;

/** Kept-alive connections would go on to bring requests; each is closed after its next answer. */
function closeAfterAnswers(server: Server): void {
  server.prependListener('request', (_req, res) => res.setHeader('connection', 'close'));
}

/** Takes no new connections, lets running requests end, and after ten seconds cuts what is left. */
export async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}

/**
 * Ends the work of a process. The worker goes first: what it is delivering may be addressed to our own request bin,
 * which still answers for that moment; then the door closes, while a slow receiver may finish. `noticeMs`: how long
 * the door stays open for a balancer, which learns from /api/health/ready to send its requests elsewhere.
 */
export async function quiesce(server: Server, worker: Worker, noticeMs: number): Promise<void> {
  closeAfterAnswers(server);
  endWaiting();
  const workerEnded = worker.stop();
  const headStart = Promise.race([
    workerEnded,
    sleep(workerHeadStartMs, undefined, { ref: false }),
  ]);
  await Promise.all([headStart, sleep(noticeMs)]);
  await Promise.all([workerEnded, drain(server)]);
}
