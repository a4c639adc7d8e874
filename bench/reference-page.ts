import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { routes } from '#lib/routes.ts';
import { probePort } from '#server/start/port.ts';
import { type BenchRow, measure } from './stand.ts';

const root = path.resolve(import.meta.dirname, '..');
const connections = 32;
const startDeadlineMs = 600_000;

/** Runs `work` against the portal as `npm start` runs it, in a data folder of its own. */
async function withPortal<T>(work: (base: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'portal-bench-'));
  const port = await probePort('127.0.0.1', 0);
  const child = spawn(process.execPath, [path.join(root, 'scripts/start.mjs')], {
    cwd: root,
    env: { ...process.env, PORT: String(port), PORTAL_DATA_DIR: dataDir, PORTAL_DEMO: 'off' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const base = `http://127.0.0.1:${port}`;
  try {
    await becomesReady(base, () => child.exitCode !== null);
    return await work(base);
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function becomesReady(base: string, hasEnded: () => boolean): Promise<void> {
  const deadline = Date.now() + startDeadlineMs;
  while (Date.now() < deadline) {
    if (hasEnded()) throw new Error('The portal did not start.');
    const answer = await fetch(base + routes.ready()).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error('The portal was not ready in time.');
}

/** The yardstick: what a bare Node server does with an answer of the page's size. */
async function withBareServer<T>(body: Buffer, work: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((_req, res) => res.end(body));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  try {
    return await work(`http://127.0.0.1:${port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** An operation page at 32 connections, as a browser asks for it, beside a bare Node server with as many bytes. */
export async function benchReferencePage(seconds = 8): Promise<BenchRow[]> {
  const headers = { 'accept-encoding': 'br' };
  return withPortal(async (base) => {
    const url = base + routes.operation('partners', 'createStudent');
    const compressed = await compressedSize(url);
    return [
      await withBareServer(Buffer.alloc(compressed, 'x'), (bare) =>
        measure(
          { title: `bare Node server, ${compressed} bytes`, url: bare, connections },
          seconds,
        ),
      ),
      await measure({ title: 'operation page', url, connections, options: { headers } }, seconds),
      await measure(
        {
          title: 'operation page, rendered anew',
          url: `${url}?fresh`,
          connections,
          options: { headers },
        },
        seconds,
      ),
    ];
  });
}

async function compressedSize(url: string): Promise<number> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'br' } });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
  return Number(answer.headers.get('content-length'));
}
