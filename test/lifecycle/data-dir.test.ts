import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isAlive } from '#lib/db/embedded/leftover.ts';
import { freePort } from '../support/free-port.ts';
import { type PortalProcess, refusal, startPortal } from './portal-process.ts';

// Machines that run tests are busy; these start several processes each.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let dir = '';
let running: PortalProcess[] = [];
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'portal-life-'));
});
afterEach(async () => {
  for (const portal of running) portal.kill('SIGTERM');
  await Promise.all(running.map((portal) => portal.ended));
  running = [];
  await rm(dir, { recursive: true, force: true });
});

async function start(settings: Record<string, string> = {}): Promise<PortalProcess> {
  const portal = startPortal({ PORTAL_DATA_DIR: dir, PORT: String(await freePort()), ...settings });
  running.push(portal);
  await portal.ready();
  return portal;
}

const postgresPid = (): number =>
  Number(readFileSync(path.join(dir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

// SIGHUP comes from a terminal that is closed.
it.each(['SIGTERM', 'SIGHUP'] as const)(
  '%s ends the portal with 0, stops PostgreSQL and gives the folder back',
  async (signal) => {
    const portal = await start();
    const postgres = postgresPid();
    portal.kill(signal);
    expect(await portal.ended).toEqual({ code: 0, signal: null });
    expect(isAlive(postgres)).toBe(false);
    expect(existsSync(path.join(dir, 'postgres/postmaster.pid'))).toBe(false);
    await start();
  },
);

it('SIGTERM during the start leaves nothing behind', async () => {
  const portal = startPortal({ PORTAL_DATA_DIR: dir, PORT: String(await freePort()) });
  running.push(portal);
  while (!existsSync(path.join(dir, 'postgres/postmaster.pid'))) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(processesThatName(dir)).not.toEqual([]);
  portal.kill('SIGTERM');
  expect((await portal.ended).code).toBe(0);
  expect(processesThatName(dir)).toEqual([]);
});

/**
 * Command lines that name a folder: also of initdb's passing servers, whose process id the lock file does not
 * hold yet (it is first empty, then negative), so that nothing may be concluded from the file alone.
 */
function processesThatName(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .filter((line) => line.includes(folder));
}

it('a request that runs when SIGTERM comes is still answered', async () => {
  const portal = await start();
  const { begun, end, status } = slowRequest(portal);
  await begun;
  portal.kill('SIGTERM');
  const isReady = async () => (await fetch(`${portal.url}/api/health/ready`).catch(() => null))?.ok;
  await expect.poll(isReady).not.toBe(true);
  end();
  expect(await status).toBe(401);
  expect(await portal.ended).toEqual({ code: 0, signal: null });
});

/** A call whose body ends late. It has begun when the portal has read its head, and asks for the body. */
function slowRequest(portal: PortalProcess) {
  const outgoing = request(`${portal.url}/api/apps/education/students`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': 12, expect: '100-continue' },
  });
  const status = new Promise<number>((resolve, reject) => {
    outgoing.once('response', (answer) => resolve(answer.resume().statusCode ?? 0));
    outgoing.once('error', reject);
  });
  const begun = once(outgoing, 'continue');
  outgoing.write('{"name":');
  return { begun, end: () => outgoing.end('"x"}'), status };
}

it('after kill -9 the next start takes over the PostgreSQL left behind', async () => {
  const first = await start();
  const postgres = postgresPid();
  first.kill('SIGKILL');
  await first.ended;
  expect(isAlive(postgres)).toBe(true);
  const second = await start();
  expect(postgresPid()).toBe(postgres);
  second.kill('SIGTERM');
  expect((await second.ended).code).toBe(0);
  expect(isAlive(postgres)).toBe(false);
});

it('PostgreSQL that is killed comes back by itself', async () => {
  const portal = await start();
  const postgres = postgresPid();
  process.kill(postgres, 'SIGKILL');
  const isAnother = () =>
    existsSync(path.join(dir, 'postgres/postmaster.pid')) && ![0, postgres].includes(postgresPid());
  await expect.poll(isAnother, { timeout: 120_000 }).toBe(true);
  await portal.ready();
});

it('a second portal on the folder refuses within 5 s and names the holder', async () => {
  const portal = await start();
  // The promise is about the refusal, not about how long a busy machine starts and ends a process at this moment.
  const ask = async () => {
    const atOnce = await refusal({ PORT: 'none' });
    const result = await refusal({ PORTAL_DATA_DIR: dir, PORT: String(await freePort()) });
    return { ...result, waitedMs: result.tookMs - atOnce.tookMs };
  };
  let result = await ask();
  for (let i = 0; i < 4 && result.waitedMs >= 4_000; i++) result = await ask();
  expect(result.code).toBe(1);
  expect(result.waitedMs).toBeLessThan(4_000);
  const port = new URL(portal.url).port;
  expect(result.text).toMatch(
    new RegExp(
      `in use by another portal \\(process ${portal.pid}, http://localhost:${port}, since 20`,
    ),
  );
  await portal.ready();
});

it('the secret is made once and readable by its owner only', async () => {
  const file = path.join(dir, 'secret');
  const portal = await start();
  const secret = readFileSync(file, 'utf8');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(secret.trim().length).toBeGreaterThanOrEqual(48);
  portal.kill('SIGTERM');
  await portal.ended;
  await start();
  expect(readFileSync(file, 'utf8')).toBe(secret);
});

it('works below a folder that others may not enter', async () => {
  await chmod(dir, 0o700);
  await start({ PORTAL_DATA_DIR: path.join(dir, 'inner', 'data') });
});
