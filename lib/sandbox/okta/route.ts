import { RegExpRouter } from 'hono/router/reg-exp-router';
import { SmartRouter } from 'hono/router/smart-router';
import { TrieRouter } from 'hono/router/trie-router';
import { bucketOf } from './buckets.ts';
import { catalog, type OktaOperationId } from './catalog.ts';
import type { Matched } from './exchange.ts';

type Route = { path: string; operations: Partial<Record<string, OktaOperationId>> };

const router = new SmartRouter<Route>({ routers: [new RegExpRouter(), new TrieRouter()] });
const byPath = new Map<string, Route>();
for (const id of Object.keys(catalog) as OktaOperationId[]) {
  const { method, path } = catalog[id];
  const route = byPath.get(path) ?? { path, operations: {} };
  route.operations[method] = id;
  byPath.set(path, route);
}
// `keys/generate` stands before `keys/:keyId`: the router takes the first that was added.
const fixedFirst = [...byPath.values()].sort(
  (a, b) => Number(a.path.includes(':keyId')) - Number(b.path.includes(':keyId')),
);
for (const route of fixedFirst) router.add('ALL', route.path, route);

/** The segment, decoded; null for one that is not well encoded, or that no record can have. */
function decoded(segment: string): string | null {
  try {
    const text = decodeURIComponent(segment);
    return text.includes('\0') || !text.isWellFormed() ? null : text;
  } catch {
    return null;
  }
}

/** What a path is; null: nothing that is documented. */
export function match(path: string): Matched | null {
  const [matches, stash] = router.match('ALL', path);
  const found = matches[0];
  if (!found) return null;
  const [route, names] = found;
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(names)) {
    const text = decoded(typeof value === 'number' ? (stash?.[value] ?? '') : value);
    if (text === null) return null;
    params[name] = text;
  }
  return { operations: route.operations, params, bucket: bucketOf(route.path) };
}
