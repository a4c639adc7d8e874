import { expect, it } from 'vitest';
import { jsonPieces } from '#lib/std/json-pieces.ts';

const shown = (text: string) =>
  jsonPieces(text)
    .filter(({ className }) => className !== 'hl-p')
    .map(({ className, text }) => `${className} ${text}`);

it('names, strings, numbers and words have their classes', () => {
  expect(
    shown('{\n  "name" : "سارة: \\"A\\"",\n  "n": -1.5e+9,\n  "on": [true, null, "x"]\n}'),
  ).toEqual([
    'hl-f "name"',
    'hl-s "سارة: \\"A\\""',
    'hl-f "n"',
    'hl-n -1.5e+9',
    'hl-f "on"',
    'hl-n true',
    'hl-n null',
    'hl-s "x"',
  ]);
});

it('the pieces of any text are the text', () => {
  const texts = ['', 'no json at all', '"open', '{"a":"b\\', 'tail": 1}\n', '<b>"x"</b>', '"\\'];
  for (const text of texts) {
    expect(
      jsonPieces(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  }
});

it('a long string without an end takes no longer than its length', () => {
  expect(jsonPieces(`"${'\\'.repeat(200_001)}`).length).toBeGreaterThan(0);
  expect(jsonPieces('"'.repeat(50_001)).length).toBeGreaterThan(0);
});
