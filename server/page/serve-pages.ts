import type { IncomingMessage, ServerResponse } from 'node:http';
import { dropHeader, setHeader } from '../http/headers.ts';
import { developmentPolicy, pagePolicy } from './csp.ts';
import { encode, pickEncoding } from './encoding.ts';
import { holdAnswer } from './hold.ts';
import { inward } from './markdown-address.ts';
import { askForNothing, isEmptyNotFound, resetAnswer } from './not-found.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import { type CachedPage, cachedPage, PageCache } from './page-cache.ts';
import { pageKind } from './public-pages.ts';

export type NextHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;
export type PagesOptions = {
  next: NextHandler;
  dev: boolean;
  /** The portal's own inline scripts, word by word. */
  fixedScripts: ReadonlySet<string>;
  cacheBytes?: number;
};

const defaultCacheBytes = 64 * 1024 * 1024;
const conditional = ['if-none-match', 'if-modified-since', 'if-match', 'if-unmodified-since'];
const notKept = new Set([
  'content-length',
  'transfer-encoding',
  'etag',
  'set-cookie',
  'x-request-id',
  'date',
  'connection',
  'last-modified',
]);
const htmlType = /^text\/html\b/i;

const typeOf = (res: ServerResponse): string => String(res.getHeader('content-type') ?? '');
const compressible = (type: string): boolean =>
  /^(text\/|application\/(json|javascript|xml|manifest\+json|openapi\+json)|image\/svg)/i.test(
    type,
  );

function headersOf(res: ServerResponse): [string, string][] {
  return Object.entries(res.getHeaders())
    .filter(([name, value]) => value !== undefined && !notKept.has(name))
    .map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]);
}

function vary(res: ServerResponse): void {
  const now = String(res.getHeader('vary') ?? '');
  if (!/accept-encoding/i.test(now)) {
    res.setHeader('vary', now ? `${now}, Accept-Encoding` : 'Accept-Encoding');
  }
}

/** What a failed compression or a vanished reader leaves to do. */
function abandon(res: ServerResponse): void {
  if (!res.writableEnded) res.destroy();
}

async function sendBody(req: IncomingMessage, res: ServerResponse, body: Buffer): Promise<void> {
  // It comes whole now, whatever Next had in mind.
  res.removeHeader('transfer-encoding');
  const encoding = compressible(typeOf(res))
    ? pickEncoding(req.headers['accept-encoding'], body.length)
    : 'identity';
  const bytes = await encode(body, encoding, 'once');
  if (encoding !== 'identity') res.setHeader('content-encoding', encoding);
  res.setHeader('content-length', bytes.length);
  res.end(req.method === 'HEAD' ? undefined : bytes);
}

async function sendCached(
  req: IncomingMessage,
  res: ServerResponse,
  cache: PageCache,
  key: string,
  page: CachedPage,
): Promise<void> {
  res.removeHeader('transfer-encoding');
  for (const [name, value] of page.headers) res.setHeader(name, value);
  res.setHeader('etag', page.etag);
  if (req.headers['if-none-match'] === page.etag) {
    res.writeHead(304).end();
    return;
  }
  const plain = await page.forms.get('identity');
  const encoding = compressible(typeOf(res))
    ? pickEncoding(req.headers['accept-encoding'], plain?.length ?? 0)
    : 'identity';
  const bytes = await cache.form(key, page, encoding);
  if (encoding !== 'identity') res.setHeader('content-encoding', encoding);
  res.setHeader('content-length', bytes.length);
  res.writeHead(200);
  res.end(req.method === 'HEAD' ? undefined : bytes);
}

/** Next's request: no encoding, so that pages can be read; no condition, so that they come whole. */
function askWhole(req: IncomingMessage): { accept: string | undefined; method: string } {
  const asked = { accept: req.headers['accept-encoding'], method: req.method ?? 'GET' };
  for (const name of conditional) dropHeader(req, name);
  setHeader(req, 'accept-encoding', 'identity');
  return asked;
}

/** Gives an answer that came whole its policy and, when its address decides it, its place in the cache. */
async function finish(
  options: PagesOptions,
  cache: PageCache,
  [req, res]: [IncomingMessage, ServerResponse],
  body: Buffer,
  key: string | null,
): Promise<void> {
  if (htmlType.test(typeOf(res))) {
    const policy = options.dev
      ? developmentPolicy
      : pagePolicy(body.toString('utf8'), options.fixedScripts);
    res.setHeader('content-security-policy', policy);
  }
  vary(res);
  if (key === null || res.statusCode !== 200) return sendBody(req, res, body);
  // Without a query the address decides the page, until the process ends: browsers keep it and ask by its tag.
  if (!key.startsWith('/_next/')) {
    res.setHeader('cache-control', 'public, max-age=0, must-revalidate');
  }
  const page = cachedPage(body, headersOf(res));
  cache.set(key, page, body.length);
  return sendCached(req, res, cache, key, page);
}

/**
 * Hands requests to Next and looks at what comes back: every HTML page gets the strict policy made from its own
 * scripts; pages that are the same for everybody are kept with their compressed forms and answered without Next.
 */
export function servePages(options: PagesOptions): NextHandler {
  const { next, dev } = options;
  const cache = new PageCache(options.cacheBytes ?? defaultCacheBytes);
  const renderings = createOneAtATime();

  return async (req, res) => {
    const kind = dev ? 'own' : pageKind(req);
    const key = kind === 'cached' ? (req.url ?? '/') : null;
    if (key !== null) {
      await renderings.idle(key);
      const known = cache.get(key);
      if (known) return sendCached(req, res, cache, key, known);
    }
    req.url = inward(req.url ?? '/');
    if (req.headers.rsc !== undefined) return next(req, res);
    const ifNoneMatch = req.headers['if-none-match'];
    const asked = askWhole(req);
    if (kind !== 'own') {
      dropHeader(req, 'cookie');
      req.method = 'GET';
    }
    const over = key === null ? () => undefined : renderings.begin(key);
    res.once('close', over);
    const wants = () =>
      res.getHeader('content-encoding') === undefined &&
      (kind !== 'own' || htmlType.test(typeOf(res)));
    const url = req.url;
    const before = res.getHeaders();
    const deliver = (body: Buffer) => {
      Object.assign(req, { method: asked.method, url });
      req.headers['accept-encoding'] = asked.accept;
      req.headers['if-none-match'] = ifNoneMatch;
      finish(options, cache, [req, res], body, key).catch(() => abandon(res));
      over();
    };
    holdAnswer(res, wants, (body) => {
      if (!htmlType.test(typeOf(res)) || !isEmptyNotFound(asked.method, res, body)) {
        return deliver(body);
      }
      // A reader without JavaScript would see an empty page; the one for unknown addresses is made on the server.
      resetAnswer(res, before);
      askForNothing(req);
      holdAnswer(res, wants, deliver);
      next(req, res).catch(() => abandon(res));
    });
    return next(req, res);
  };
}
