import { routes } from '#lib/routes.ts';
import { placeholderBase } from './document.ts';
import type { SwaggerRequest } from './swagger-types.ts';

export type Sent = {
  method: string;
  /** Relative to the environment's base, with the query. */
  path: string;
  headers: [name: string, value: string][];
  /** null: none, or nothing that can be shown as text. */
  body: string | null;
};

export type Answer = {
  sent: Sent;
  status: number;
  /** What the portal itself said instead of an answer of the API. */
  refusedBy: 'api' | 'portal';
  headers: [name: string, value: string][];
  contentType: string;
  body: Uint8Array;
  /** As this browser saw it, and as the relay measured the API alone. */
  totalMs: number;
  upstreamMs: number | null;
  requestId: string | null;
  /** `arriving`: more may come. `cut`: it ended before the API had finished. */
  state: 'arriving' | 'complete' | 'cut';
};

/** Something kept the request from being answered at all. */
export type Failure = { sent: Sent; failure: string };
export type Outcome = Answer | Failure;

export type Where = {
  api: string;
  environment: string;
  installationId: string | null;
  credentialId: string | null;
};

type Watch = {
  /** Told of server-sent events while they arrive. */
  onPart?(answer: Answer): void;
  signal?: AbortSignal;
};

/** Sends what swagger-ui has composed through the relay. Never throws. */
export async function relayFetch(
  where: Where,
  url: string,
  request: SwaggerRequest,
  watch: Watch = {},
): Promise<Outcome> {
  const path = url.startsWith(placeholderBase) ? url.slice(placeholderBase.length) : url;
  const body = bodyOf(request.body);
  const headers = new Headers(request.headers);
  // The browser writes it together with the boundary of the parts.
  if (body instanceof FormData) headers.delete('content-type');
  const sent: Sent = {
    method: request.method.toUpperCase(),
    path,
    headers: [...headers],
    body: typeof body === 'string' ? body : null,
  };
  return exchange(where, sent, body, watch);
}

/**
 * Sends what swagger-ui has composed for `path`, and hands on what the relay answers, without the headers that are the
 * portal's own. Rejects when the portal cannot be reached.
 */
export async function relayResponse(
  where: Where,
  path: string,
  request: SwaggerRequest,
): Promise<Response> {
  const body = bodyOf(request.body);
  const headers = headersFor(where, request.headers);
  if (body instanceof FormData) headers.delete('content-type');
  const response = await fetch(routes.relay(where.api, where.environment, path), {
    method: request.method.toUpperCase(),
    headers,
    body,
    redirect: 'error',
    cache: 'no-store',
  });
  const { status, statusText } = response;
  const shown = shownHeaders(response.headers);
  return new Response(response.body, { status, statusText, headers: shown });
}

/** Sends once more what was sent before, perhaps with another path. Never throws. */
export function sendAgain(where: Where, sent: Sent, watch: Watch = {}): Promise<Outcome> {
  return exchange(where, sent, sent.body ?? undefined, watch);
}

async function exchange(
  where: Where,
  sent: Sent,
  body: BodyInit | undefined,
  watch: Watch,
): Promise<Outcome> {
  const headers = headersFor(where, sent.headers);
  const startedAt = performance.now();
  try {
    const response = await fetch(routes.relay(where.api, where.environment, sent.path), {
      method: sent.method,
      headers,
      body,
      redirect: 'error',
      cache: 'no-store',
      signal: watch.signal,
    });
    const answer = (bytes: Uint8Array, state: Answer['state']) =>
      answerOf(sent, response, { body: bytes, totalMs: performance.now() - startedAt, state });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
    const onPart = isStream ? watch.onPart : undefined;
    const { bytes, cut } = await readAll(response, (part) => onPart?.(answer(part, 'arriving')));
    return answer(bytes, cut ? 'cut' : 'complete');
  } catch {
    return {
      sent,
      failure: watch.signal?.aborted
        ? 'You stopped it before an answer came.'
        : 'The portal could not be reached. Check your connection, then send it again.',
    };
  }
}

/** The headers of a call, and as whom it goes out. */
function headersFor({ installationId, credentialId }: Where, init: HeadersInit): Headers {
  const headers = new Headers(init);
  if (installationId) headers.set('x-portal-installation', installationId);
  if (credentialId) headers.set('x-portal-credential', credentialId);
  return headers;
}

const partEveryMs = 150;

/** Reads a body to its end, or to where it breaks off. */
async function readAll(response: Response, onPart: (bytes: Uint8Array) => void) {
  const pieces: Uint8Array[] = [];
  let toldAt = 0;
  try {
    const reader = response.body?.getReader();
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      pieces.push(read.value);
      if (performance.now() - toldAt < partEveryMs) continue;
      toldAt = performance.now();
      onPart(joined(pieces));
    }
    return { bytes: joined(pieces), cut: false };
  } catch {
    return { bytes: joined(pieces), cut: true };
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

const ownHeader =
  /^(x-portal-|content-security-policy|cross-origin-|referrer-policy|permissions-policy|x-frame-options|x-content-type-options|cache-control|vary|connection|keep-alive|strict-transport|content-length|content-encoding|transfer-encoding)/;

function answerOf(
  sent: Sent,
  response: Response,
  received: Pick<Answer, 'body' | 'totalMs' | 'state'>,
): Answer {
  const { headers } = response;
  const upstream = headers.get('x-portal-upstream-time');
  return {
    sent,
    status: response.status,
    refusedBy: headers.has('x-portal-upstream-status') ? 'api' : 'portal',
    headers: shownHeaders(headers),
    contentType: contentTypeOf(headers),
    ...received,
    upstreamMs: upstream === null ? null : Number(upstream),
    requestId: headers.has('x-portal-upstream-status')
      ? (headers.get('x-okta-request-id') ?? headers.get('x-request-id'))
      : null,
  };
}

const contentTypeOf = (headers: Headers): string =>
  headers.get('x-portal-upstream-content-type') ?? headers.get('content-type') ?? '';

/** The API's own headers, its content type first and as the API gave it. */
function shownHeaders(headers: Headers): [name: string, value: string][] {
  const shown = [...headers].filter(([name]) => !ownHeader.test(name) && name !== 'content-type');
  const contentType = contentTypeOf(headers);
  return contentType === '' ? shown : [['content-type', contentType], ...shown];
}

function bodyOf(body: unknown): BodyInit | undefined {
  if (body === undefined || body === null || body === '') return undefined;
  if (typeof body === 'string' || body instanceof FormData || body instanceof Blob) return body;
  if (body instanceof URLSearchParams) return body.toString();
  return JSON.stringify(body);
}
