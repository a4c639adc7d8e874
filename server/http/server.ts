import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { EncodedTextResponse } from '#lib/std/encoded-text.ts';
import { newId } from '#lib/std/ids.ts';

const headersTimeoutMs = 15_000;
const requestTimeoutMs = 120_000;
const keepAliveTimeoutMs = 65_000;

/** What the HTTP parser could not read: the start of what the caller sent, and what is wrong with it. */
export type Unreadable = { start: string; status: number; message: string; isOddMethod: boolean };

/** What a part of the portal answers instead of the error envelope. */
type AnswerUnread = (
  unread: Unreadable,
) => { status: number; headers: Record<string, string>; body: string } | null;

// What a connection asked last waits on its socket: what cannot be read may be the middle of a body.
const lastStart = Symbol('the first line of the last request');
type Asked = { [lastStart]?: string };

const startOf = ({ method, url }: IncomingMessage): string => `${method} ${url} HTTP/1.1`;
const requestLine = /^\S+ \/\S* HTTP\//;

function unreadable(error: NodeJS.ErrnoException, asked: string | undefined): Unreadable {
  const packet: unknown = Reflect.get(error, 'rawPacket');
  const text = packet instanceof Uint8Array ? Buffer.from(packet).toString('latin1') : '';
  const start = asked === undefined || requestLine.test(text) ? text : asked;
  const isOddMethod = error.code === 'HPE_INVALID_METHOD';
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return { start, isOddMethod, status: 431, message: 'The request headers are too long.' };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { start, isOddMethod, status: 408, message: 'The request did not arrive in time.' };
    case 'HPE_INVALID_URL': {
      const message =
        'The address has a character that must be percent-encoded, such as a space or an Arabic letter.';
      return { start, isOddMethod, status: 400, message };
    }
    default:
      return { start, isOddMethod, status: 400, message: 'The request is not valid HTTP.' };
  }
}

/** The bytes of an answer that Node has no response object for. */
function serialized(status: number, headers: Record<string, string>, body: string): string {
  const all = {
    ...headers,
    'x-content-type-options': 'nosniff',
    connection: 'close',
    'x-request-id': newId('req'),
    'content-length': String(Buffer.byteLength(body)),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`;
}

/**
 * An HTTP server with bounds on headers and time; what is not HTTP is told so in the error envelope. `upgrades`: whether
 * a path may change to another protocol. Elsewhere that wish is passed over, as HTTP allows: clients that would like
 * HTTP/2 ask with each first request, and Next listens for upgrades of the whole server once it has served a page.
 */
export function createHttpServer(
  listener: (req: IncomingMessage, res: ServerResponse) => void,
  answerUnread: AnswerUnread = () => null,
  upgrades: (path: string) => boolean = () => false,
): Server {
  const server = createServer(
    {
      ServerResponse: EncodedTextResponse,
      maxHeaderSize: 16_384,
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      connectionsCheckingInterval: 5_000,
      insecureHTTPParser: false,
      // The door asks for it, in words.
      requireHostHeader: false,
      shouldUpgradeCallback: ({ url }) => upgrades(url ?? ''),
    },
    (req, res) => {
      (req.socket as Asked)[lastStart] = startOf(req);
      listener(req, res);
    },
  );
  // An expectation that nobody knows may be passed over; Node would answer it with a bare 417.
  server.on('checkExpectation', listener);
  const tell = (socket: Duplex, unread: Unreadable) => {
    const { status, message } = unread;
    const own = answerUnread(unread);
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const body = JSON.stringify({ message, error: 'bad_request' });
    socket.end(
      own ? serialized(own.status, own.headers, own.body) : serialized(status, headers, body),
    );
  };
  // Node would close without a word.
  server.on('connect', (req, socket) => {
    const message = 'This server opens no tunnels.';
    tell(socket, { start: startOf(req), status: 400, message, isOddMethod: true });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex & Asked) => {
    if (!socket.writable || error.code === 'ECONNRESET') socket.destroy();
    else tell(socket, unreadable(error, socket[lastStart]));
  });
  return server;
}
