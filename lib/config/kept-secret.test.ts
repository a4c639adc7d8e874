import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keptText } from './kept-secret.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'portal-kept-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it('is made once, for its owner only, and is the same ever after', async () => {
  const file = path.join(dir, 'password');
  const first = await keptText(file, () => 'first');
  expect([first, await keptText(file, () => 'second')]).toEqual(['first', 'first']);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(dir)).toEqual(['password']);
});

it('an empty file is said, and not taken for a secret', async () => {
  const file = path.join(dir, 'secret');
  await writeFile(file, '');
  await expect(keptText(file, () => 'new')).rejects.toThrow('is empty or cannot be read');
});
