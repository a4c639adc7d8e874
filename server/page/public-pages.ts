import type { IncomingMessage } from 'node:http';

// Pages that are the same for everybody. They read no cookie, and the door gives them none, so they cannot.
const publicPages =
  /^\/$|^\/(docs|reference|errors)(\/|$)|^\/openapi\/|^\/(llms(-full)?|robots)\.txt$|^\/sitemap\.xml$|^\/sitemaps\//;
const ownFiles = /^\/_next\/static\//;
// Next answers these with fragments for its router, which depend on more than the path.
const fragmentHeaders = [
  'rsc',
  'next-router-state-tree',
  'next-router-prefetch',
  'next-url',
  'range',
];

export type PageKind =
  /** The same for everybody, kept in the cache. */
  | 'cached'
  /** The same for everybody, but asked for in a way that is not kept (with a query). */
  | 'public'
  /** Anything else. */
  | 'own';

/** Decides how the door treats a request for Next. */
export function pageKind(req: IncomingMessage): PageKind {
  if (req.method !== 'GET' && req.method !== 'HEAD') return 'own';
  const [path = '', query] = (req.url ?? '').split('?', 2);
  if (fragmentHeaders.some((name) => req.headers[name] !== undefined)) return 'own';
  if (ownFiles.test(path)) return 'cached';
  if (!publicPages.test(path)) return 'own';
  return query === undefined ? 'cached' : 'public';
}
