import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { isAlive } from './embedded/leftover.ts';
import { checkOwner } from './embedded/run-as.ts';
import { type EmbeddedPostgres, startEmbedded } from './embedded.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let dir = '';
let fresh = '';
const running: EmbeddedPostgres[] = [];
let other: ChildProcess | null = null;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'portal-embedded-'));
  fresh = path.join(dir, 'fresh');
  await (await startEmbedded(fresh)).stop();
});
afterEach(async () => {
  other?.kill('SIGKILL');
  for (const postgres of running.splice(0)) await postgres.stop();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

let copies = 0;
async function copyOf(folder: string): Promise<string> {
  copies += 1;
  const copy = path.join(dir, `copy ${copies}`);
  await cp(folder, copy, { recursive: true, preserveTimestamps: true });
  const owner = process.getuid?.() === 0 ? ['chown', '-R', '--reference'] : null;
  if (owner) {
    const [command = '', ...args] = owner;
    const pair = [path.join(folder, 'postgres'), path.join(copy, 'postgres')];
    await once(spawn(command, [...args, ...pair]), 'close');
  }
  return copy;
}

async function start(folder: string, onEvent?: (text: string) => void) {
  const postgres = await startEmbedded(folder, onEvent);
  running.push(postgres);
  return postgres;
}

it('a copy of a folder in use gets a PostgreSQL of its own, and leaves the other one alone', async () => {
  const first = await start(await copyOf(fresh));
  const used = path.join(dir, `copy ${copies}`);
  const second = await start(await copyOf(used));
  expect(second.adopted).toBe(false);
  expect(second.pid).not.toBe(first.pid);
  await running.pop()?.stop();
  expect(isAlive(first.pid)).toBe(true);
});

it('a process that has got the id of an ended PostgreSQL hinders nobody', async () => {
  const folder = await copyOf(fresh);
  // As the same user: of others PostgreSQL itself knows that they are none of it.
  const [pid, uid] = [path.join(folder, 'postgres/postmaster.pid'), process.getuid?.() === 0];
  other = spawn(...asPostgres(uid, 'sleep', '60'));
  await once(other, 'spawn');
  const lines = [other.pid, path.join(folder, 'postgres'), 1, 40_001, '', '127.0.0.1', '1 1'];
  await writeFile(pid, `${lines.join('\n')}\n`, { mode: 0o644 });
  const postgres = await start(folder);
  expect(postgres.adopted).toBe(false);
  expect(isAlive(other.pid ?? 0)).toBe(true);
});

function asPostgres(isRoot: boolean, command: string, ...args: string[]): [string, string[]] {
  if (!isRoot) return [command, args];
  return ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', command, ...args]];
}

it('a stop while it is being started again leaves none behind', async () => {
  const folder = await copyOf(fresh);
  const noticed = new Promise<void>((resolve) => {
    void start(folder, () => resolve()).then(({ pid }) => process.kill(pid, 'SIGKILL'));
  });
  await noticed;
  await running.pop()?.stop();
  const line = readFileSync(path.join(folder, 'postgres.log'), 'utf8').trim().split('\n').at(-1);
  expect(line).toContain('database system is shut down');
});

it('a process that ends without a stop takes it along', async () => {
  const folder = await copyOf(fresh);
  const module = pathToFileURL(path.join(import.meta.dirname, 'embedded.ts')).href;
  const script = `const { startEmbedded } = await import(${JSON.stringify(module)});
    console.log((await startEmbedded(${JSON.stringify(folder)})).pid);
    process.exit(1);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  await once(child, 'close');
  const pid = Number(text);
  expect(pid).toBeGreaterThan(1);
  await expect.poll(() => isAlive(pid), { timeout: 60_000 }).toBe(false);
});

it('a folder of another user is refused, with how to give it away', async () => {
  const folder = path.join(await copyOf(fresh), 'postgres');
  const { uid, gid } = await stat(folder);
  expect(() => checkOwner(folder, { uid, gid, keepAccess: false })).not.toThrow();
  const other = { uid: 12_345, gid, keepAccess: false };
  expect(() => checkOwner(folder, other)).toThrow(/would run as 12345\..*chown -R 12345 '/);
});

it('a lost password is said, and nothing of the database is touched', async () => {
  const folder = await copyOf(fresh);
  const file = path.join(folder, 'postgres.json');
  await rename(file, `${file}.away`);
  await expect(startEmbedded(folder)).rejects.toThrow(/postgres\.json is missing/);
  await rename(`${file}.away`, file);
  await start(folder);
});
