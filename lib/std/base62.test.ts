import { expect, it } from 'vitest';
import { bytesToBase62, numberToBase62 } from '#lib/std/base62.ts';

it('writes numbers in base 62, filled to the width', () => {
  expect(numberToBase62(0, 6)).toBe('000000');
  expect(numberToBase62(61, 2)).toBe('0z');
  expect(numberToBase62(62, 2)).toBe('10');
  expect(numberToBase62(0xffffffff, 6)).toBe('4gfFC3');
});

it('needs 43 digits at most for 32 bytes, and exactly 43 when asked', () => {
  expect(bytesToBase62(new Uint8Array(32).fill(255), 43)).toHaveLength(43);
  expect(bytesToBase62(new Uint8Array(32), 43)).toBe('0'.repeat(43));
  expect(bytesToBase62(Uint8Array.of(1, 0), 1)).toBe('48');
});
