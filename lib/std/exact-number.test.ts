import { expect, it } from 'vitest';
import {
  exactNumber,
  isExactNumber,
  jsonText,
  withNearestNumbers,
  withoutMark,
} from './exact-number.ts';

const kept = (digits: string) => exactNumber(digits, Number(digits));

it('keeps the digits that a JavaScript number loses, and only those', () => {
  expect(kept('9007199254740993')).toBeDefined();
  expect(kept('9007199254740992')).toBeUndefined();
  expect(kept('-9223372036854775808')).toBeDefined();
  expect(kept('9223372036854775807')).toBeDefined();
  expect(kept('0.1234567890123456789')).toBeDefined();
  expect(kept('1.50000000000000000')).toBeUndefined();
  expect(kept('0x7fffffffffffffff')).toBeUndefined();
});

it('writes them as numbers again', () => {
  const id = kept('12345678901234567890') ?? '';
  expect(isExactNumber(id)).toBe(true);
  expect(jsonText({ id, text: '1' })).toBe('{"id":12345678901234567890,"text":"1"}');
  expect(withNearestNumbers(JSON.stringify([id]))).toBe('[12345678901234567000]');
  expect(withoutMark(id)).toBe('12345678901234567890');
  expect(withoutMark('plain')).toBe('plain');
});
