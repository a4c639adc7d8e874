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

/** Sends what swagger-ui has composed through the relay. Never throws. */
export async function relayFetch(
  where: Where,
  url: string,
  request: SwaggerRequest,
): Promise<Outcome> {
  const path = url.startsWith(placeholderBase) ? url.slice(placeholderBase.length) : url;
  const headers = new Headers(request.headers);
  if (where.installationId) headers.set('x-portal-installation', where.installationId);
  if (where.credentialId) headers.set('x-portal-credential', where.credentialId);
  const body = bodyOf(request.body);
  const sent: Sent = {
    method: request.method.toUpperCase(),
    path,
    headers: [...new Headers(request.headers)],
    body: typeof body === 'string' ? body : null,
  };
  const startedAt = performance.now();
  try {
    const response = await fetch(routes.relay(where.api, where.environment, path), {
      method: sent.method,
      headers,
      body,
      redirect: 'error',
      cache: 'no-store',
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return answerOf(sent, response, bytes, performance.now() - startedAt);
  } catch {
    return {
      sent,
      failure: 'The portal could not be reached. Check your connection, then send it again.',
    };
  }
}

const ownHeader =
  /^(x-portal-|content-security-policy|cross-origin-|referrer-policy|permissions-policy|x-frame-options|x-content-type-options|cache-control|vary|connection|keep-alive|strict-transport|content-length|content-encoding|transfer-encoding)/;

function answerOf(sent: Sent, response: Response, body: Uint8Array, totalMs: number): Answer {
  const { headers } = response;
  const upstream = headers.get('x-portal-upstream-time');
  const contentType =
    headers.get('x-portal-upstream-content-type') ?? headers.get('content-type') ?? '';
  const shown = [...headers].filter(([name]) => !ownHeader.test(name) && name !== 'content-type');
  if (contentType !== '') shown.unshift(['content-type', contentType]);
  return {
    sent,
    status: response.status,
    refusedBy: headers.has('x-portal-upstream-status') ? 'api' : 'portal',
    headers: shown,
    contentType,
    body,
    totalMs,
    upstreamMs: upstream === null ? null : Number(upstream),
    requestId: headers.has('x-portal-upstream-status') ? headers.get('x-request-id') : null,
  };
}

function bodyOf(body: unknown): BodyInit | undefined {
  if (body === undefined || body === null || body === '') return undefined;
  if (typeof body === 'string' || body instanceof FormData || body instanceof Blob) return body;
  if (body instanceof URLSearchParams) return body.toString();
  return JSON.stringify(body);
}
