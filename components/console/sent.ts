import { placeholderBase } from './document.ts';
import type { SwaggerRequest } from './swagger-types.ts';

/** A part of a form: a value, or a file by its name and type. */
export type SentPart =
  | { name: string; value: string }
  | { name: string; fileName: string; type: string };

export type Sent = {
  method: string;
  /** Relative to the environment's base, with the query. */
  path: string;
  headers: [name: string, value: string][];
  /** null: none, or nothing that can be shown as text. */
  body: string | null;
  /** What stands in the body's place when it has files: their bytes are not kept. */
  attached?: { kind: 'form'; parts: SentPart[] } | { kind: 'file'; fileName: string };
};

/** A request, as it is shown and as it goes to `fetch`. */
export type Composed = { sent: Sent; body: BodyInit | undefined };

/** What swagger-ui has composed, as a request to the relay. */
export function composed(url: string, request: SwaggerRequest): Composed {
  const path = url.startsWith(placeholderBase) ? url.slice(placeholderBase.length) : url;
  const body = bodyOf(request.body);
  const given = Object.entries(request.headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    String(value).trim(),
  ]);
  const sent: Sent = {
    method: request.method.toUpperCase(),
    path,
    headers: withType(given, body),
    body: typeof body === 'string' ? body : null,
  };
  if (body instanceof FormData) sent.attached = { kind: 'form', parts: [...body].map(partOf) };
  if (body instanceof Blob) {
    sent.attached = { kind: 'file', fileName: body instanceof File ? body.name : 'file.bin' };
  }
  return { sent, body };
}

function bodyOf(body: unknown): BodyInit | undefined {
  if (body === undefined || body === null || body === '') return undefined;
  if (typeof body === 'string' || body instanceof FormData || body instanceof Blob) return body;
  if (body instanceof URLSearchParams) return body.toString();
  return JSON.stringify(body);
}

/** The headers with the type that the body really goes out as. */
function withType(headers: Sent['headers'], body: BodyInit | undefined): Sent['headers'] {
  const others = headers.filter(([name]) => name !== 'content-type');
  // The browser writes it together with the boundary of the parts.
  if (body instanceof FormData) return others;
  if (others.length < headers.length || body === undefined) return headers;
  const type = body instanceof Blob ? body.type : 'text/plain;charset=UTF-8';
  return type === '' ? headers : [...headers, ['content-type', type]];
}

function partOf([name, value]: [string, FormDataEntryValue]): SentPart {
  if (typeof value === 'string') return { name, value };
  return { name, fileName: value.name, type: value.type || 'application/octet-stream' };
}

/** Why no browser can send a request; null: it can. */
export function obstacleOf({ sent, body }: Composed): string | null {
  if (/^(TRACE|TRACK|CONNECT)$/.test(sent.method)) {
    return `Browsers do not send ${sent.method}. Send it from a terminal, as it stands below.`;
  }
  if (body !== undefined && /^(GET|HEAD)$/.test(sent.method)) {
    return `Browsers send no body with ${sent.method}. Empty it, or send it from a terminal, as it stands below.`;
  }
  const header = sent.headers.find((pair) => !isHeader(pair));
  if (header === undefined) return null;
  return `The header ${header[0]} has a value that no HTTP header can carry: only characters of Latin-1 on one line. Percent-encode the others if the API expects that.`;
}

function isHeader(pair: [name: string, value: string]): boolean {
  try {
    return Boolean(new Headers([pair]));
  } catch {
    return false;
  }
}
