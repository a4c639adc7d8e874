import { expect, it } from 'vitest';
import { narrow, rowsPerPage } from './narrow.ts';

const schools = Array.from({ length: 45 }, (_, at) =>
  at % 9 === 0 ? `مدارس الرواد ${at}` : `Al Noor School ${at}`,
);
const ask = (typed?: unknown, page?: unknown) => narrow(schools, (name) => name, { typed, page });

it('a list that nobody narrowed is there page by page', () => {
  expect(ask()).toMatchObject({ typed: '', page: 1, pages: 3, isLong: true });
  expect(ask().shown).toEqual(schools.slice(0, rowsPerPage));
  expect(ask('', '2').shown).toEqual(schools.slice(20, 40));
  expect(ask('', '3').shown).toEqual(schools.slice(40));
});

it('what is typed is looked for in any case and any script, and the pages are those of what was found', () => {
  expect(ask('  الرواد ')).toMatchObject({ typed: 'الرواد', pages: 1, isLong: true });
  expect(ask('الرواد').shown).toHaveLength(5);
  expect(ask('al noor', '2')).toMatchObject({ page: 2, pages: 2 });
  expect(ask('nowhere')).toMatchObject({ page: 1, pages: 1, shown: [] });
});

it.each([
  ['0', 1],
  ['-3', 1],
  ['2.9', 2],
  ['99', 3],
  ['1e999', 3],
  ['two', 1],
  [['2', '3'], 1],
  [null, 1],
])('page %j is page %i', (asked, page) => {
  expect(ask('', asked).page).toBe(page);
});

it('a name that stands twice in the address narrows nothing', () => {
  expect(ask(['noor', 'rowad']).typed).toBe('');
});

it('a list of one page is not long', () => {
  const few = narrow(schools.slice(0, rowsPerPage), (name) => name, { typed: '', page: undefined });
  expect(few).toMatchObject({ isLong: false, pages: 1 });
});
