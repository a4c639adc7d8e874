import type { IncomingMessage, ServerResponse } from 'node:http';

/** No page and no route has this address, so Next renders app/not-found.tsx for it on the server. */
export const addressOfNothing = '/no-such-page';

// What Next answers for a page that called `notFound()`: an empty shell, which its script would fill.
const shell = /<html[^>]* id="__next_error__"/;
const nextMeta = Symbol.for('NextInternalRequestMeta');

/** Did a page say `notFound()`, and was the answer left empty for a browser's script to fill? */
export function isEmptyNotFound(method: string, res: ServerResponse, body: Buffer): boolean {
  if (res.statusCode !== 404) return false;
  // A HEAD has nothing to see; what its GET would answer decides its length.
  if (method === 'HEAD' && body.length === 0) return true;
  return (method === 'GET' || method === 'HEAD') && shell.test(body.toString('utf8', 0, 4096));
}

/** Makes a request that Next has answered one that it has not seen: nothing is left of what it noted on it. */
export function askForNothing(req: IncomingMessage): void {
  Reflect.deleteProperty(req, nextMeta);
  req.url = addressOfNothing;
  req.method = 'GET';
}

/** Gives an answer that was not sent the headers it had before Next wrote to it. */
export function resetAnswer(res: ServerResponse, headers: Record<string, HeaderValue>): void {
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) res.setHeader(name, value);
  }
  res.statusCode = 200;
  // Next listens a second time.
  res.setMaxListeners(res.getMaxListeners() * 2);
}

type HeaderValue = ReturnType<ServerResponse['getHeader']>;
