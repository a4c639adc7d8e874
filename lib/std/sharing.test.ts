import { expect, it } from 'vitest';
import { createSharing } from '#lib/std/sharing.ts';

/** Work that ends when it is told to; counts its beginnings. */
function stand() {
  const ends: ((value: string) => void)[] = [];
  const fails: ((error: Error) => void)[] = [];
  const work = () =>
    new Promise<string>((resolve, reject) => {
      ends.push(resolve);
      fails.push(reject);
    });
  return { ends, fails, work };
}
const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

it('one turn shares one piece of work, another question has its own', async () => {
  const share = createSharing<string>(1);
  const { ends, work } = stand();
  const asked = [share('a', work), share('a', work), share('b', work)];
  await turn();
  expect(ends).toHaveLength(2);
  ends[0]?.('A');
  ends[1]?.('B');
  expect(await Promise.all(asked)).toEqual(['A', 'A', 'B']);
});

it('who asks while it runs never gets its answer, but shares the next', async () => {
  const share = createSharing<string>(1);
  const { ends, work } = stand();
  const first = share('a', work);
  await turn();
  const later = [share('a', work), share('a', work)];
  await turn();
  expect(ends).toHaveLength(1);
  ends[0]?.('old');
  expect(await first).toBe('old');
  await turn();
  expect(ends).toHaveLength(2);
  ends[1]?.('new');
  expect(await Promise.all(later)).toEqual(['new', 'new']);
});

it('a failure is told to those who shared it, and the next begins all the same', async () => {
  const share = createSharing<string>(1);
  const { ends, fails, work } = stand();
  const first = share('a', work);
  await turn();
  const later = share('a', work);
  fails[0]?.(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  await turn();
  ends[1]?.('fine');
  expect(await later).toBe('fine');
  const thrown = share('b', () => Promise.reject(new Error('at once')));
  await expect(thrown).rejects.toThrow('at once');
});

it('as many pieces as allowed run at once, and each answers only those who asked before it began', async () => {
  const share = createSharing<string>(2);
  const { ends, work } = stand();
  const first = share('a', work);
  await turn();
  const second = share('a', work);
  await turn();
  expect(ends).toHaveLength(2);
  const third = [share('a', work), share('a', work)];
  await turn();
  expect(ends).toHaveLength(2);
  ends[1]?.('second');
  expect(await second).toBe('second');
  await turn();
  expect(ends).toHaveLength(3);
  ends[0]?.('first');
  ends[2]?.('third');
  expect(await Promise.all([first, ...third])).toEqual(['first', 'third', 'third']);
});
