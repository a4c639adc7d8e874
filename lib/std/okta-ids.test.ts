import { expect, it } from 'vitest';
import {
  isOktaId,
  newAccessToken,
  newApiToken,
  newClientSecret,
  newErrorId,
  newOktaId,
  newRequestId,
  sha256Id,
} from './okta-ids.ts';

it('makes ids of the documented prefixes and lengths', () => {
  for (let i = 0; i < 200; i++) {
    expect(newOktaId('app')).toMatch(/^0oa[A-Za-z0-9]{17}$/);
    expect(newOktaId('secret')).toMatch(/^ocs[A-Za-z0-9]{18}$/);
    expect(newRequestId()).toMatch(/^req[A-Za-z0-9_-]{23}$/);
    expect(newErrorId()).toMatch(/^oae[A-Za-z0-9_-]{22}$/);
    expect(newApiToken()).toMatch(/^00[A-Za-z0-9_-]{40}$/);
    expect(newAccessToken()).toMatch(/^oka_[A-Za-z0-9_-]{43}$/);
    expect(newClientSecret()).toMatch(/^[A-Za-z0-9_-]{40}$/);
  }
  expect(sha256Id(new Uint8Array([1, 2, 3]))).toHaveLength(43);
});

it('knows its own ids and no others', () => {
  expect(isOktaId('app', newOktaId('app'))).toBe(true);
  expect(isOktaId('app', newOktaId('user'))).toBe(false);
  for (const text of [
    '',
    '0oa',
    `${newOktaId('app')}x`,
    '0oa../../../../etcpa',
    "0oa' or 1=1 -- xxxx",
  ]) {
    expect(isOktaId('app', text)).toBe(false);
  }
});

it('skips the bytes that would favour some letters', () => {
  const bytes = [255, 254, 253, 252, 251, 250, 249, 248, 0];
  const id = newOktaId('app', (size) =>
    Uint8Array.from({ length: size }, (_, i) => bytes[i % 9] ?? 0),
  );
  expect(id).toBe(`0oa${'A'.repeat(17)}`);
});
