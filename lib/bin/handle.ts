import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../db/client.ts';
import { getDatabase } from '../db/client.ts';
import type { HeaderList } from '../db/schema/webhooks.ts';
import { receiveAtBin } from '../domain/bins/receive.ts';
import { type Clock, systemClock } from '../std/clock.ts';

export type BinDeps = { db: Db; clock: Clock };
export type BinClient = {
  clientAddress: string | null;
  /** Closes the caller's connection without an answer. */
  dropConnection?: () => void;
};

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

const dripEveryMs = 500;

/** The answer byte by byte: its head comes at once, its end after the sender has lost patience. */
function drip(status: number, message: string): Response {
  if (bodyless.has(status)) return answer(status, message);
  const bytes = new TextEncoder().encode(JSON.stringify({ message }));
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await sleep(dripEveryMs, undefined, { ref: false });
      controller.enqueue(bytes.subarray(at, at + 1));
      at += 1;
      if (at >= bytes.length) controller.close();
    },
  });
  return new Response(body, {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
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
  client: BinClient,
  deps: BinDeps = { db: getDatabase(), clock: systemClock },
): Promise<Response> {
  const url = new URL(request.url);
  const key = url.pathname.split('/')[2] ?? '';
  const body = await readBody(request);
  if (!body) return answer(413, 'A bin takes bodies of at most 1 MiB.');
  const headers: HeaderList = [...request.headers].filter(([name]) => !doorHeaders.test(name));
  const path = `${url.pathname}${url.search}`;
  const how = await receiveAtBin(deps, { key, method: request.method, path, headers, body });
  if (how === null) return answer(404, 'There is no bin with this key.');
  const text = `Received. This bin answers with ${how.status}.`;
  if (how.delayMs > 0) await sleep(how.delayMs, undefined, { ref: false });
  if (how.behaviour === 'drop') client.dropConnection?.();
  return how.behaviour === 'drip' ? drip(how.status, text) : answer(how.status, text);
}
