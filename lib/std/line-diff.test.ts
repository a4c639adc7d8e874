import { expect, it } from 'vitest';
import { lineDiff } from './line-diff.ts';

const shown = (before: string, after: string) =>
  lineDiff(before, after)?.map(
    ({ kind, text }) => `${{ same: ' ', gone: '-', new: '+' }[kind]}${text}`,
  );

it('tells which lines are gone and which are new', () => {
  expect(shown('a\nb\nc', 'a\nx\nc')).toEqual([' a', '-b', '+x', ' c']);
  expect(shown('a', 'a')).toEqual([' a']);
  expect(shown('a\nb', 'b\na')).toEqual(['-a', ' b', '+a']);
  expect(shown('a\na', 'a')).toEqual([' a', '-a']);
});

it('gives back both texts', () => {
  const [before, after] = ['1\n2\n3\n2\n5', '2\n3\n4\n5\n5'];
  const lines = lineDiff(before, after) ?? [];
  const without = (kind: string) =>
    lines.filter((line) => line.kind !== kind).map(({ text }) => text);
  expect(without('new').join('\n')).toBe(before);
  expect(without('gone').join('\n')).toBe(after);
});

it('does not compare what would take too long', () => {
  const many = (word: string) => Array.from({ length: 5_000 }, (_, at) => word + at).join('\n');
  expect(lineDiff(many('a'), many('b'))).toBeNull();
  expect(lineDiff(many('a'), many('a'))).toHaveLength(5_000);
});
