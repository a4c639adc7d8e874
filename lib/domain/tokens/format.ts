import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { bytesToBase62, numberToBase62 } from '#lib/std/base62.ts';

const prefix = 'okp_test_';
const shape = /^okp_test_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/;
const headLength = prefix.length + 43;

/**
 * A new installation token (contract, Authentication): `okp_test_`, 32 random bytes as 43 base62 digits, `_`,
 * and the CRC32 of all before the underscore as 6 base62 digits. `random` gives bytes; tests hand in their own.
 */
export function makeToken(random: (size: number) => Uint8Array = randomBytes): string {
  const head = prefix + bytesToBase62(random(32), 43);
  return `${head}_${numberToBase62(crc32(head), 6)}`;
}

/** True when `text` has the form of a sandbox token and its checksum fits. Asks no database. */
export function isWellFormedToken(text: string): boolean {
  if (!shape.test(text)) return false;
  const checksum = numberToBase62(crc32(text.slice(0, headLength)), 6);
  return text.endsWith(checksum);
}

/** SHA-256 of a token in hex: the only form in which it is kept. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'hex');
}

/** What may be shown of a token afterwards: its prefix and its last four characters. */
export function tokenHint(token: string): { prefix: string; lastFour: string } {
  return { prefix, lastFour: token.slice(-4) };
}
