import { cp, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findHolder, lockDataDir } from './data-dir-lock.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'portal-lock-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const portal = { kind: 'portal', address: 'http://localhost:3000' } as const;

async function leave(holder: Record<string, unknown>): Promise<string> {
  await mkdir(path.join(dir, 'lock'), { recursive: true });
  const file = path.join(dir, 'lock', 'left.json');
  const whole = {
    pid: process.pid,
    ...portal,
    since: '2026-01-05T08:00:00.000Z',
    host: hostname(),
    boot: '',
    startTicks: '1',
    ...holder,
  };
  await writeFile(file, JSON.stringify(whole));
  return file;
}

it('of many that come together exactly one gets the folder', async () => {
  const tries = await Promise.allSettled(Array.from({ length: 6 }, () => lockDataDir(dir, portal)));
  const won = tries.filter((result) => result.status === 'fulfilled');
  expect(won).toHaveLength(1);
  await won[0]?.value.release();
  expect(await readdir(path.join(dir, 'lock'))).toEqual([]);
});

it('a refusal names the holder: process, address, since', async () => {
  const lock = await lockDataDir(dir, portal);
  const refusal = lockDataDir(dir, { kind: 'portal', address: 'http://localhost:3001' });
  await expect(refusal).rejects.toThrow(
    new RegExp(`another portal \\(process ${process.pid}, http://localhost:3000, since 20\\d\\d-`),
  );
  await lock.release();
});

it('a holder that is stopping is waited for', async () => {
  const lock = await lockDataDir(dir, portal);
  await lock.markStopping();
  const next = lockDataDir(dir, portal);
  setTimeout(() => void lock.release(), 2_500);
  await (await next).release();
});

it.each([
  ['whose process has ended', { pid: 2 ** 22 - 1 }],
  ['whose process id belongs to another process by now', { startTicks: '1' }],
  ['from before the machine was started anew', { boot: 'another' }],
  ['that is damaged', { pid: 'x' }],
])('a lock %s counts for nothing', async (_name, holder) => {
  await leave(holder);
  expect(await findHolder(dir)).toBeNull();
  await (await lockDataDir(dir, portal)).release();
});

it('the lock of a living process counts for nothing in a copy of its folder', async () => {
  const lock = await lockDataDir(dir, portal);
  const copy = await mkdtemp(path.join(tmpdir(), 'portal-lock-copy-'));
  await cp(dir, copy, { recursive: true });
  expect(await findHolder(copy)).toBeNull();
  expect(await findHolder(dir)).toMatchObject({ pid: process.pid });
  await rm(copy, { recursive: true });
  await lock.release();
});

it('a holder on another host counts while its heart beats', async () => {
  const file = await leave({ host: 'elsewhere' });
  const beat = setInterval(() => void utimes(file, new Date(), new Date()), 300);
  await expect(lockDataDir(dir, portal)).rejects.toThrow('on elsewhere');
  clearInterval(beat);
  await (await lockDataDir(dir, portal)).release();
});
