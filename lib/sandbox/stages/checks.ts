import { AppError } from '#lib/errors.ts';
import type { Exchange } from '../exchange.ts';
import { catalog } from '../partners/catalog.ts';

/** 401: the token is missing, malformed, unknown, expired or revoked. One answer for all of them. */
export function authenticate(x: Exchange): void {
  if (!x.client) throw new AppError('unauthenticated');
}

/** 429: the minute's requests are used up. */
export function rateLimit(x: Exchange): void {
  if (x.rateExceeded) {
    throw new AppError('rate_limited', { details: { retryAfterSeconds: x.rateResetSeconds } });
  }
}

/** 403: the operation needs a scope which the tenant did not grant. */
export function scope(x: Exchange): void {
  const needed = x.operationId && catalog[x.operationId].scope;
  if (needed && !x.client?.actor.scopes.includes(needed)) {
    throw new AppError('scope_not_granted', { details: { scope: needed } });
  }
}
