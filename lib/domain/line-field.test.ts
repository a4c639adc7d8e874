import { expect, it } from 'vitest';
import { lineField } from '#lib/domain/line-field.ts';

it('takes what turns the direction or breaks the line out of a name, and judges what is left', () => {
  const name = lineField(12);
  expect(name.parse(' \u202e\u2067مدارس\n\tالأفق\u0000 ')).toBe('مدارس الأفق');
  expect(name.safeParse('\u202e \n').success).toBe(false);
  expect(name.safeParse('ab\u200f'.repeat(7)).success).toBe(false);
  expect(lineField(80, 0).parse(' ')).toBe('');
});
