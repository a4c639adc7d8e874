import { expect, it } from 'vitest';
import { csvCell, csvLine } from '#lib/std/csv.ts';

it.each(['=1+1', '+1', '-1', '@sum(a1)', ' =1', '\t=1', '\u200f=1', '＝1', '\r=1'])(
  'makes %j inert',
  (text) => {
    expect(csvCell(text).replace(/^"/, '')).toBe(
      csvCell(text).startsWith('"') ? `'${text}"` : `'${text}`,
    );
  },
);

it('leaves numbers and plain texts alone, and quotes what must be quoted', () => {
  expect(csvLine([-5, 'نورة', 'a,b', 'say "hi"', 'two\nlines', null, ''])).toBe(
    '-5,نورة,"a,b","say ""hi""","two\nlines",,\r\n',
  );
});
