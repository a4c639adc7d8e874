import { expect, it } from 'vitest';
import { nowAndThen } from './ticker.ts';

it('a trouble is told when it begins, then twice a minute, and again when it comes back', () => {
  let nowMs = 0;
  const told: unknown[] = [];
  const trouble = nowAndThen(
    (error) => told.push(error),
    () => nowMs,
  );
  for (; nowMs < 65_000; nowMs += 250) trouble.failed(nowMs);
  expect(told).toEqual([0, 30_000, 60_000]);
  trouble.isWell();
  trouble.failed('again');
  expect(told).toHaveLength(4);
});
