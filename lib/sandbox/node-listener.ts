import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Sandbox } from './index.ts';

/** How often the caller sent a header; `name` in lower case. */
export function countHeader({ rawHeaders }: IncomingMessage, name: string): number {
  return rawHeaders.filter((text, i) => i % 2 === 0 && text.toLowerCase() === name).length;
}

/**
 * The sandbox as a listener of Node's HTTP server. `addressOf` names the caller, because only the door knows how
 * many proxies it may believe.
 */
export function nodeListener(
  sandbox: Sandbox,
  addressOf: (incoming: IncomingMessage) => string = (incoming) =>
    incoming.socket.remoteAddress ?? 'unknown',
): RequestListener<typeof IncomingMessage, typeof ServerResponse> {
  return getRequestListener(
    (request, { incoming, outgoing }) =>
      sandbox.handle(request, {
        clientAddress: addressOf(incoming as IncomingMessage), // Served over HTTP/1 only.
        countHeader: (name) => countHeader(incoming as IncomingMessage, name),
        dropConnection: () => outgoing.destroy(),
      }),
    { overrideGlobalObjects: false },
  );
}
