import type { Readable } from 'node:stream';
import type { Connection, ConnectionPool } from './connection-pool.ts';
import { connectionOn, createConnectionPool, dropConnection } from './connection-pool.ts';
import { type Failure, HttpFailure, toHttpFailure } from './failure.ts';
import { openSocket } from './open-socket.ts';
import {
  type ResolveName,
  resolveAllowedName,
  resolvePublicName,
  resolveTarget,
} from './resolve.ts';
import { judgeTarget, type Target, type TargetPolicy } from './target.ts';

export type HeaderPair = [name: string, value: string];

export type GuardedRequest = {
  method: string;
  url: string;
  headers: readonly HeaderPair[];
  /** null: no body, as for GET. */
  body: string | Uint8Array | null;
  /** For everything together: name, connection, request and the whole answer. */
  deadlineMs: number;
  /** Bytes of the answer's body that are kept. */
  maxBodyBytes: number;
  /** What a longer body means: keep its beginning, or fail with `too_large`. */
  overflow: 'truncate' | 'fail';
  /** Ends the request early with `aborted`. */
  signal?: AbortSignal;
  /** Asked when the headers are there; what it answers is handed each piece of the body as it comes. */
  tap?: (head: Pick<GuardedResponse, 'status' | 'headers'>) => ((piece: Buffer) => void) | null;
};

/** Milliseconds each phase took; null where it was not reached, or not needed on a kept connection. */
export type RequestTimings = {
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  /** From the request's start to the answer's headers. */
  firstByteMs: number | null;
  totalMs: number;
};

export type GuardedResponse = {
  status: number;
  headers: HeaderPair[];
  body: Buffer;
  /** True when the body went on. */
  truncated: boolean;
};

export type GuardedResult = {
  /** Exactly as sent, in their order; empty when nothing was sent. */
  requestHeaders: HeaderPair[];
  /** What was received, incomplete when `failure` says so. */
  response: GuardedResponse | null;
  /** null: the answer is complete, or cut where it was to be cut. */
  failure: Failure | null;
  timings: RequestTimings;
};

export type HttpClient = {
  /** Never rejects: every outcome is a result. */
  request(request: GuardedRequest): Promise<GuardedResult>;
  close(): void;
};

export type HttpClientOptions = TargetPolicy & {
  /** Tests inject these; the defaults ask the DNS and the machine. */
  resolvePublicName?: ResolveName;
  resolveAllowedName?: ResolveName;
  ca?: string;
};

type Exchange = { request: GuardedRequest; result: GuardedResult; signal: AbortSignal };

const round = (ms: number) => Math.round(ms * 100) / 100;

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

async function connect(
  target: Target,
  options: HttpClientOptions,
  exchange: Exchange,
): Promise<Connection> {
  const { timings } = exchange.result;
  const startedAt = performance.now();
  const resolving = resolveTarget(target, {
    publicName: options.resolvePublicName ?? resolvePublicName,
    allowedName: options.resolveAllowedName ?? resolveAllowedName,
    own: options.own,
  });
  const destination = await untilAborted(resolving, exchange.signal).finally(() => {
    timings.dnsMs = round(performance.now() - startedAt);
  });
  const secure = target.url.protocol === 'https:' && target.via !== 'own';
  const opened = await openSocket({
    addresses: destination.addresses,
    port: destination.port,
    secureName: secure ? target.hostname : null,
    ca: options.ca,
    signal: exchange.signal,
  });
  timings.connectMs = round(opened.connectMs);
  timings.tlsMs = opened.tlsMs === null ? null : round(opened.tlsMs);
  return connectionOn(opened.socket);
}

function asHeaderPairs(raw: unknown): HeaderPair[] {
  const flat = Array.isArray(raw) ? raw.map(String) : [];
  const pairs: HeaderPair[] = [];
  for (let at = 0; at + 1 < flat.length; at += 2) pairs.push([flat[at] ?? '', flat[at + 1] ?? '']);
  return pairs;
}

/** Reads up to the cap; true when the connection can be used again. */
async function readBody(stream: Readable, response: GuardedResponse, exchange: Exchange) {
  const chunks: Buffer[] = [];
  let length = 0;
  const tap = exchange.request.tap?.(response);
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk);
      const room = exchange.request.maxBodyBytes - length;
      const piece = bytes.subarray(0, room);
      chunks.push(piece);
      tap?.(piece);
      length += bytes.length;
      if (bytes.length <= room) continue;
      if (exchange.request.overflow === 'fail') throw new HttpFailure('too_large');
      response.truncated = true;
      return false;
    }
    return true;
  } finally {
    response.body = Buffer.concat(chunks);
  }
}

/** What undici writes around the given headers; a test holds it against the bytes on the wire. */
function sentHeaders(request: GuardedRequest, host: string): HeaderPair[] {
  const length = request.body === null ? null : String(Buffer.byteLength(request.body));
  return [
    ['host', host],
    ['connection', 'keep-alive'],
    ...request.headers,
    ...(length === null ? [] : [['content-length', length] satisfies HeaderPair]),
  ];
}

async function exchangeOn(
  connection: Connection,
  target: Target,
  exchange: Exchange,
  from: number,
) {
  const { request, result, signal } = exchange;
  const host = target.url.host;
  result.requestHeaders = sentHeaders(request, host);
  const asking = connection.client.request({
    method: request.method,
    path: `${target.url.pathname}${target.url.search}`,
    headers: ['host', host, ...request.headers.flat()],
    body: request.body,
    responseHeaders: 'raw',
    signal,
  });
  const answer = await untilAborted(asking, signal);
  result.timings.firstByteMs = round(performance.now() - from);
  const response: GuardedResponse = {
    status: answer.statusCode,
    headers: asHeaderPairs(answer.headers),
    body: Buffer.alloc(0),
    truncated: false,
  };
  result.response = response;
  return readBody(answer.body, response, exchange);
}

async function run(options: HttpClientOptions, pool: ConnectionPool, exchange: Exchange) {
  const from = performance.now();
  const target = judgeTarget(exchange.request.url, options);
  const key = `${target.via} ${target.url.protocol}//${target.hostname}:${target.port}`;
  const connection = pool.take(key) ?? (await connect(target, options, exchange));
  let reusable = false;
  try {
    reusable = await exchangeOn(connection, target, exchange, from);
  } finally {
    if (reusable) pool.give(key, connection);
    else dropConnection(connection);
  }
}

/**
 * The portal's way out: the webhook sender and the console's relay send through it (design 8). Addresses are judged
 * after parsing and again when connecting, the connection is made to the judged address only, redirects are answers
 * like any other, bodies are not inflated, and one deadline covers everything.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const pool = createConnectionPool();
  return {
    async request(request) {
      const startedAt = performance.now();
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(new HttpFailure('timeout')), request.deadlineMs);
      const onOuterAbort = () => abort.abort(new HttpFailure('aborted'));
      request.signal?.addEventListener('abort', onOuterAbort, { once: true });
      if (request.signal?.aborted) onOuterAbort();
      const result: GuardedResult = {
        requestHeaders: [],
        response: null,
        failure: null,
        timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 },
      };
      try {
        await run(options, pool, { request, result, signal: abort.signal });
      } catch (error) {
        const { code, message } = toHttpFailure(abort.signal.aborted ? abort.signal.reason : error);
        result.failure = { code, message };
      } finally {
        clearTimeout(timer);
        request.signal?.removeEventListener('abort', onOuterAbort);
        result.timings.totalMs = round(performance.now() - startedAt);
      }
      return result;
    },
    close: () => pool.close(),
  };
}
