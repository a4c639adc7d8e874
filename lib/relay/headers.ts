import type { HeaderPair } from '#lib/http/guarded-request.ts';

// What a caller may say to the API through the relay. Authorization and Cookie are never among it: who calls is the
// relay's to say.
const forwarded = new Set([
  'accept',
  'accept-language',
  'content-type',
  'content-language',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'if-range',
  'prefer',
  'range',
  'last-event-id',
]);
// `X-` headers are the API's own, but for those by which proxies and frameworks talk to each other.
const reservedPrefix =
  /^x-(portal|forwarded|real|request-id|middleware|next|nextjs|now|invoke|matched|prerender|http-method|original|rewrite|client|cluster|envoy|amz|vercel|csrf)/;
const ownVersion = /^[a-z][a-z0-9-]*-version$/;

export const userAgent = 'Okta-Developer-Portal-Console';

// A document may name what it likes; these stay the relay's, the browser's or the connection's all the same.
const neverForwarded =
  /^(accept-encoding|authorization|connection|content-encoding|content-length|cookie2?|date|dnt|expect|forwarded|host|keep-alive|origin|proxy-.*|referer|sec-.*|set-cookie|te|trailer|transfer-encoding|upgrade|user-agent|via|x-(portal|forwarded|real-ip|request-id|middleware|next|nextjs|now|invoke|matched|prerender|http-method).*)$/;

/** What a `Connection` header names belongs to that connection alone. */
const hopByHop = (connection: string | null): Set<string> =>
  new Set(
    (connection ?? '')
      .toLowerCase()
      .split(',')
      .map((name) => name.trim()),
  );

/** The headers that go upstream, besides the credential. `declared`: those that the API's document names, in lower case. */
export function requestHeaders(
  incoming: Headers,
  declared: ReadonlySet<string> = new Set(),
): HeaderPair[] {
  const pairs: HeaderPair[] = [];
  const dropped = hopByHop(incoming.get('connection'));
  for (const [name, value] of incoming) {
    const own = name.startsWith('x-') ? !reservedPrefix.test(name) : ownVersion.test(name);
    const named = declared.has(name) && !neverForwarded.test(name);
    if ((forwarded.has(name) || own || named) && !dropped.has(name)) pairs.push([name, value]);
  }
  pairs.push(['accept-encoding', 'identity'], ['user-agent', userAgent]);
  return pairs;
}

/**
 * The cookies that somebody typed because the API's document asks for them. What the browser itself holds for the portal
 * comes as `Cookie`, and goes nowhere.
 */
export function typedCookie(incoming: Headers): HeaderPair[] {
  const cookie = incoming.get('x-portal-cookie');
  return cookie ? [['cookie', cookie]] : [];
}

const answered = new Set([
  'allow',
  'content-disposition',
  'content-language',
  'content-range',
  'date',
  'deprecation',
  'etag',
  'idempotency-replayed',
  'last-modified',
  'link',
  'location',
  'retry-after',
  'sunset',
  'warning',
]);
const limits = /^(ratelimit|x-ratelimit|x-rate-limit)/;
const notAnswered =
  /^x-(portal|frame-options|content-type-options|xss-protection|middleware|next|nextjs|accel|sendfile|dns-prefetch|powered-by|permitted|ua-compatible)/;

/** The headers of the API's answer that are safe to hand on to a page of the portal. */
export function answerHeaders(upstream: readonly HeaderPair[], isRedirect: boolean): Headers {
  const headers = new Headers();
  const connection = upstream.filter(([name]) => name.toLowerCase() === 'connection');
  const dropped = hopByHop(connection.map(([, value]) => value).join(','));
  for (const [rawName, value] of upstream) {
    const name = rawName.toLowerCase();
    const own = name.startsWith('x-') && !notAnswered.test(name);
    if ((name === 'location' && isRedirect) || dropped.has(name)) continue;
    if (answered.has(name) || limits.test(name) || own || ownVersion.test(name)) {
      headers.append(name, value);
    }
    // As it is, this one would make the browser ask for a password in the API's name.
    if (name === 'www-authenticate') headers.append('x-portal-upstream-www-authenticate', value);
  }
  return headers;
}

const inert =
  /^(application\/(json|x-ndjson|[\w.-]+\+json|yaml|x-yaml|x-www-form-urlencoded)|text\/(plain|csv|yaml|event-stream)|image\/(png|jpeg|gif|webp|avif)|audio\/|video\/)/;
const active = /html|svg|xml|xsl|mathml|javascript|ecmascript/;

/** What the answer's body is served as: what a browser could run is plain text, what it does not know are bytes. */
export function servedType(contentType: string | null): string {
  const type = (contentType ?? '').trim().toLowerCase();
  if (type === '') return 'application/octet-stream';
  if (active.test(type)) return 'text/plain; charset=utf-8';
  return inert.test(type) ? type : 'application/octet-stream';
}
