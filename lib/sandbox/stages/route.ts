import { RegExpRouter } from 'hono/router/reg-exp-router';
import { SmartRouter } from 'hono/router/smart-router';
import { TrieRouter } from 'hono/router/trie-router';
import { AppError } from '#lib/errors.ts';
import type { Exchange } from '../exchange.ts';
import { catalog, type OperationId } from '../partners/catalog.ts';

type Route = Record<string, OperationId>;

const router = new SmartRouter<Route>({ routers: [new RegExpRouter(), new TrieRouter()] });
const byPath = new Map<string, Route>();
for (const id of Object.keys(catalog) as OperationId[]) {
  const { method, path } = catalog[id];
  const route = byPath.get(path) ?? {};
  route[method] = id;
  byPath.set(path, route);
}
for (const [path, route] of byPath) router.add('ALL', path, route);

/** Which operation is meant: an unknown path is 404, a known one with another method 405 with `Allow`. */
export function route(x: Exchange): void {
  const [matches, stash] = router.match('ALL', x.path);
  const match = matches[0];
  if (!match) throw new AppError('not_found');
  const [methods, names] = match;
  const operationId = Object.hasOwn(methods, x.method) ? methods[x.method] : undefined;
  if (!operationId) {
    throw new AppError('method_not_allowed', { details: { allow: Object.keys(methods) } });
  }
  x.operationId = operationId;
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(names)) {
    params[name] = decode(typeof value === 'number' ? (stash?.[value] ?? '') : value);
  }
  x.params = params;
}

/** A segment that is not well encoded, or that no text can hold, names nothing. */
function decode(segment: string): string {
  try {
    const plain = decodeURIComponent(segment);
    if (!plain.includes('\0')) return plain;
  } catch {
    // Told below.
  }
  throw new AppError('not_found');
}
