import { expect, it } from 'vitest';
import { toOffsetTime, withOffsetTimes } from '#lib/std/offset-time.ts';

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

it('writes the times in the JSON of a database, and in no text that looks like one', () => {
  const text = '"created_at":"2026-04-26T07:30:15.987654+00:00"';
  const record = (created: string, updated: string) =>
    JSON.stringify({ id: 1, full_name: text, created_at: created, updated_at: updated });
  const stored = record('2026-04-26T07:30:15.987654+00:00', '2026-04-26T09:30:16+02:00');
  const shown = record('2026-04-26T10:30:15+03:00', '2026-04-26T10:30:16+03:00');
  expect(withOffsetTimes(`${stored},${stored}`, 'Asia/Riyadh')).toBe(`${shown},${shown}`);
  expect(withOffsetTimes(stored, 'UTC')).toContain('2026-04-26T07:30:16+00:00');
  expect(withOffsetTimes('', 'UTC')).toBe('');
});
