import { expect, it } from 'vitest';
import { searchText } from '#lib/std/search-text.ts';

it('is what was typed, but for what PostgreSQL refuses and no text holds', () => {
  expect(searchText('  سارة O’Neil 👩‍🏫 ')).toBe('سارة O’Neil 👩‍🏫');
  expect(searchText('a\0b\u0085c\nd')).toBe('a\uFFFDb\uFFFDc\uFFFDd');
  expect(searchText('half \uD83D')).toBe('half \uFFFD');
});
