import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import { routes } from '#lib/routes.ts';
import { adapterOptions, countHeader, letBodyEnd } from '#lib/sandbox/node-listener.ts';
import { answerAtDoor as oktaAtDoor } from '#lib/sandbox/okta/door.ts';
import { answerAtDoor as partnersAtDoor, type Unread } from '#lib/sandbox/partners/door.ts';
import { newId, type RequestId } from '#lib/std/ids.ts';
import { invariant } from '#lib/std/invariant.ts';
import { clientAddress } from './http/client.ts';
import { rewriteHeaders, setSecurityHeaders } from './http/headers.ts';
import {
  refuseForOkta,
  refuseForPages,
  refuseForPartners,
  refuseMalformed,
} from './http/hygiene.ts';
import { ownOrigins, refuseForeign } from './http/origin.ts';
import { refuse, refuseInOwnWords, sendJson } from './http/refusal.ts';
import { createHttpServer, type Unreadable } from './http/server.ts';
import type { NextHandler } from './page/serve-pages.ts';

/** What the door knows of a request beside what it says itself. */
export type RequestInfo = {
  requestId: RequestId;
  clientAddress: string;
  /** How often a header was sent: a web Request joins what was sent twice. `name` in lower case. */
  countHeader(name: string): number;
  /** Closes the caller's connection without an answer. */
  dropConnection(): void;
};

/** A part of the portal that speaks the web's own Request and Response. */
export type FetchHandler = (request: Request, info: RequestInfo) => Response | Promise<Response>;

export type FrontOptions = {
  portalUrl: string;
  port: number;
  trustProxyHops: number;
  log: Logger;
  /** null: this process does not have the role. */
  sandbox: FetchHandler | null;
  bin: FetchHandler | null;
  /** The console's relay. It is a part of the web role, but Next would triple what a call of it costs. */
  relay: FetchHandler | null;
  pages: NextHandler | null;
  /** Pages reload themselves over a socket while they are developed. */
  dev?: boolean;
  /** True while requests are served and the database answers. */
  isReady: () => Promise<boolean>;
};

type Facts = Pick<RequestInfo, 'requestId' | 'clientAddress'>;
// The adapter hands back the request it was given; what the door found out about it waits on it. Not in a WeakMap:
// one entry a request is what the garbage collector then spends its time on.
const facts = Symbol('what the door knows');
type Met = { [facts]?: Facts };
type Listener = (req: IncomingMessage, res: ServerResponse) => unknown;

const under = (path: string, base: string): boolean =>
  path === base || path.startsWith(`${base}/`) || path.startsWith(`${base}?`);

/** `letsBodiesEnd`: the handler may refuse a body before it has come, and never cancels one. */
function toListener(handler: FetchHandler | null, letsBodiesEnd = false): Listener {
  if (!handler) return (_req, res) => notHere(res);
  const listener = getRequestListener(
    (request, { incoming, outgoing }) => {
      const info = (incoming as Met)[facts]; // The door has put it there.
      invariant(info, 'the door has met every request');
      const { requestId, clientAddress } = info;
      // Served over HTTP/1 only.
      if (letsBodiesEnd) letBodyEnd(incoming as IncomingMessage, outgoing as ServerResponse);
      return handler(request, {
        requestId,
        clientAddress,
        countHeader: (name) => countHeader(incoming as IncomingMessage, name), // Served over HTTP/1 only.
        dropConnection: () => outgoing.destroy(),
      });
    },
    { ...adapterOptions, autoCleanupIncoming: !letsBodiesEnd, hostname: 'localhost' },
  );
  return listener;
}

/** The relay answers with the request id of the API and a policy of its own. */
function leaveToRelay(res: ServerResponse): void {
  res.removeHeader('x-request-id');
  res.removeHeader('content-security-policy');
}

function notHere(res: ServerResponse): void {
  sendJson(res, 404, { error: 'not_found', message: 'This process does not serve this path.' });
}

function addressOf(req: IncomingMessage, hops: number): string {
  const forwardedFor = req.headers['x-forwarded-for'];
  const chain = Array.isArray(forwardedFor) ? forwardedFor.join(',') : forwardedFor;
  return clientAddress(req.socket.remoteAddress, chain, hops);
}

