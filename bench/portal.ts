import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { routes } from '#lib/routes.ts';
import { probePort } from '#server/start/port.ts';

const root = path.resolve(import.meta.dirname, '..');
const startDeadlineMs = 600_000;

/** Runs `work` against the portal as `npm start` runs it, in a data folder of its own; `pid` is the start script's. */
export async function withPortal<T>(
  work: (base: string, pid: number) => Promise<T>,
  settings: Readonly<Record<string, string>> = {},
): Promise<T> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'portal-bench-'));
  const port = await probePort('127.0.0.1', 0);
  const child = spawn(process.execPath, [path.join(root, 'scripts/start.mjs')], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      PORTAL_DATA_DIR: dataDir,
      PORTAL_DEMO: 'off',
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const base = `http://127.0.0.1:${port}`;
  try {
    await becomesReady(base, () => child.exitCode !== null);
    return await work(base, child.pid ?? 0);
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
