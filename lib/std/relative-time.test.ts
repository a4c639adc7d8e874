import { expect, it } from 'vitest';
import { relativeTime } from '#lib/std/relative-time.ts';

const now = Date.parse('2026-04-26T07:30:00Z');
const hour = 3_600_000;

it.each([
  [0, 'now'],
  [-999, 'now'],
  [-1999, '1 second ago'],
  [-hour + 1, '59 minutes ago'],
  [-2 * hour + 1, '1 hour ago'],
  // A grace of 24 hours and a link of 7 days, a moment after they were made.
  [24 * hour - 500, 'in 24 hours'],
  [7 * 24 * hour - 500, 'in 7 days'],
  [90_000, 'in 2 minutes'],
  [31 * 24 * hour, 'May 27, 2026'],
])('%d ms from now is %s', (deltaMs, words) => {
  expect(relativeTime(new Date(now + deltaMs), now)).toBe(words);
});
