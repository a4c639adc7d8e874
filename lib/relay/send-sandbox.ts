import { getConfig } from '#lib/config/runtime.ts';
import { AppError } from '#lib/errors.ts';
import type { HeaderPair } from '#lib/http/guarded-request.ts';
import { newId } from '#lib/std/ids.ts';
import type { Outgoing, UpstreamAnswer } from './send.ts';
import { localSandbox } from './upstreams.ts';

/**
 * Calls the sandbox: in this process when it has it, else over HTTP at the portal's own address. Both end at the
 * same pipeline. Throws `upstream_timeout`, `upstream_too_large`, `upstream_unreachable`.
 */
export async function sendToSandbox(
  outgoing: Outgoing,
  clientAddress: string | null,
): Promise<UpstreamAnswer> {
  const startedAt = performance.now();
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(new AppError('upstream_timeout')), outgoing.deadlineMs);
  try {
    const answer = await untilStopped(call(outgoing, clientAddress, stop), stop.signal);
    const body = await untilStopped(bodyOf(answer, outgoing.maxBytes), stop.signal);
    const headers: HeaderPair[] = [...answer.headers];
    const timeMs = performance.now() - startedAt;
    return { status: answer.status, headers, body, timeMs };
  } finally {
    clearTimeout(timer);
  }
}

async function call(
  outgoing: Outgoing,
  clientAddress: string | null,
  stop: AbortController,
): Promise<Response> {
  const sandbox = localSandbox();
  const headers = new Headers(outgoing.headers);
  const init = { method: outgoing.method, headers, body: outgoing.body && bytesOf(outgoing.body) };
  if (sandbox) {
    // No connection writes it here, and the Okta API refuses a request that does not say how long it is.
    if (!bodilessMethods.has(outgoing.method)) {
      headers.set('content-length', String(outgoing.body?.byteLength ?? 0));
    }
    return sandbox(new Request(outgoing.url, init), {
      requestId: newId('req'),
      clientAddress: clientAddress ?? 'unknown',
      dropConnection: () => stop.abort(connectionBroke()),
    });
  }
  try {
    return await fetch(outgoing.url, {
      ...init,
      redirect: 'manual',
      cache: 'no-store',
      signal: stop.signal,
    });
  } catch (error) {
    if (stop.signal.aborted) throw stop.signal.reason;
    throw new AppError('upstream_unreachable', { cause: error });
  }
}

/** A client that sends no body with these says no length either. */
const bodilessMethods = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS']);

/** The address of the sandbox: a path of the portal itself. */
export function sandboxBase(basePath: string): string {
  return getConfig().portalUrl + basePath;
}

const connectionBroke = () =>
  new AppError('upstream_unreachable', {
    message: 'The API closed the connection before it answered.',
  });

// The platform's body type wants plain array buffers.
const bytesOf = (body: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(body);

async function bodyOf(answer: Response, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (answer.body) {
    for await (const chunk of answer.body) {
      length += chunk.length;
      if (length > maxBytes) throw new AppError('upstream_too_large');
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks);
}

function untilStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onStop = () => reject(signal.reason);
    if (signal.aborted) onStop();
    signal.addEventListener('abort', onStop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onStop));
  });
}
