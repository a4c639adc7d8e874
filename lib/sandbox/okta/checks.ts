import { OktaError } from '#lib/domain/okta/okta-error.ts';
import { allowsScope } from '#lib/domain/okta/scopes.ts';
import { isBeyond, notEmulated } from './beyond.ts';
import { catalog } from './catalog.ts';
import type { OktaExchange } from './exchange.ts';

/** 404 and 405: what the path and the method name. */
export function checkRoute(x: OktaExchange): void {
  const causes = isBeyond(x.method, x.path) ? [notEmulated] : [];
  if (!x.matched) throw new OktaError('E0000008', { causes });
  const operationId = Object.hasOwn(x.matched.operations, x.method)
    ? x.matched.operations[x.method]
    : undefined;
  if (!operationId) throw new OktaError('E0000022', { causes });
  x.operationId = operationId;
}

/** 401; a stranger who asks again and again is told to wait. */
export function checkToken(x: OktaExchange): void {
  if (!x.client) throw new OktaError(x.rateExceeded ? 'E0000047' : 'E0000011');
}

/** 429. */
export function checkRate(x: OktaExchange): void {
  if (x.rateExceeded) throw new OktaError('E0000047');
}

/** 403: what the token may do. */
export function checkRights(x: OktaExchange): void {
  if (!x.client || !x.operationId) return;
  const { scopes, readOnly } = x.client;
  const isAllowed = scopes === null || allowsScope(scopes, catalog[x.operationId].scope);
  if (!isAllowed || (readOnly && x.method !== 'GET')) throw new OktaError('E0000006');
}
