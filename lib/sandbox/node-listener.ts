import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Sandbox } from './index.ts';

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
        dropConnection: () => outgoing.destroy(),
      }),
    { overrideGlobalObjects: false },
  );
}
