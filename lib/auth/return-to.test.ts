import { expect, it } from 'vitest';
import { safeReturnTo } from '#lib/auth/return-to.ts';

it.each([
  '/dashboard/apps/app_1/logs?status=500',
  '/reference/partners/createStudent#try',
  '/',
  '/docs/a%20b',
])('goes back to %s', (wanted) => {
  expect(safeReturnTo(wanted)).toBe(wanted);
});

it.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  'javascript:alert(1)',
  'dashboard',
  '/signin?returnTo=/x',
  '/api/auth/signout',
  `/${'a'.repeat(2001)}`,
  undefined,
  ['/a'],
])('goes to the dashboard instead of %s', (wanted) => {
  expect(safeReturnTo(wanted)).toBe('/dashboard');
});
