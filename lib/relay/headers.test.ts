import { expect, it } from 'vitest';
import { answerHeaders, requestHeaders, servedType, typedCookie } from '#lib/relay/headers.ts';

it('sends the headers of the API and none of the browser, the proxies or the portal', () => {
  const incoming = new Headers({
    accept: 'application/json',
    'content-type': 'application/json',
    'idempotency-key': 'k-1',
    'x-sandbox-fault': 'status=503',
    'okta-version': '2026-01-01',
    authorization: 'Bearer stolen',
    cookie: 'portal.session=abc',
    'proxy-authorization': 'Basic eA==',
    host: 'evil.example',
    origin: 'http://localhost:3000',
    referer: 'http://localhost:3000/reference',
    connection: 'keep-alive',
    'transfer-encoding': 'chunked',
    'x-forwarded-for': '10.0.0.1',
    'x-forwarded-host': 'evil.example',
    'x-real-ip': '10.0.0.1',
    'x-request-id': 'chosen-by-me',
    'x-portal-installation': 'ins_1',
    'x-http-method-override': 'DELETE',
    'sec-fetch-site': 'same-origin',
    'user-agent': 'Firefox',
  });
  expect(Object.fromEntries(requestHeaders(incoming))).toEqual({
    accept: 'application/json',
    'content-type': 'application/json',
    'idempotency-key': 'k-1',
    'x-sandbox-fault': 'status=503',
    'okta-version': '2026-01-01',
    'accept-encoding': 'identity',
    'user-agent': 'Okta-Developer-Portal-Console',
  });
});

it('sends what the document names, and never what is the relay’s or the connection’s own', () => {
  const incoming = new Headers({
    api_key: 'k-1',
    depth: '1',
    'x-csrf-token': 't',
    'x-hop': 'a',
    'x-stays': 'b',
    authorization: 'Bearer stolen',
    cookie: 'a=b',
    'x-portal-installation': 'ins_1',
    'x-request-id': 'req_1',
    unnamed: 'c',
    connection: 'close, X-Hop, Depth-Too',
    'depth-too': '2',
  });
  const names = [...incoming.keys()].filter((name) => name !== 'unnamed');
  expect(Object.fromEntries(requestHeaders(incoming, new Set(names)))).toEqual({
    api_key: 'k-1',
    depth: '1',
    'x-csrf-token': 't',
    'x-stays': 'b',
    'accept-encoding': 'identity',
    'user-agent': 'Okta-Developer-Portal-Console',
  });
});

it('takes cookies that were typed, and never those of the browser', () => {
  const incoming = new Headers({ cookie: 'portal.session=abc', 'x-portal-cookie': 'sid=1' });
  expect(typedCookie(incoming)).toEqual([['cookie', 'sid=1']]);
  expect(typedCookie(new Headers({ cookie: 'portal.session=abc' }))).toEqual([]);
});

it('hands on nothing that the answer’s connection names', () => {
  const pairs: [string, string][] = [
    ['Connection', 'X-Hop'],
    ['X-Hop', '1'],
    ['Connection', 'keep-alive, etag'],
    ['ETag', '"1"'],
    ['X-Stays', '2'],
  ];
  expect(Object.fromEntries(answerHeaders(pairs, false))).toEqual({ 'x-stays': '2' });
});

it('hands on what tells about the answer and nothing that acts on the page', () => {
  const headers = answerHeaders(
    [
      ['X-Request-Id', 'req_1'],
      ['X-RateLimit-Remaining', '599'],
      ['Location', '/education/students/1'],
      ['Link', '<https://api.example.com/?after=1>; rel="next"'],
      ['Set-Cookie', 'a=b'],
      ['Set-Cookie', 'c=d'],
      ['Transfer-Encoding', 'chunked'],
      ['Connection', 'close'],
      ['Refresh', '0; url=https://evil.example'],
      ['Clear-Site-Data', '"*"'],
      ['Content-Security-Policy', 'default-src *'],
      ['Access-Control-Allow-Origin', '*'],
      ['WWW-Authenticate', 'Basic realm="x"'],
      ['X-Frame-Options', 'ALLOWALL'],
      ['X-Portal-Upstream-Status', '200'],
      ['X-Accel-Redirect', '/internal'],
    ],
    false,
  );
  expect(Object.fromEntries(headers)).toEqual({
    'x-request-id': 'req_1',
    'x-ratelimit-remaining': '599',
    location: '/education/students/1',
    link: '<https://api.example.com/?after=1>; rel="next"',
    'x-portal-upstream-www-authenticate': 'Basic realm="x"',
  });
  expect(answerHeaders([['Location', 'https://x.example']], true).has('location')).toBe(false);
});

it.each([
  ['application/json; charset=utf-8', 'application/json; charset=utf-8'],
  ['application/problem+json', 'application/problem+json'],
  ['image/png', 'image/png'],
  ['text/event-stream', 'text/event-stream'],
  ['text/html; charset=utf-8', 'text/plain; charset=utf-8'],
  ['image/svg+xml', 'text/plain; charset=utf-8'],
  ['application/xhtml+xml', 'text/plain; charset=utf-8'],
  ['TEXT/HTML', 'text/plain; charset=utf-8'],
  ['application/javascript', 'text/plain; charset=utf-8'],
  ['application/pdf', 'application/octet-stream'],
  ['x-unknown/x', 'application/octet-stream'],
  [null, 'application/octet-stream'],
])('serves %s as %s', (given, served) => {
  expect(servedType(given)).toBe(served);
});
