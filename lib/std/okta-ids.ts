import { hash, randomBytes } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Prefix and whole length of every kind of id of the Okta API (contract, Okta 9). */
const kinds = {
  app: ['0oa', 20],
  user: ['00u', 20],
  group: ['00g', 20],
  org: ['00o', 20],
  policy: ['rst', 20],
  userType: ['oty', 20],
  schema: ['osc', 20],
  grant: ['oag', 20],
  file: ['fs0', 20],
  samlEntity: ['exk', 20],
  appLink: ['aln', 20],
  apiToken: ['00T', 20],
  accessToken: ['oat', 20],
  trustedOrigin: ['tos', 20],
  secret: ['ocs', 21],
} as const;

export type OktaIdKind = keyof typeof kinds;

/** Bytes, of which each is as likely; tests hand in their own. */
export type RandomBytes = (size: number) => Uint8Array;

function letters(count: number, random: RandomBytes): string {
  let text = '';
  while (text.length < count) {
    for (const byte of random(count * 2)) {
      // 248 is four times 62: beyond it some letters would come more often than others.
      if (byte < 248 && text.length < count) text += alphabet.charAt(byte % 62);
    }
  }
  return text;
}

/** A new id such as `0oa…`: the documented prefix, then letters and digits. */
export function newOktaId(kind: OktaIdKind, random: RandomBytes = randomBytes): string {
  const [prefix, length] = kinds[kind];
  return prefix + letters(length - prefix.length, random);
}

/** True when `value` has the form of such an id: ask before it meets a query. */
export function isOktaId(kind: OktaIdKind, value: string): boolean {
  const [prefix, length] = kinds[kind];
  return value.length === length && value.startsWith(prefix) && /^[A-Za-z0-9]+$/.test(value);
}

/** A new API token: 42 characters that begin with `00` (contract, Okta 3). */
export function newApiToken(random: RandomBytes = randomBytes): string {
  return `00${Buffer.from(random(30)).toString('base64url')}`;
}

/** A new opaque access token. */
export function newAccessToken(random: RandomBytes = randomBytes): string {
  return `oka_${Buffer.from(random(32)).toString('base64url')}`;
}

/** `X-Okta-Request-Id`: `req` and 23 characters (contract, C1-50). */
export function newRequestId(random: RandomBytes = randomBytes): string {
  return `req${Buffer.from(random(18)).toString('base64url').slice(0, 23)}`;
}

/** `errorId`: `oae` and 22 characters (contract, C1-20). */
export function newErrorId(random: RandomBytes = randomBytes): string {
  return `oae${Buffer.from(random(17)).toString('base64url').slice(0, 22)}`;
}

/** SHA-256 in base64url, 43 characters: `kid`, `x5t#S256` and ids of signing requests. */
export function sha256Id(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'base64url');
}

/** A generated client secret: 40 letters, digits and `_-`. */
export function newClientSecret(random: RandomBytes = randomBytes): string {
  return Buffer.from(random(30)).toString('base64url');
}
