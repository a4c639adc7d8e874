import { expect, it } from 'vitest';
import { toOffsetTime } from '#lib/std/offset-time.ts';

it('writes the time of the zone with its offset and no fraction', () => {
  const at = new Date('2026-04-26T07:30:15.987Z');
  expect(toOffsetTime(at, 'Asia/Riyadh')).toBe('2026-04-26T10:30:15+03:00');
  expect(toOffsetTime(at, 'America/St_Johns')).toBe('2026-04-26T05:00:15-02:30');
  expect(toOffsetTime(at, 'UTC')).toBe('2026-04-26T07:30:15+00:00');
});

it('follows the change of summer time', () => {
  expect(toOffsetTime(new Date('2026-03-29T00:59:59Z'), 'Europe/Berlin')).toMatch(
    /T01:59:59\+01:00$/,
  );
  expect(toOffsetTime(new Date('2026-03-29T01:00:00Z'), 'Europe/Berlin')).toMatch(
    /T03:00:00\+02:00$/,
  );
});

it('refuses an unknown time zone', () => {
  expect(() => toOffsetTime(new Date(), 'Mars/Olympus')).toThrow(RangeError);
});
