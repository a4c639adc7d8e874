import type { Exchange } from '../exchange.ts';
import { findRoute } from '../partners/find-route.ts';

/** Which operation is meant: an unknown path is 404, a known one with another method 405 with `Allow`. */
export function route(x: Exchange): void {
  const { operationId, params } = findRoute(x.method, x.path);
  x.operationId = operationId;
  x.params = params;
}
