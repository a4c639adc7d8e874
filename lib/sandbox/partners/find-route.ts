import { RegExpRouter } from 'hono/router/reg-exp-router';
import { SmartRouter } from 'hono/router/smart-router';
import { TrieRouter } from 'hono/router/trie-router';
import { AppError } from '#lib/errors.ts';
import type { Params } from '../exchange.ts';
import { catalog, type OperationId } from './catalog.ts';

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

const noSuchPath = 'The API has no such path. Check its spelling; no path ends with a slash.';

/**
 * Which operation a method and a path mean, relative to the base URL. Throws `not_found` for an unknown path, and
 * `method_not_allowed` for a known one with another method.
 */
export function findRoute(
  method: string,
  path: string,
): { operationId: OperationId; params: Params } {
  const [matches, stash] = router.match('ALL', path);
  const match = matches[0];
  if (!match) throw new AppError('not_found', { message: noSuchPath });
  const [methods, names] = match;
  const operationId = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (!operationId) {
    throw new AppError('method_not_allowed', { details: { allow: Object.keys(methods) } });
  }
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(names)) {
    params[name] = decode(typeof value === 'number' ? (stash?.[value] ?? '') : value);
  }
  return { operationId, params };
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
