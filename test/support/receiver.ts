import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type Server,
} from 'node:http';
import type net from 'node:net';

export type Received = {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  rawHeaders: string[];
  body: Buffer;
  atMs: number;
};

export type Receiver = {
  port: number;
  url: string;
  received: Received[];
  /** The most requests that were open at once. */
  mostOpen(): number;
  close(): Promise<void>;
};

export type Answer = { status: number; headers?: Record<string, string>; body?: string };

export function portOf(server: net.Server | Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

export function listen<S extends net.Server | Server>(server: S): Promise<S> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

export function closeServer(server: net.Server | Server): Promise<void> {
  if ('closeAllConnections' in server) server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** A real receiver on 127.0.0.1 that remembers what it got and answers as told, after `delayMs` if given. */
export async function startReceiver(
  answer: (request: Received, count: number) => Answer | Promise<Answer> = () => ({ status: 204 }),
): Promise<Receiver> {
  const received: Received[] = [];
  let open = 0;
  let mostOpen = 0;
  const onRequest: RequestListener = (request, response) => {
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    response.once('close', () => {
      open -= 1;
    });
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const { method = '', url = '', headers, rawHeaders } = request;
      const body = Buffer.concat(chunks);
      const entry = { method, url, headers, rawHeaders, body, atMs: Date.now() };
      received.push(entry);
      const { status, headers: more = {}, body: text = '' } = await answer(entry, received.length);
      response.writeHead(status, more).end(text);
    });
  };
  const server = await listen(createServer(onRequest));
  const port = portOf(server);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    received,
    mostOpen: () => mostOpen,
    close: () => closeServer(server),
  };
}