async function answerHealth(
  path: string,
  res: ServerResponse,
  options: FrontOptions,
): Promise<boolean> {
  if (under(path, routes.live())) sendJson(res, 200, { status: 'ok' });
  else if (under(path, routes.ready())) {
    const ready = await options.isReady();
    sendJson(res, ready ? 200 : 503, { status: ready ? 'ok' : 'unavailable' });
  } else return false;
  return true;
}

const sandboxPaths = [
  routes.partnersBase(),
  routes.oktaBase(),
  routes.oktaFile(),
  routes.oktaLogo(),
];

/**
 * The one HTTP door of a process: hygiene, request id, client address; then the sandbox, the request bin, or Next.
 * Nothing behind it sees a header by which a caller could pretend to be a proxy.
 */
export function createFront(options: FrontOptions): Server {
  const portal = new URL(options.portalUrl);
  const https = portal.protocol === 'https:';
  const origins = ownOrigins(options.portalUrl, options.port);
  const hosts = new Set([...origins].map((origin) => new URL(origin).host));
  const sandbox = toListener(options.sandbox, true);
  const bin = toListener(options.bin);
  const relay = toListener(options.relay);

  const knownHost = (host: string | undefined): string =>
    host !== undefined && hosts.has(host.toLowerCase()) ? host.toLowerCase() : portal.host;

  const route = async (
    req: IncomingMessage,
    res: ServerResponse,
    path: string,
  ): Promise<unknown> => {
    if (sandboxPaths.some((base) => under(path, base))) return sandbox(req, res);
    if (under(path, '/bin')) return bin(req, res);
    if (await answerHealth(path, res, options)) return undefined;
    const isRelay = under(path, routes.relayRoot());
    const refusal = refuseForPages(req, isRelay) ?? refuseForeign(req, origins);
    if (refusal) return refuse(res, refusal);
    if (isRelay) {
      leaveToRelay(res);
      return relay(req, res);
    }
    return options.pages ? options.pages(req, res) : notHere(res);
  };

  const answer = async (req: IncomingMessage, res: ServerResponse, requestId: RequestId) => {
    setSecurityHeaders(res, https);
    res.setHeader('x-request-id', requestId);
    const target = req.url ?? '';
    const refusal = judgeOf(target)(req);
    if (refusal) {
      const own = inOwnWords({ ...refusal, target, method: req.method ?? '' });
      return own ? refuseInOwnWords(res, own) : refuse(res, refusal);
    }
    const clientAddress = addressOf(req, options.trustProxyHops);
    (req as Met)[facts] = { requestId, clientAddress };
    const host = knownHost(req.headers.host);
    rewriteHeaders(req, { requestId, clientAddress, host, protocol: https ? 'https' : 'http' });
    return route(req, res, req.url ?? '/');
  };

  const meet = (req: IncomingMessage, res: ServerResponse) => {
    const requestId = newId('req');
    answer(req, res, requestId).catch((error: unknown) => {
      options.log.error({ err: error, requestId, method: req.method }, 'a request failed');
      if (res.headersSent) res.destroy();
      else
        sendJson(res, 500, {
          error: 'server_error',
          message: 'The request could not be completed.',
        });
    });
  };
  return createHttpServer(
    meet,
    answerUnread,
    (path) => options.dev === true && under(path, '/_next'),
  );
}

/** Each API of the sandbox judges most of a request itself. */
function judgeOf(target: string) {
  if (under(target, routes.oktaBase())) return refuseForOkta;
  return under(target, routes.partnersBase()) ? refuseForPartners : refuseMalformed;
}

/** What an API of the sandbox says to a request that the door does not let in; null: it was for another part. */
function inOwnWords(unread: Unread) {
  if (under(unread.target, routes.oktaBase())) return oktaAtDoor(unread);
  return under(unread.target, routes.partnersBase()) ? partnersAtDoor(unread) : null;
}

/** The same to a request that was no HTTP, or too much of it. */
function answerUnread({ start, ...unread }: Unreadable) {
  const [, method = '', target = ''] = /^(\S{1,40}) (\/\S*)/.exec(start) ?? [];
  return inOwnWords({ ...unread, method, target });
}
