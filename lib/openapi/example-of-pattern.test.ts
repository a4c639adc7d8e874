import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exampleOfPattern } from './example-of-pattern.ts';

it.each([
  '^[A-Z]{3}-\\d{4}$',
  '^[a-z]+$',
  '^\\+?[1-9]\\d{7,14}$',
  '^(?:[a-z]+|\\d{2,})$',
  '^/.*$',
  '^[^\\s@]+@[^\\s@]+\\.[a-z]{2,}$',
  '^v\\d+(?:\\.\\d+){0,2}(-rc\\d+)?$',
  '^\\p{Lu}\\p{L}*$',
  '^(?<year>\\d{4})-(0[1-9]|1[0-2])$',
  '[\\w.-]{5}',
  '^[\\u0041-\\u0043]+\\x2d$',
  '^#[0-9a-fA-F]{6}$',
])('%s takes the text made of it', (pattern) => {
  const text = exampleOfPattern(pattern);
  expect(text).toMatch(new RegExp(pattern, 'u'));
  expect(text?.length).toBeLessThan(60);
});

it.each([
  '^(?=.*\\d).+$',
  '(?!x)y',
  '(?<=a)b',
  '(a)\\1',
  '^[a-z',
  '(a',
  'a)',
  '*a',
  `${'('.repeat(50)}a${')'.repeat(50)}`,
  'a{9999}',
  'x'.repeat(1000),
])('%s is left alone', (pattern) => {
  expect(exampleOfPattern(pattern)).toBeUndefined();
});

it('never fails and never takes long, whatever stands there', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\^$()[\]{}a-d0-9\\|*+?.,:=<>-]{0,40}$/), (pattern) => {
      const text = exampleOfPattern(pattern);
      return text === undefined || text.length <= 200;
    }),
    { numRuns: 2000 },
  );
});
