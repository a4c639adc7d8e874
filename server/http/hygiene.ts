import type { IncomingMessage } from 'node:http';
import type { Refusal } from './refusal.ts';

const maxTargetLength = 8_192;
const maxHeaderLength = 8_192;
const maxPageBodyBytes = 12 * 1024 * 1024;
const pageMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
// The Fetch standard forbids these three, so pages cannot even be asked about them.
const forbiddenMethods = new Set(['TRACE', 'TRACK', 'CONNECT']);

const bad = (message: string): Refusal => ({ status: 400, error: 'bad_request', message });

function refuseTarget(target: string): Refusal | null {
  if (target.length > maxTargetLength) {
    return { status: 414, error: 'bad_request', message: 'The address is too long.' };
  }
  // Absolute-form ("GET http://elsewhere/"), "*" and network paths ("//elsewhere") name a host; only a path may come.
  if (!target.startsWith('/') || /^\/[/\\]/.test(target) || target.includes('\\')) {
    return bad('The request target must be a path on this server.');
  }
  const path = target.split(/[?#]/, 1)[0] ?? '';
  try {
    if (decodeURIComponent(path).includes('\0')) return bad('The path has a NUL character.');
  } catch {
    return bad('The path is not correctly percent-encoded.');
  }
  return null;
}

/** HTTP/1.1 asks for exactly one Host. Node would answer none of them with a bare 400. */
function refuseHosts({ rawHeaders, httpVersion }: IncomingMessage): Refusal | null {
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() === 'host') hosts++;
  }
  if (hosts > 1) return bad('The request has more than one Host header.');
  return hosts === 0 && httpVersion === '1.1' ? bad('The request has no Host header.') : null;
}

function refuseHeaders(req: IncomingMessage): Refusal | null {
  const raw = req.rawHeaders;
  for (let i = 0; i < raw.length; i += 2) {
    if ((raw[i + 1] ?? '').length > maxHeaderLength) {
      return { status: 431, error: 'bad_request', message: `The header ${raw[i]} is too long.` };
    }
  }
  return refuseHosts(req);
}

const hasBackslash = (req: IncomingMessage): boolean =>
  (req.url ?? '').split(/[?#]/, 1)[0]?.includes('\\') ?? false;

/** Judges what every request must keep to, whatever it asks for; the two APIs of the sandbox have their own below. */
export function refuseMalformed(req: IncomingMessage): Refusal | null {
  if (forbiddenMethods.has(req.method ?? '')) {
    return {
      status: 405,
      error: 'method_not_allowed',
      message: 'This server does not support the request method.',
      allow: [...pageMethods].join(', '),
    };
  }
  return refuseTarget(req.url ?? '') ?? refuseHeaders(req);
}

/**
 * Judges what the Partners API leaves to the door: one host, and a backslash in the path, which URL parsers take for a
 * slash. Methods, escapes and length it judges itself, within what the HTTP parser reads at all.
 */
export function refuseForPartners(req: IncomingMessage): Refusal | null {
  return hasBackslash(req) ? bad('The path has a backslash.') : refuseHosts(req);
}

/**
 * Judges what the Okta API leaves to the door: headers, and a backslash in the path, which URL parsers take for a slash.
 * The rest of the address it judges itself, also when it is long or broken.
 */
export function refuseForOkta(req: IncomingMessage): Refusal | null {
  return hasBackslash(req) ? bad('The path has a backslash.') : refuseHeaders(req);
}

/**
 * Judges what the pages and the portal's own routes accept on top of that; the sandbox judges for itself. `passesOn`:
 * the relay, which also sends the QUERY of OpenAPI 3.2.
 */
export function refuseForPages(req: IncomingMessage, passesOn = false): Refusal | null {
  const isKnown = pageMethods.has(req.method ?? '') || (passesOn && req.method === 'QUERY');
  if (!isKnown) {
    return {
      status: 405,
      error: 'method_not_allowed',
      message: 'This path does not support the request method.',
      allow: [...pageMethods].join(', '),
    };
  }
  if (Number(req.headers['content-length'] ?? 0) > maxPageBodyBytes) {
    return { status: 413, error: 'payload_too_large', message: 'The request body is too large.' };
  }
  if (passesOn && dotSegment.test(req.url ?? '')) {
    return {
      status: 400,
      error: 'bad_request',
      message: 'The path of the request must not contain dot segments.',
    };
  }
  return null;
}

// Whoever reads the address as a URL takes them away, and asks for another path than the caller wrote.
const dotSegment = /^[^?#]*\/(\.|%2e){1,2}([/?#]|$)/i;
