import { expect, it } from 'vitest';
import { hashPassword, passwordWeakness, verifyPassword } from '#lib/domain/users/password.ts';

const noura = { email: 'noura.alharbi@example.com', name: 'Noura Alharbi نورة الحربي' };

it.each([
  ['elevenchars', 'at least 12'],
  ['password1234!', 'tried first'],
  ['Password-2024-', 'tried first'],
  ['123456789012', 'tried first'],
  ['iloveyou1234', 'tried first'],
  ['qwerty123456', 'tried first'],
  ['Summer2024!!!!', 'tried first'],
  ['tram-ALHARBI-fig-22', 'your name'],
  ['tram-lamp-okta-22', 'this portal'],
  ['tram-الحربي-lamp', 'your name'],
  ['aaaaaaaaaaaaab', 'different characters'],
  ['noura.alharbi99', 'e-mail address'],
  ['x'.repeat(201), 'at most 200'],
])('refuses %s', (password, reason) => {
  expect(passwordWeakness(password, noura)).toMatch(new RegExp(reason));
});

it.each([
  'correct horse battery',
  'قلم ودفتر ومسطرة ٩',
  'tram-lamp-fig-22',
  '🌴🌵🎋🍀🌿🌳🌲🌾🌻🌼🌷🌸',
])('takes %s', (password) => {
  expect(passwordWeakness(password, noura)).toBeNull();
});

it('stores argon2id with 19 MiB and two passes', async () => {
  expect(await hashPassword('tram-lamp-fig-22')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

it('knows the right password from a wrong one', async () => {
  const hash = await hashPassword('tram-lamp-fig-22');
  expect(await verifyPassword(hash, 'tram-lamp-fig-22')).toBe(true);
  expect(await verifyPassword(hash, 'tram-lamp-fig-23')).toBe(false);
});

it('says no for an account that does not exist, even to the text its stand-in hash was made from', async () => {
  expect(await verifyPassword(null, 'no account has this password')).toBe(false);
});
