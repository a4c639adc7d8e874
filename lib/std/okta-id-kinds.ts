// On its own, because pages in the browser choose ids too, where there is no node:crypto.
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

const platformBytes: RandomBytes = (size) => crypto.getRandomValues(new Uint8Array(size));

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
export function newOktaId(kind: OktaIdKind, random: RandomBytes = platformBytes): string {
  const [prefix, length] = kinds[kind];
  return prefix + letters(length - prefix.length, random);
}

/** True when `value` has the form of such an id: ask before it meets a query. */
export function isOktaId(kind: OktaIdKind, value: string): boolean {
  const [prefix, length] = kinds[kind];
  return value.length === length && value.startsWith(prefix) && /^[A-Za-z0-9]+$/.test(value);
}
