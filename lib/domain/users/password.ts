import { hash, verify } from '@node-rs/argon2';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

export const passwordMinLength = 12;
export const passwordMaxLength = 200;

// argon2id is the library's default algorithm; the costs are written out so that an update of it cannot lower them.
const costs = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// Made with the costs above from a text that no account has: an unknown account costs the same work as a known one.
const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$hSyIYivEHOpLAgO3kZSIjg$ldHGLfAj1FO6ZPOC4m62zuEPCjF7y8knZnS/nmldhKA';

/** Whose password it is: what others know about a person must not be in it. */
export type PasswordOwner = { email: string; name: string };

// Fewer guesses than this, in powers of ten, are made offline in hours even against argon2id.
const leastGuessesLog10 = 10;
// Longer texts cost more to judge than they can lose.
const judgedLength = 80;
const portalWords = ['okta', 'portal'];

let judge: ZxcvbnFactory | null = null;
/** Made when first needed: its word lists take a moment and some memory. */
function judgeOf(): ZxcvbnFactory {
  judge ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return judge;
}

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
export function passwordWeakness(password: string, owner: PasswordOwner): string | null {
  const length = [...password].length;
  if (length < passwordMinLength) return `Use at least ${passwordMinLength} characters.`;
  if (length > passwordMaxLength) return `Use at most ${passwordMaxLength} characters.`;
  const lower = password.toLowerCase();
  if (new Set(lower).size < 4) return 'Use more different characters.';
  const known = knownWords(owner);
  if (known.email.some((word) => lower.includes(word))) {
    return 'Do not build the password from your e-mail address.';
  }
  if (known.name.some((word) => lower.includes(word))) {
    return 'Do not build the password from your name.';
  }
  if (portalWords.some((word) => lower.includes(word))) {
    return 'Do not build the password from the name of this portal.';
  }
  const judged = judgeOf().check(password.slice(0, judgedLength), [...known.email, ...known.name]);
  if (judged.guessesLog10 < leastGuessesLog10) {
    return 'This password is among those that are tried first. Use another one.';
  }
  return null;
}

function knownWords({ email, name }: PasswordOwner): { email: string[]; name: string[] } {
  const local = email.toLowerCase().split('@')[0] ?? '';
  const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return {
    email: local.length >= 4 ? [local] : [],
    name: words.filter((word) => word.length >= 4),
  };
}
