import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createBatcher } from '#lib/std/batcher.ts';

it('asks once for what arrives in one turn, and answers each its own', async () => {
  const sizes: number[] = [];
  const batcher = createBatcher<number, number>({
    run: async (items) => {
      sizes.push(items.length);
      return items.map((n) => n * 2);
    },
    size: 100,
    inFlight: 1,
  });
  const answers = await Promise.all([1, 2, 3].map((n) => batcher.add(n)));
  expect(answers).toEqual([2, 4, 6]);
  expect(sizes).toEqual([3]);
});

it('never runs more batches at once than allowed, nor bigger ones', async () => {
  let running = 0;
  let most = 0;
  const sizes: number[] = [];
  const batcher = createBatcher<number, number>({
    run: async (items) => {
      most = Math.max(most, ++running);
      sizes.push(items.length);
      await sleep(2);
      running--;
      return items;
    },
    size: 10,
    inFlight: 2,
  });
  const all = Array.from({ length: 95 }, (_, n) => n);
  expect(await Promise.all(all.map((n) => batcher.add(n)))).toEqual(all);
  expect(most).toBe(2);
  expect(Math.max(...sizes)).toBe(10);
});

it('fails the items of a failed batch and works on', async () => {
  let fail = true;
  const batcher = createBatcher<number, number>({
    run: async (items) => {
      if (fail) throw new Error('the database is away');
      return items;
    },
    size: 10,
    inFlight: 1,
  });
  await expect(batcher.add(1)).rejects.toThrow('away');
  fail = false;
  expect(await batcher.add(2)).toBe(2);
});
