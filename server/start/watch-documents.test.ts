import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchDocuments } from './watch-documents.ts';

let folder = '';
let closing: { close: () => void } | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watch-documents-'));
});
afterEach(() => {
  closing?.close();
  rmSync(folder, { recursive: true, force: true });
});

const soon = { timeout: 60_000, interval: 10 };
const looks = (count: number) => new Promise((resolve) => setTimeout(resolve, count * 20));
const start = (compile: () => Promise<void>) => {
  const errors: unknown[] = [];
  const watching = watchDocuments({
    folders: [folder, path.join(folder, 'absent')],
    compile,
    onError: (error) => errors.push(error),
    everyMs: 20,
  });
  closing = watching;
  return { errors, watching };
};

/** As editors do it: a new file takes the place of the old one. It is written beside the folder: seen there, it would count. */
const replace = (name: string, text: string) => {
  writeFileSync(`${folder}~${name}`, text);
  renameSync(`${folder}~${name}`, path.join(folder, name));
};

it('reads the documents again at every change: written, replaced, new, in a folder of its own, deleted', async () => {
  const compile = vi.fn(async () => {});
  mkdirSync(path.join(folder, 'shop'));
  writeFileSync(path.join(folder, 'shop', 'openapi.yaml'), 'a: 1');
  const { errors, watching } = start(compile);
  await watching.begun;
  await looks(10);
  expect(compile).not.toHaveBeenCalled();
  const changes = [
    () => writeFileSync(path.join(folder, 'shop', 'openapi.yaml'), 'a: 22'),
    () => replace('a.yaml', '1'),
    () => replace('a.yaml', '2'),
    () => replace('a.yaml', '3'),
    () => writeFileSync(path.join(folder, 'a.yaml'), 'broken: ['),
    () => rmSync(path.join(folder, 'a.yaml')),
  ];
  for (const change of changes) {
    const before = compile.mock.calls.length;
    change();
    await vi.waitFor(() => expect(compile.mock.calls.length).toBeGreaterThan(before), soon);
    await looks(5);
  }
  expect(errors).toEqual([]);
});

it('never reads twice at once, and reads once more what changed meanwhile', async () => {
  let release = () => {};
  const compile = vi.fn(
    () =>
      new Promise<void>((resolve) => {
        release = resolve;
      }),
  );
  await start(compile).watching.begun;
  replace('a.yaml', '1');
  await vi.waitFor(() => expect(compile).toHaveBeenCalledTimes(1), soon);
  replace('a.yaml', '22');
  await looks(10);
  expect(compile).toHaveBeenCalledTimes(1);
  release();
  await vi.waitFor(() => expect(compile).toHaveBeenCalledTimes(2), soon);
  release();
});

it('goes on after a run that failed, and ends when it is closed', async () => {
  const compile = vi.fn().mockRejectedValueOnce(new Error('no room')).mockResolvedValue(undefined);
  const { errors, watching } = start(compile);
  await watching.begun;
  replace('a.yaml', '1');
  await vi.waitFor(() => expect(errors).toHaveLength(1), soon);
  replace('a.yaml', '22');
  await vi.waitFor(() => expect(compile).toHaveBeenCalledTimes(2), soon);
  watching.close();
  replace('a.yaml', '333');
  await looks(10);
  expect(compile).toHaveBeenCalledTimes(2);
});
