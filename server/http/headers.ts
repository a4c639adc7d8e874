import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestId } from '#lib/std/ids.ts';

// Headers by which a proxy, or Next to itself, says something that a caller must not be able to say.
const reserved =
  /^(x-request-id|forwarded|x-forwarded-.*|x-real-ip|true-client-ip|cf-connecting-ip|x-middleware-.*|x-invoke-.*|x-matched-path|x-prerender-.*|x-nextjs-.*|x-next-.*|x-now-.*|next-resume|x-http-method-override)$/;
// Of those, what Next's own browser code legitimately sends.
const fromNextBrowser = new Set([
  'x-nextjs-data',
  'x-nextjs-request-id',
  'x-nextjs-html-request-id',
]);

export type Known = {
  requestId: RequestId;
  clientAddress: string;
  /** Host of the address that users see, or the one asked for if it names this portal too. */
  host: string;
  protocol: 'http' | 'https';
};

/**
 * Replaces what the caller claims about itself by what the door knows. Both views of the headers are rewritten:
 * Next reads `headers`, the sandbox's adapter reads `rawHeaders`.
 */
export function rewriteHeaders(req: IncomingMessage, known: Known): void {
  const raw: string[] = [];
  for (let i = 0; i < req.rawHeaders.length; i += 2) {
    const name = req.rawHeaders[i] ?? '';
    const lower = name.toLowerCase();
    if (lower === 'host' || (reserved.test(lower) && !fromNextBrowser.has(lower))) {
      delete req.headers[lower];
      continue;
    }
    raw.push(name, req.rawHeaders[i + 1] ?? '');
  }
  req.rawHeaders = raw;
  setHeader(req, 'host', known.host);
  setHeader(req, 'x-request-id', known.requestId);
  setHeader(req, 'x-forwarded-for', known.clientAddress);
  setHeader(req, 'x-forwarded-host', known.host);
  setHeader(req, 'x-forwarded-proto', known.protocol);
}

/** Sets a request header in both views. */
export function setHeader(req: IncomingMessage, name: string, value: string): void {
  req.headers[name] = value;
  req.rawHeaders.push(name, value);
}

/** Removes a request header from both views. */
export function dropHeader(req: IncomingMessage, name: string): void {
  delete req.headers[name];
  const raw: string[] = [];
  for (let i = 0; i < req.rawHeaders.length; i += 2) {
    if (req.rawHeaders[i]?.toLowerCase() !== name) {
      raw.push(req.rawHeaders[i] ?? '', req.rawHeaders[i + 1] ?? '');
    }
  }
  req.rawHeaders = raw;
}

const everywhere: readonly (readonly [string, string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'strict-origin-when-cross-origin'],
  ['x-frame-options', 'DENY'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
  // What is not a page runs nothing and is framed by nobody; pages get their own policy.
  [
    'content-security-policy',
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  ],
];

/** The headers that every answer carries. HSTS only where the portal is reached over HTTPS. */
export function setSecurityHeaders(res: ServerResponse, https: boolean): void {
  for (const [name, value] of everywhere) res.setHeader(name, value);
  if (https) res.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
}
