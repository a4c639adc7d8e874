import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Sandbox } from './index.ts';

/** How often the caller sent a header; `name` in lower case. */
export function countHeader({ rawHeaders }: IncomingMessage, name: string): number {
  return rawHeaders.filter((text, i) => i % 2 === 0 && text.toLowerCase() === name).length;
}

/** What the web adapter is told: it would cut off a body that nobody reads after half a second. See `letBodyEnd`. */
export const adapterOptions = { overrideGlobalObjects: false, autoCleanupIncoming: false } as const;

const lingerMs = 30_000;

/**
 * Most callers send all of a body before they read. One that was refused early is read to its end and thrown away: a
 * connection that is closed meanwhile is reset, and takes the answer with it. A caller who is still sending half a minute
 * after the answer is let go.
 */
export function letBodyEnd(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { headers, socket } = incoming;
  if (!('content-length' in headers) && !('transfer-encoding' in headers)) return;
  // Before Node's own listener, which closes what shall not be kept.
  outgoing.prependOnceListener('finish', () => {
    if (incoming.complete) return;
    const timer = setTimeout(() => socket.destroy(), lingerMs).unref();
    let isClosing = false;
    socket.destroySoon = () => {
      isClosing = true;
      socket.end();
    };
    incoming.once('end', () => {
      clearTimeout(timer);
      Reflect.deleteProperty(socket, 'destroySoon');
      if (isClosing) socket.destroySoon();
    });
    incoming.removeAllListeners('data');
    incoming.resume();
  });
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
  return getRequestListener((request, bindings) => {
    const incoming = bindings.incoming as IncomingMessage; // Served over HTTP/1 only.
    const outgoing = bindings.outgoing as ServerResponse;
    letBodyEnd(incoming, outgoing);
    return sandbox.handle(request, {
      clientAddress: addressOf(incoming),
      countHeader: (name) => countHeader(incoming, name),
      dropConnection: () => outgoing.destroy(),
    });
  }, adapterOptions);
}
