import fc from 'fast-check';
import { expect, it } from 'vitest';
import { prettyJson } from '#lib/std/pretty-json.ts';

it('keeps every digit of a 64-bit integer, and every escape', () => {
  expect(
    prettyJson('{"id":9007199254740993,"n":1.10,"s":"\\u0633\\"x","e":{},"a":[ ],"l":[1,[2]]}'),
  ).toBe(
    `{
  "id": 9007199254740993,
  "n": 1.10,
  "s": "\\u0633\\"x",
  "e": {},
  "a": [],
  "l": [
    1,
    [
      2
    ]
  ]
}`,
  );
});

it('lays out as the platform does whatever the platform can print', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(prettyJson(text)).toBe(JSON.stringify(JSON.parse(text), null, 2));
    }),
  );
});

it.each(['', '{', 'x', '{"a":1}}', "{'a':1}"])('says that %s is not JSON', (text) => {
  expect(prettyJson(text)).toBeNull();
});

it('gives up where a text nests so deep that only indentation would be left', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  expect(prettyJson(deep(50))).toContain('\n');
  expect(prettyJson(deep(100_000))).toBeNull();
});
