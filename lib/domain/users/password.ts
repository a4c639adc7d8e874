import { hash, verify } from '@node-rs/argon2';

export const passwordMinLength = 12;
export const passwordMaxLength = 200;

// argon2id is the library's default algorithm; the costs are written out so that an update of it cannot lower them.
const costs = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// Made with the costs above from a text that no account has: an unknown account costs the same work as a known one.
const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$hSyIYivEHOpLAgO3kZSIjg$ldHGLfAj1FO6ZPOC4m62zuEPCjF7y8knZnS/nmldhKA';

// Words that guessing programs try first. A password made of one of them and digits or marks is as weak as the word.
const commonWords = [
  'password',
  'passw0rd',
  'qwerty',
  'qwertyuiop',
  'letmein',
  'welcome',
  'administrator',
  'iloveyou',
  'changeme',
  'football',
  'baseball',
  'sunshine',
  'princess',
];

/** The argon2id hash to store. About 30 ms of one core. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, costs);
}

/**
 * Whether `password` belongs to `storedHash`. A null hash (no such account, or one without a password)
 * does the same work and answers false, so that timing does not tell which accounts exist.
 */
export async function verifyPassword(
  storedHash: string | null,
  password: string,
): Promise<boolean> {
  const matches = await verify(storedHash ?? nobodysHash, password);
  return storedHash !== null && matches;
}

/** Why a password is refused, as a sentence for the person who chose it; null when it is good enough. */
export function passwordWeakness(password: string, email: string): string | null {
  const length = [...password].length;
  if (length < passwordMinLength) return `Use at least ${passwordMinLength} characters.`;
  if (length > passwordMaxLength) return `Use at most ${passwordMaxLength} characters.`;
  const lower = password.toLowerCase();
  const local = email.toLowerCase().split('@')[0] ?? '';
  if (new Set(lower).size < 4) return 'Use more different characters.';
  if (/^(0?123456789|9876543210?)/.test(lower) && /^\d+$/.test(lower)) {
    return 'This is a row of digits that is tried first. Use another one.';
  }
  const letters = lower.replace(/[^a-z0]/g, '').replace(/0+$/, '');
  if (commonWords.some((word) => letters === word || letters === word + word)) {
    return 'This password is among those that are tried first. Use another one.';
  }
  if (local.length >= 4 && lower.replaceAll(local, '').length < 6) {
    return 'Do not build the password from your e-mail address.';
  }
  return null;
}
