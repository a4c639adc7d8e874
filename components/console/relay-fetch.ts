import { routes } from '#lib/routes.ts';
import { type Composed, composed, obstacleOf, type Sent } from './sent.ts';
import type { SwaggerRequest } from './swagger-types.ts';

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
  /** `arriving`: more may come. `stopped` by the reader, or `cut`: it ended before the API had finished. */
  state: 'arriving' | 'complete' | 'stopped' | 'cut';
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
  const call = composed(url, request);
  const failure = obstacleOf(call);
  return failure === null ? exchange(where, call, watch) : { sent: call.sent, failure };
}

/**
 * Sends what swagger-ui has composed for `path`, and hands on what the relay answers, without the headers that are the
 * portal's own. Rejects when the portal cannot be reached, and with a sentence for what no browser can send.
 */
export async function relayResponse(
  where: Where,
  path: string,
  request: SwaggerRequest,
): Promise<Response> {
  const call = composed(path, request);
  const obstacle = obstacleOf(call);
  if (obstacle !== null) throw new Error(obstacle);
  const response = await fetchRelay(where, call);
  const { status, statusText } = response;
  const shown = shownHeaders(response.headers);
  return new Response(response.body, { status, statusText, headers: shown });
}

/** Sends once more what was sent before, perhaps with another path. Never throws. */
export function sendAgain(where: Where, sent: Sent, watch: Watch = {}): Promise<Outcome> {
  return exchange(where, { sent, body: sent.body ?? undefined }, watch);
}

function fetchRelay(where: Where, { sent, body }: Composed, signal?: AbortSignal) {
  return fetch(routes.relay(where.api, where.environment, sent.path), {
    method: sent.method,
    headers: headersFor(where, sent.headers),
    body,
    redirect: 'error',
    cache: 'no-store',
    signal: signal ?? null,
  });
}

async function exchange(where: Where, call: Composed, watch: Watch): Promise<Outcome> {
  const { sent } = call;
  const startedAt = performance.now();
  try {
    const response = await fetchRelay(where, call, watch.signal);
    const answer = (bytes: Uint8Array, state: Answer['state']) =>
      answerOf(sent, response, { body: bytes, totalMs: performance.now() - startedAt, state });
    const isStream = streamed.test(contentTypeOf(response.headers));
    const onPart = isStream ? watch.onPart : undefined;
    const { bytes, cut } = await readAll(response, (part) => onPart?.(answer(part, 'arriving')));
    if (!cut) return answer(bytes, 'complete');
    return answer(bytes, watch.signal?.aborted ? 'stopped' : 'cut');
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
function headersFor({ installationId, credentialId }: Where, init: Sent['headers']): Headers {
  const headers = new Headers(init);
  // No page may set this one; the relay knows what was typed from what the browser holds.
  const cookie = headers.get('cookie');
  if (cookie !== null) headers.set('x-portal-cookie', cookie);
  headers.delete('cookie');
  if (installationId) headers.set('x-portal-installation', installationId);
  if (credentialId) headers.set('x-portal-credential', credentialId);
  return headers;
}

const streamed =
  /^(text\/event-stream|application\/(x-ndjson|ndjson|jsonl|x-jsonlines|json-seq))\b/i;
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
  const said = headers.get('x-portal-upstream-status');
  const isRedirect = response.status === 502 && /^3/.test(said ?? '');
  const upstream = headers.get('x-portal-upstream-time');
  return {
    sent,
    // Redirects, and what no browser takes for a status, arrive as a 502 of the portal.
    status: said === null ? response.status : Number(said),
    refusedBy: said === null || isRedirect ? 'portal' : 'api',
    headers: shownHeaders(headers),
    contentType: contentTypeOf(headers),
    ...received,
    upstreamMs: upstream === null ? null : Number(upstream),
    requestId:
      said === null || headers.has(ownRequestId)
        ? headers.get('x-okta-request-id')
        : (headers.get('x-okta-request-id') ?? headers.get('x-request-id')),
  };
}

/** Beside the id that the portal gave a call whose API gave it none. */
const ownRequestId = 'x-portal-own-request-id';

const contentTypeOf = (headers: Headers): string =>
  headers.get('x-portal-upstream-content-type') ?? headers.get('content-type') ?? '';

/** The API's own headers, its content type first and as the API gave it. */
function shownHeaders(headers: Headers): [name: string, value: string][] {
  const shown = [...headers].filter(
    ([name]) =>
      !ownHeader.test(name) &&
      name !== 'content-type' &&
      !(name === 'x-request-id' && headers.has(ownRequestId)),
  );
  const contentType = contentTypeOf(headers);
  return contentType === '' ? shown : [['content-type', contentType], ...shown];
}
