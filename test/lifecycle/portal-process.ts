import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = path.resolve(import.meta.dirname, '../..');
const node = path.join(root, 'node_modules/.bin/node');
const readyDeadlineMs = 180_000;

export type Ended = { code: number | null; signal: NodeJS.Signals | null };

/** A portal as an operator runs it: a process of its own, known by what it prints and answers. */
export type PortalProcess = {
  pid: number;
  url: string;
  stdout(): string;
  stderr(): string;
  /** Resolves when it answers requests; rejects with its output when it ended instead. */
  ready(): Promise<void>;
  ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
};

/** Starts server/main.ts with exactly these settings and, where not said otherwise, without pages. */
export function startPortal(settings: Record<string, string>): PortalProcess {
  const port = settings.PORT ?? '0';
  const child = spawn(node, [path.join(root, 'server/main.ts')], {
    cwd: root,
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH ?? '',
      PORTAL_ROLES: 'sandbox,worker',
      PORTAL_DEMO: 'off',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return observe(child, `http://127.0.0.1:${port}`);
}

function observe(child: ChildProcess, url: string): PortalProcess {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  let end: Ended | null = null;
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      end = { code, signal };
      resolve(end);
    });
  });
  return {
    pid: child.pid ?? 0,
    url,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    kill: (signal) => child.kill(signal),
    async ready() {
      const deadline = Date.now() + readyDeadlineMs;
      while (Date.now() < deadline) {
        if (end)
          throw new Error(`The portal ended with ${JSON.stringify(end)}:\n${stdout}${stderr}`);
        const answer = await fetch(`${url}/api/health/ready`).catch(() => null);
        if (answer?.ok) return;
        await sleep(20);
      }
      throw new Error(`The portal was not ready in time:\n${stdout}${stderr}`);
    },
  };
}

/** Runs a portal that must refuse to start; answers with how it ended and what it said. */
export async function refusal(settings: Record<string, string>) {
  const begun = Date.now();
  const portal = startPortal(settings);
  const end = await portal.ended;
  return { ...end, text: portal.stderr().trim(), tookMs: Date.now() - begun };
}

/** Runs the operator's command line with the same settings. */
export function portalCommand(
  settings: Record<string, string>,
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(node, [path.join(root, 'scripts/portal/main.ts'), ...args], {
      cwd: root,
      env: { NODE_ENV: 'production', PATH: process.env.PATH ?? '', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.once('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}
