import { hash, randomBytes } from 'node:crypto';
import type { RandomBytes } from './okta-id-kinds.ts';

export { isOktaId, newOktaId, type OktaIdKind, type RandomBytes } from './okta-id-kinds.ts';

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
