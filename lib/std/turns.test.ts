import { expect, it } from 'vitest';
import { createTurns } from '#lib/std/turns.ts';

/** Work that ends when the test says so, and tells in which order it began. */
function bench() {
  const begun: string[] = [];
  const ends = new Map<string, { ok: () => void; fail: () => void }>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve, reject) =>
      ends.set(name, { ok: () => resolve(name), fail: () => reject(new Error(name)) }),
    );
  };
  return { begun, ends, work };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

it('runs so many of one key at once, the rest in order, and holds up no other key', async () => {
  const { begun, ends, work } = bench();
  const turns = createTurns<string>(2);
  const all = ['a', 'b', 'c', 'd'].map((name) => turns('one', work(name)));
  const other = turns('two', work('x'));
  await settle();
  expect(begun).toEqual(['a', 'b', 'x']);
  ends.get('b')?.ok();
  await settle();
  expect(begun).toEqual(['a', 'b', 'x', 'c']);
  for (const name of ['a', 'c', 'x']) ends.get(name)?.ok();
  await settle();
  ends.get('d')?.ok();
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
  expect(await other).toBe('x');
});

it('a failure gives its turn on', async () => {
  const { ends, work } = bench();
  const turns = createTurns<number>(1);
  const first = turns(1, work('a'));
  const second = turns(1, work('b'));
  ends.get('a')?.fail();
  await expect(first).rejects.toThrow('a');
  await settle();
  ends.get('b')?.ok();
  expect(await second).toBe('b');
});
