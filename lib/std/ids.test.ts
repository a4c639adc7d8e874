import { expect, it } from 'vitest';
import { isId, leastId, madeAtMs, newId } from '#lib/std/ids.ts';

const at = Date.parse('2026-04-26T07:30:15.250Z');

it('an id tells when it was made', () => {
  expect(madeAtMs(newId('req', at))).toBe(at);
  expect(madeAtMs(leastId('tok', at))).toBe(at);
  expect(madeAtMs(newId('app', 0))).toBe(0);
});

it('the least id of a moment is before every id of it and after every earlier one', () => {
  const least = leastId('req', at);
  expect(isId('req', least)).toBe(true);
  expect(least <= newId('req', at)).toBe(true);
  expect(least > newId('req', at - 1)).toBe(true);
  expect(leastId('req', -5)).toBe(leastId('req', 0));
});
