import { Hono } from 'hono';
import type { Database } from '#lib/db/client.ts';
import { routes } from '#lib/routes.ts';
import { type Clock, systemClock } from '#lib/std/clock.ts';
import type { CallInfo } from './exchange.ts';
import { answerPlace } from './okta/beyond.ts';
import { answerLogo } from './okta/logo-image.ts';
import { createOktaPipeline } from './okta/pipeline.ts';
import { createPipeline } from './pipeline.ts';

export type { CallInfo } from './exchange.ts';

export type Sandbox = {
  /** Answers one call of `/api/apps/**` or `/api/v1/**`. Never throws, and never answers 5xx for what a caller sent. */
  handle(request: Request, info: CallInfo): Promise<Response>;
  /** Waits for the requests that still run and writes what is gathered. Nothing may come in any more. */
  close(): Promise<void>;
};

export type SandboxOptions = {
  db: Database;
  /** What the Okta API needs; without it, it answers as an unknown path does. */
  okta?: { secret: string; portalUrl: string };
  /** Tests hand in their own; it then also rules the rate windows and the lifetimes of tokens. */
  clock?: Clock;
  onError?: (error: unknown, requestId: string | null) => void;
};

/** The sandbox of both APIs: the door to it, a fetch-style handler on Hono. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const shared = {
    db: options.db,
    clock: options.clock ?? systemClock,
    windowClock: options.clock ?? null,
    onError: options.onError ?? (() => undefined),
  };
  const partners = createPipeline(shared);
  const okta = options.okta ? createOktaPipeline({ ...shared, ...options.okta }) : null;
  const oktaBase = routes.oktaBase();
  const oktaOauth = `${routes.oktaOauth()}/`;
  const logos = routes.oktaLogo();
  const base = routes.partnersBase();
  const app = new Hono<{ Bindings: CallInfo }>();
  app.all('*', (c) => {
    const { url } = c.req.raw;
    const { path, query } = split(url);
    const isOkta = path === oktaBase || path.startsWith(`${oktaBase}/`);
    if (okta && (isOkta || path.startsWith(oktaOauth))) {
      return okta.handle(c.req.raw, c.env, undoubled(path, oktaBase), query);
    }
    const place = okta && answerPlace(path);
    if (place) return place;
    if (okta && path === routes.oktaFile() && c.req.method === 'GET') {
      return okta.file(new URLSearchParams(query).get('id') ?? '');
    }
    if (okta && path.startsWith(`${logos}/`) && c.req.method === 'GET') {
      const logo = answerLogo(path.slice(logos.length + 1));
      if (logo) return logo;
    }
    const relative = path.startsWith(`${base}/`) ? path.slice(base.length) : '';
    return partners.handle(c.req.raw, c.env, relative, query);
  });
  let running = 0;
  let whenIdle = () => {};
  return {
    async handle(request, info) {
      running++;
      try {
        return await app.fetch(request, info);
      } finally {
        if (--running === 0) whenIdle();
      }
    },
    async close() {
      partners.hurry();
      if (running > 0) await new Promise<void>((resolve) => (whenIdle = resolve));
      await Promise.all([partners.close(), okta?.close()]);
    },
  };
}

/**
 * Okta's own clients add `/api/v1` to the address they are given; whoever gave them the base of the API, which has it
 * already, means the same.
 */
const undoubled = (path: string, base: string): string =>
  path.startsWith(`${base}${base}/`) ? path.slice(base.length) : path;

/** Path and query of an absolute URL as they were sent, without the cost of parsing the rest. */
function split(url: string): { path: string; query: string } {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  if (start === -1) return { path: '/', query: '' };
  const hash = url.indexOf('#', start);
  const end = hash === -1 ? url.length : hash;
  const mark = url.indexOf('?', start);
  if (mark === -1 || mark > end) return { path: url.slice(start, end), query: '' };
  return { path: url.slice(start, mark), query: url.slice(mark + 1, end) };
}
