import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import { routes } from '#lib/routes.ts';
import { newId, type RequestId } from '#lib/std/ids.ts';
import { clientAddress } from './http/client.ts';
import { rewriteHeaders, setSecurityHeaders } from './http/headers.ts';
import { refuseForPages, refuseMalformed } from './http/hygiene.ts';
import { ownOrigins, refuseForeign } from './http/origin.ts';
import { refuse, sendJson } from './http/refusal.ts';
import type { NextHandler } from './page/serve-pages.ts';

/** A part of the portal that speaks the web's own Request and Response. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

export type FrontOptions = {
  portalUrl: string;
  port: number;
  trustProxyHops: number;
  log: Logger;
  /** null: this process does not have the role. */
  sandbox: FetchHandler | null;
  bin: FetchHandler | null;
  pages: NextHandler | null;
  /** True while requests are served and the database answers. */
  isReady: () => Promise<boolean>;
};

type Listener = (req: IncomingMessage, res: ServerResponse) => unknown;

const under = (path: string, base: string): boolean =>
  path === base || path.startsWith(`${base}/`) || path.startsWith(`${base}?`);

function toListener(handler: FetchHandler | null): Listener {
  if (!handler) return (_req, res) => notHere(res);
  return getRequestListener(handler, { overrideGlobalObjects: false, hostname: 'localhost' });
}

function notHere(res: ServerResponse): void {
  sendJson(res, 404, { error: 'not_found', message: 'This process does not serve this path.' });
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

/**
 * The one HTTP door of a process: hygiene, request id, client address; then the sandbox, the request bin, or Next.
 * Nothing behind it sees a header by which a caller could pretend to be a proxy.
 */
export function createFront(options: FrontOptions): Server {
  const portal = new URL(options.portalUrl);
  const https = portal.protocol === 'https:';
  const origins = ownOrigins(options.portalUrl, options.port);
  const hosts = new Set([...origins].map((origin) => new URL(origin).host));
  const sandbox = toListener(options.sandbox);
  const bin = toListener(options.bin);

  const knownHost = (host: string | undefined): string =>
    host !== undefined && hosts.has(host.toLowerCase()) ? host.toLowerCase() : portal.host;

  const route = async (
    req: IncomingMessage,
    res: ServerResponse,
    path: string,
  ): Promise<unknown> => {
    if (under(path, routes.partnersBase()) || under(path, routes.oktaBase()))
      return sandbox(req, res);
    if (under(path, '/bin')) return bin(req, res);
    if (await answerHealth(path, res, options)) return undefined;
    const refusal = refuseForPages(req) ?? refuseForeign(req, origins);
    if (refusal) return refuse(res, refusal);
    return options.pages ? options.pages(req, res) : notHere(res);
  };

  const answer = async (req: IncomingMessage, res: ServerResponse, requestId: RequestId) => {
    setSecurityHeaders(res, https);
    res.setHeader('x-request-id', requestId);
    const refusal = refuseMalformed(req);
    if (refusal) return refuse(res, refusal);
    const forwardedFor = req.headers['x-forwarded-for'];
    rewriteHeaders(req, {
      requestId,
      clientAddress: clientAddress(
        req.socket.remoteAddress,
        Array.isArray(forwardedFor) ? forwardedFor.join(',') : forwardedFor,
        options.trustProxyHops,
      ),
      host: knownHost(req.headers.host),
      protocol: https ? 'https' : 'http',
    });
    return route(req, res, req.url ?? '/');
  };

  return listenWith((req, res) => {
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
  });
}

const headersTimeoutMs = 15_000;
const requestTimeoutMs = 120_000;
const keepAliveTimeoutMs = 65_000;

function listenWith(listener: Listener): Server {
  const server = createServer(
    {
      maxHeaderSize: 16_384,
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      connectionsCheckingInterval: 5_000,
      insecureHTTPParser: false,
    },
    listener,
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
    const status = tooLarge ? '431 Request Header Fields Too Large' : '400 Bad Request';
    const body = JSON.stringify({
      message: tooLarge ? 'The request headers are too long.' : 'The request is not valid HTTP.',
      error: 'bad_request',
    });
    socket.end(
      `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\nx-content-type-options: nosniff\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  });
  return server;
}
