import { expect, it } from 'vitest';
import { textWindows } from './text-windows.ts';

it.each([
  ['nothing', ''],
  ['one line', 'a'],
  ['many lines', 'line\n'.repeat(25_000)],
  ['one line of 10 MB', 'x'.repeat(10_000_000)],
  ['long lines', `${'y'.repeat(150_000)}\n`.repeat(9)],
  ['characters of two halves', '😀'.repeat(150_000)],
])('cuts %s into windows of bounded size that are the text together', (_, text) => {
  const cuts = textWindows(text);
  const parts = cuts.slice(1).map((end, at) => text.slice(cuts[at], end));
  expect(parts.join('') === text).toBe(true);
  for (const part of parts) {
    expect(part.length).toBeGreaterThan(0);
    expect(part.length).toBeLessThanOrEqual(200_000);
    expect(part.split('\n').length).toBeLessThanOrEqual(1_001);
    expect(part.isWellFormed()).toBe(true);
  }
});

it('shows the beginning of a long line beside the short ones before it', () => {
  expect(textWindows(`{\n${'x'.repeat(300_000)}\n}`)[1]).toBe(200_000);
});
