import { expect, it } from 'vitest';
import { hashToken, isWellFormedToken, makeToken } from '#lib/domain/tokens/format.ts';

it('makes tokens in the form of the contract', () => {
  for (let i = 0; i < 200; i++) {
    const token = makeToken();
    expect(token).toMatch(/^okp_test_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    expect(isWellFormedToken(token)).toBe(true);
  }
});

it('finds every single changed character by the checksum', () => {
  const token = makeToken();
  for (let at = 9; at < token.length; at++) {
    if (token[at] === '_') continue;
    const changed = token.slice(0, at) + (token[at] === 'a' ? 'b' : 'a') + token.slice(at + 1);
    expect(isWellFormedToken(changed), `position ${at}`).toBe(false);
  }
});

it('refuses live tokens and other text', () => {
  const token = makeToken();
  expect(isWellFormedToken(token.replace('okp_test_', 'okp_live_'))).toBe(false);
  for (const text of ['', 'okp_test_', `${token} `, `${token}\n`, token.toUpperCase()]) {
    expect(isWellFormedToken(text)).toBe(false);
  }
});

it('keeps a token only as 256 bits of hash', () => {
  expect(hashToken('okp_test_x')).toMatch(/^[0-9a-f]{64}$/);
});
