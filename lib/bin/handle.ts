import type { Db } from '../db/client.ts';
import { getDatabase } from '../db/client.ts';
import type { HeaderList } from '../db/schema/webhooks.ts';
import { receiveAtBin } from '../domain/bins/receive.ts';
import { type Clock, systemClock } from '../std/clock.ts';

export type BinDeps = { db: Db; clock: Clock };
export type BinClient = { clientAddress: string | null };

const mostBodyBytes = 1_048_576;
// The door's own notes about a request; the sender has not written them.
const doorHeaders = /^(x-forwarded-|x-request-id$)/;
const bodyless = new Set([204, 205, 304]);

function answer(status: number, message: string): Response {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return bodyless.has(status)
    ? new Response(null, { status, headers: { 'cache-control': 'no-store' } })
    : new Response(JSON.stringify({ message }), { status, headers });
}

async function readBody(request: Request): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // The DOM's type of a body leaves out that it can be iterated.
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > mostBodyBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The built-in request bin, mounted at `/bin/{key}`: keeps what it gets for the bin's inspector and answers with the
 * status that the bin is set to. 404 for a key that no bin has, 413 over 1 MiB.
 */
export async function handleBin(
  request: Request,
  _client: BinClient,
  deps: BinDeps = { db: getDatabase(), clock: systemClock },
): Promise<Response> {
  const url = new URL(request.url);
  const key = url.pathname.split('/')[2] ?? '';
  const body = await readBody(request);
  if (!body) return answer(413, 'A bin takes bodies of at most 1 MiB.');
  const headers: HeaderList = [...request.headers].filter(([name]) => !doorHeaders.test(name));
  const path = `${url.pathname}${url.search}`;
  const status = await receiveAtBin(deps, { key, method: request.method, path, headers, body });
  if (status === null) return answer(404, 'There is no bin with this key.');
  return answer(status, `Received. This bin answers with ${status}.`);
}
