import { expect, it } from 'vitest';
import { findNext } from './find-in-text.tsx';

it('finds one place after the other, whatever the case, and begins again at the end', () => {
  const text = 'Saw, hammer, saw. İsaw';
  const first = findNext(text, 'SAW', null);
  expect(first).toEqual({ at: 0, length: 3 });
  const second = findNext(text, 'SAW', first);
  expect(second).toEqual({ at: 13, length: 3 });
  const third = findNext(text, 'SAW', second);
  expect(third).toEqual({ at: 19, length: 3 });
  expect(findNext(text, 'SAW', third)).toEqual(first);
});

it('takes what is typed as it is, and finds nothing where there is nothing', () => {
  expect(findNext('a.b (c) [d]', '(c) [', null)).toEqual({ at: 4, length: 5 });
  expect(findNext('axb', 'a.b', null)).toBeNull();
  expect(findNext('abc', '', null)).toBeNull();
});
