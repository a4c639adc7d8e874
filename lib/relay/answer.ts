import { AppError, errorEnvelope } from '#lib/errors.ts';
import { answerHeaders, servedType } from './headers.ts';
import { headerOf, type StreamedAnswer, type UpstreamAnswer } from './send.ts';

const bodiless = new Set([101, 204, 205, 304]);

/** Headers of everything the relay answers: nothing in it runs, is guessed at, or is kept. */
function inertHeaders(headers: Headers): Headers {
  headers.set('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'");
  headers.set('x-content-type-options', 'nosniff');
  headers.set('cache-control', 'no-store');
  headers.set('cross-origin-resource-policy', 'same-origin');
  return headers;
}

/** The API's answer, made harmless for a page of the portal. */
export function passOn(upstream: UpstreamAnswer | StreamedAnswer, method: string): Response {
  const headers = inertHeaders(answerHeaders(upstream.headers, false));
  const contentType = headerOf(upstream.headers, 'content-type');
  const served = servedType(contentType);
  headers.set('content-type', served);
  if (contentType !== null && contentType.toLowerCase() !== served) {
    headers.set('x-portal-upstream-content-type', contentType);
  }
  headers.set('x-portal-upstream-status', String(upstream.status));
  // Of a stream nobody knows yet how long it takes.
  if ('body' in upstream) headers.set('x-portal-upstream-time', upstream.timeMs.toFixed(1));
  const empty = bodiless.has(upstream.status) || method === 'HEAD';
  if (empty) headers.delete('content-type');
  // The Fetch standard lets nobody construct other answers; what the API said stands in the header above.
  const status = upstream.status >= 200 && upstream.status <= 599 ? upstream.status : 502;
  if (empty) return new Response(null, { status, headers });
  if (!('stream' in upstream))
    return new Response(new Uint8Array(upstream.body), { status, headers });
  // Whoever packs it would wait for more of it first.
  headers.set('cache-control', 'no-store, no-transform');
  return new Response(upstream.stream, { status, headers });
}

/** A redirect is told, not followed and not passed on: its target stands in the body, where no browser acts on it. */
export function tellRedirect(error: AppError, upstream: Omit<UpstreamAnswer, 'body'>): Response {
  const headers = inertHeaders(answerHeaders(upstream.headers, true));
  headers.set('x-portal-upstream-status', String(upstream.status));
  headers.set('x-portal-upstream-time', upstream.timeMs.toFixed(1));
  const body = {
    ...errorEnvelope(error),
    upstream_status: upstream.status,
    location: headerOf(upstream.headers, 'location'),
  };
  headers.set('content-type', 'application/json; charset=utf-8');
  return new Response(JSON.stringify(body), { status: error.status, headers });
}

/** A refusal of the relay itself, in the envelope of the APIs. */
export function tellError(error: AppError): Response {
  const headers = inertHeaders(new Headers());
  headers.set('content-type', 'application/json; charset=utf-8');
  headers.set('x-portal-error', error.code);
  const { retryAfterSeconds } = error.details;
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds));
  return new Response(JSON.stringify(errorEnvelope(error)), { status: error.status, headers });
}

/** The console asked for something that is not there. */
export function tellNotFound(): Response {
  return tellError(new AppError('not_found'));
}
