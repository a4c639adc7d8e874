import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFront, type RequestInfo } from './front.ts';
import { addressOfNothing } from './page/not-found.ts';
import { servePages } from './page/serve-pages.ts';
import { listen } from './start/port.ts';

// A page as Next would answer it, and what it was asked with.
let asked: { method: string | undefined; headers: IncomingMessage['headers'] }[] = [];
let seen: { headers: Headers; info: RequestInfo }[] = [];
const html = `<!doctype html><script>self.__next_f.push([1,"${'x'.repeat(2_000)}"])</script><script>alert(1)</script>`;

async function next(req: IncomingMessage, res: ServerResponse): Promise<void> {
  asked.push({ method: req.method, headers: { ...req.headers } });
  if (req.url === '/data.json') {
    res.setHeader('content-type', 'application/json');
    res.end('{}');
    return;
  }
  if (req.url === '/docs/empty' || req.url === '/dashboard/empty') return emptyNotFound(req, res);
  res.statusCode = req.url === '/docs/absent' || req.url === addressOfNothing ? 404 : 200;
  res.setHeader('content-type', 'text/html; charset=utf-8');
  res.write(html.slice(0, 40));
  await new Promise((resolve) => setTimeout(resolve, 20));
  res.end(html.slice(40));
}

/** As Next answers for a page that calls `notFound()`. */
function emptyNotFound(req: IncomingMessage, res: ServerResponse): void {
  res.writeHead(404, { 'content-type': 'text/html; charset=utf-8', 'x-of-the-page': 'yes' });
  res.end(
    req.method === 'HEAD'
      ? undefined
      : '<!DOCTYPE html><html id="__next_error__"><head></head><body></body></html>',
  );
}

const front = createFront({
  portalUrl: 'http://localhost:3000',
  port: 3000,
  trustProxyHops: 0,
  log: pino({ level: 'silent' }),
  sandbox: (request, info) => {
    seen.push({ headers: request.headers, info });
    return Response.json({ path: new URL(request.url).pathname }, { status: 418 });
  },
  relay: (request) =>
    Response.json(
      { path: new URL(request.url).pathname },
      { headers: { 'x-request-id': 'of-the-api', 'content-security-policy': 'sandbox' } },
    ),
  bin: null,
  pages: servePages({ next, dev: false, fixedScripts: new Set() }),
  isReady: async () => true,
});
let base = '';
let port = 0;

beforeAll(async () => {
  port = await listen(front, '127.0.0.1', 0);
  base = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  front.closeAllConnections();
  front.close();
});
beforeEach(() => {
  asked = [];
  seen = [];
});

/** Sends bytes as they are, for requests that no client would make. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

describe('requests that the door refuses', () => {
  it.each([
    ['an absolute-form target', 'GET http://elsewhere.example/ HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    [
      'a network path',
      'GET //elsewhere.example/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      400,
    ],
    ['a backslash', 'GET /\\elsewhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 400],
    ['a broken escape', 'GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 400],
    ['a NUL character', 'GET /a%00b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 400],
    ['two hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['TRACE', 'TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 405],
    ['PROPFIND on a page', 'PROPFIND / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 405],
    [
      'a long header',
      `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(9_000)}\r\nConnection: close\r\n\r\n`,
      431,
    ],
    ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\n${'X: y\r\n'.repeat(9_000)}`, 431],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['what is not HTTP', 'hello\r\n\r\n', 400],
  ])('%s', async (_name, text, status) => {
    expect(await raw(text)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(asked).toEqual([]);
  });

  it.each([
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site', origin: 'http://localhost:3000' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' }, 200],
    [{ origin: 'http://127.0.0.1:3000' }, 200],
    [{}, 200],
  ])('a mutation with %j answers %i', async (headers, status) => {
    const answer = await fetch(`${base}/dashboard`, { method: 'POST', headers });
    expect(answer.status).toBe(status);
  });
});

describe('a request of the Okta API', () => {
  const get = (target: string, headers = '') =>
    raw(`GET ${target} HTTP/1.1\r\nHost: a\r\n${headers}Connection: close\r\n\r\n`);
  /** Status and code of an answer in the words of that API, with the headers that each of its answers has. */
  const refusalOf = async (sent: Promise<string>) => {
    const [head = '', body = ''] = (await sent).split('\r\n\r\n');
    expect(head).toMatch(/\r\nx-okta-request-id: req[\w-]{23}\r\n/);
    expect(head).toMatch(/\r\nx-rate-limit-reset: \d{10}\r\n/);
    const error: Record<string, unknown> = JSON.parse(body);
    expect(error).toMatchObject({ errorLink: error.errorCode, errorCauses: [] });
    return [Number(head.split(' ')[1]), error.errorCode];
  };

  it('is refused in its words when it is too much for HTTP', async () => {
    const expression = '('.repeat(100_000);
    expect(await refusalOf(get(`/api/v1/apps?limit=1&filter=${expression}`))).toEqual([
      400,
      'E0000031',
    ]);
    expect(await refusalOf(get(`/api/v1/users?search=${expression}`))).toEqual([400, 'E0000031']);
    expect(await refusalOf(get(`/api/v1/apps?q=${'x'.repeat(20_000)}`))).toEqual([431, 'E0000002']);
    const long = `X-Long: ${'x'.repeat(9000)}\r\n`;
    expect(await refusalOf(get('/api/v1/apps', long))).toEqual([431, 'E0000002']);
    expect(await refusalOf(get('/api/v1/apps\\..'))).toEqual([400, 'E0000002']);
    expect(await refusalOf(get('/api/v1/apps', 'Host: b\r\n'))).toEqual([400, 'E0000002']);
    expect(await refusalOf(get('/api/v1/apps', 'Host\r\n'))).toEqual([400, 'E0000002']);
    expect(seen).toEqual([]);
  });

  it('is judged by its own API when its address is long, broken or has a backslash', async () => {
    for (const target of [
      `/api/v1/apps?filter=${'('.repeat(10_000)}`,
      '/api/v1/apps/%ff',
      '/api/v1/apps?filter=name%20eq%20%22a\\%22b%22',
    ]) {
      expect(await get(target), target.slice(0, 40)).toMatch(/^HTTP\/1.1 418 /);
    }
    expect(await get('/api/v1x?filter=\\')).toMatch(/^HTTP\/1.1 400 /);
  });
});

describe('a request of the Partners API', () => {
  const send = (method: string, target: string, headers = 'Host: a\r\n') =>
    raw(`${method} ${target} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`);
  /** Status, code and Allow of an answer that the door gave, with the headers that each answer has. */
  const refusalOf = async (sent: Promise<string>) => {
    const [head = '', body = ''] = (await sent).split('\r\n\r\n');
    expect(head).toMatch(/\r\nx-request-id: req_/);
    expect(head).toMatch(/\r\nx-ratelimit-limit: 600\r\nx-ratelimit-remaining: \d+\r\n/);
    const { error, message }: Record<string, string> = JSON.parse(body);
    const allow = /\r\nallow: (.*)\r\n/.exec(head)?.[1];
    return [Number(head.split(' ')[1]), error, allow ?? message];
  };

  it('has them too when its body breaks the rules later, and when it asks for a tunnel', async () => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    const closed = once(socket, 'close');
    const path = '/api/apps/education/students';
    socket.write(`POST ${path}?late HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n`);
    await once(socket, 'data'); // Answered already; what follows comes in a packet of its own.
    answer = '';
    socket.write('no size\r\n');
    await closed;
    expect(await refusalOf(Promise.resolve(answer))).toEqual([
      400,
      'bad_request',
      'The request is not valid HTTP.',
    ]);
    expect(await refusalOf(send('CONNECT', path))).toEqual([
      405,
      'method_not_allowed',
      'GET, POST',
    ]);
    expect(await send('CONNECT', 'example.com:443')).toMatch(/^HTTP\/1.1 400 /);
  });

  it('is answered before its body has come, and the rest of that is let in', async () => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const errors: Error[] = [];
    let answer = '';
    socket.on('error', (error) => errors.push(error));
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    const closed = once(socket, 'close');
    socket.write(
      'POST /api/apps/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 40\r\n\r\n',
    );
    await once(socket, 'end');
    for (let i = 0; i < 4; i++) {
      socket.write('ten bytes.');
      await new Promise((resolve) => setTimeout(resolve, 20)); // A reset would come back meanwhile.
    }
    socket.end();
    await closed;
    expect(errors).toEqual([]);
    expect(answer).toMatch(/^HTTP\/1.1 418 /);
  });

  it('has the headers of every answer, also when it is too much or too little for HTTP', async () => {
    const path = '/api/apps/education/students';
    const refusals = await Promise.all([
      refusalOf(send('GET', path, '')),
      refusalOf(send('GET', path, 'Host: a\r\nHost: b\r\n')),
      refusalOf(send('GET', `${path}\\1`)),
      refusalOf(send('GET', `${path}?search=علي`)),
      refusalOf(send('GET', `${path}?search=${'x'.repeat(20_000)}`)),
      refusalOf(send('GET', path, 'Host: a\r\nno colon\r\n')),
    ]);
    expect(refusals).toEqual([
      [400, 'bad_request', 'The request has no Host header.'],
      [400, 'bad_request', 'The request has more than one Host header.'],
      [400, 'bad_request', 'The path has a backslash.'],
      [
        400,
        'bad_request',
        expect.stringContaining('percent-encoded, such as a space or an Arabic'),
      ],
      [431, 'bad_request', 'The request headers are too long.'],
      [400, 'bad_request', 'The request is not valid HTTP.'],
    ]);
    expect(seen).toEqual([]);
  });

  it('with a method that HTTP does not know is told which its path has', async () => {
    expect(await refusalOf(send('BREW', '/api/apps/education/students/7?x=1'))).toEqual([
      405,
      'method_not_allowed',
      'GET, PATCH',
    ]);
    expect((await refusalOf(send('brew', '/api/apps/coffee'))).slice(0, 2)).toEqual([
      404,
      'not_found',
    ]);
  });

  it('is judged by its own API when its address or a header is long', async () => {
    const long = 'x'.repeat(9000);
    expect(await send('GET', `/api/apps/whoami?q=${long}`)).toMatch(/^HTTP\/1.1 418 /);
    expect(await send('GET', '/api/apps/whoami?q=a\\b')).toMatch(/^HTTP\/1.1 418 /);
    const headers = `Host: a\r\nX-Long: ${long}\r\n`;
    expect(await send('GET', '/api/apps/whoami', headers)).toMatch(/^HTTP\/1.1 418 /);
  });
});

it('names what is no HTTP, too, and passes over an expectation that nobody knows', async () => {
  const broken = await raw('GET /api/apps/whoami HTTP/1.1\r\nHost a\r\n\r\n');
  expect(broken).toMatch(
    /^HTTP\/1.1 400 [\s\S]*x-request-id: req_\w+\r\n[\s\S]*"error":"bad_request"/,
  );
  const head = 'POST /api/apps/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n';
  const plain = await raw(`${head}\r\n`);
  const odd = await raw(`${head}Expect: bananas\r\n\r\n`);
  expect(odd.split('\r\n', 1)).toEqual(plain.split('\r\n', 1));
  expect(odd).toMatch(/x-request-id: req_/);
});

it('passes over the wish for another protocol, whoever listens for it', async () => {
  const taken: unknown[] = [];
  const take = (req: unknown) => taken.push(req);
  front.on('upgrade', take);
  for (const wish of ['h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA', 'websocket']) {
    const headers = `Host: a\r\nConnection: Upgrade, close\r\nUpgrade: ${wish}\r\n\r\n`;
    expect(await raw(`GET /api/apps/whoami HTTP/1.1\r\n${headers}`)).toMatch(/^HTTP\/1.1 418 /);
    expect(await raw(`GET /_next/hmr HTTP/1.1\r\n${headers}`)).toMatch(/^HTTP\/1.1 [24]/);
  }
  front.off('upgrade', take);
  expect(taken).toEqual([]);
});

describe('what the parts behind the door see', () => {
  it('the sandbox gets the path, the client and a request id, none of which the caller can choose', async () => {
    const answer = await fetch(`${base}/api/apps/whoami?x=1`, {
      headers: {
        'x-request-id': 'mine',
        'x-forwarded-for': '1.2.3.4',
        'x-forwarded-host': 'evil.example',
      },
    });
    expect(answer.status).toBe(418);
    const [call] = seen;
    expect(call?.info.clientAddress).toBe('127.0.0.1');
    expect(call?.headers.get('x-forwarded-for')).toBe('127.0.0.1');
    expect(call?.headers.get('x-forwarded-host')).toBe('localhost:3000');
    expect(answer.headers.get('x-request-id')).toBe(call?.info.requestId);
    expect(answer.headers.get('x-request-id')).toMatch(/^req_/);
  });

  it('the sandbox judges methods itself', async () => {
    const answer = await fetch(`${base}/api/apps/whoami`, {
      method: 'PROPFIND',
      headers: { origin: 'https://a.example' },
    });
    expect(answer.status).toBe(418);
  });

  it.each([
    'GET /api/apps/%zz',
    'GET /api/apps/%ff',
    'GET /api/apps/a%00b',
    'TRACE /api/apps/whoami',
  ])('the sandbox judges %s itself', async (line) => {
    const answer = await raw(`${line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 418 /);
    expect(seen).toHaveLength(1);
  });

  it('only whole path segments lead to the sandbox', async () => {
    expect((await fetch(`${base}/api/appsx`)).status).toBe(200);
    expect(seen).toEqual([]);
  });

  it('public pages get no cookie, others do', async () => {
    const headers = { cookie: 'session=1' };
    await fetch(`${base}/docs?x`, { headers });
    await fetch(`${base}/dashboard`, { headers });
    expect(asked.map((request) => request.headers.cookie)).toEqual([undefined, 'session=1']);
  });
});

describe('pages', () => {
  it('carry a policy with the hashes of known scripts only', async () => {
    const answer = await fetch(`${base}/dashboard`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy.match(/'sha256-/g)).toHaveLength(1);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(await answer.text()).toBe(html);
  });

  it('that are public come from the cache, with a tag, to GET and HEAD', async () => {
    const first = await fetch(`${base}/reference/a`, { headers: { 'accept-encoding': 'br' } });
    expect(await first.text()).toBe(html);
    const etag = first.headers.get('etag') ?? '';
    const again = await fetch(`${base}/reference/a`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(again.headers.get('content-security-policy')).toBe(
      first.headers.get('content-security-policy'),
    );
    const head = await fetch(`${base}/reference/a`, { method: 'HEAD' });
    expect(head.headers.get('etag')).toBe(etag);
    expect(asked).toHaveLength(1);
  });

  it('that many readers ask for at once are rendered once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => fetch(`${base}/reference/crowd`)),
    );
    expect(new Set(await Promise.all(answers.map((answer) => answer.text())))).toEqual(
      new Set([html]),
    );
    expect(asked).toHaveLength(1);
  });

  it('are not kept when they are refused, asked with a query, or parts for the router', async () => {
    for (const path of ['/docs/absent', '/docs/absent', '/docs/b?q=1', '/docs/b?q=1']) {
      await (await fetch(base + path)).text();
    }
    await (await fetch(`${base}/docs/b`, { headers: { rsc: '1' } })).text();
    await (await fetch(`${base}/docs/b`, { headers: { rsc: '1' } })).text();
    expect(asked).toHaveLength(6);
  });

  it('are not kept when they belong to somebody', async () => {
    for (let i = 0; i < 2; i++) await (await fetch(`${base}/dashboard`)).text();
    expect(asked).toHaveLength(2);
  });

  it('a HEAD first makes the page for the GET after it', async () => {
    const head = await fetch(`${base}/reference/head`, { method: 'HEAD' });
    expect(await head.text()).toBe('');
    expect(await (await fetch(`${base}/reference/head`)).text()).toBe(html);
    expect(asked.map(({ method }) => method)).toEqual(['GET']);
  });

  it.each(['/docs/empty', '/dashboard/empty'])(
    'that do not know an id say so on the server: %s',
    async (path) => {
      const headers = { 'accept-encoding': 'gzip' };
      const answer = await fetch(base + path, { headers });
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-encoding')).toBe('gzip');
      expect(answer.headers.get('x-of-the-page')).toBeNull();
      expect(answer.headers.get('x-request-id')).toMatch(/^req_/);
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self' 'sha256-");
      expect(await answer.text()).toBe(html);
      const head = await fetch(base + path, { headers, method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([404, '']);
      expect(head.headers.get('content-length')).toBe(answer.headers.get('content-length'));
    },
  );

  it('what is no page passes through with a policy that runs nothing', async () => {
    const answer = await fetch(`${base}/data.json`);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.json()).toEqual({});
  });
});

it.each([
  ['/a/%2e%2e/b', 400],
  ['/a/.%2E/b', 400],
  ['/../b', 400],
  ['/a/%2e', 400],
  ['/a/..?x=1', 400],
  ['/a/...', 200],
  ['/a/.b/..c', 200],
  ['/a?x=/../', 200],
])('the relay is asked for %s as it stands, or not at all: %i', async (path, status) => {
  const answer = await raw(
    `GET /api/relay/shop/server-1${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
  );
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer.includes(`"path":"/api/relay/shop/server-1${path.split('?')[0]}`)).toBe(
    status === 200,
  );
});

it("hands the console's calls to the relay with its own headers, and none that another site started", async () => {
  const url = `${base}/api/relay/partners/sandbox/whoami`;
  const answer = await fetch(url);
  expect(await answer.json()).toEqual({ path: '/api/relay/partners/sandbox/whoami' });
  expect(answer.headers.get('x-request-id')).toBe('of-the-api');
  expect(answer.headers.get('content-security-policy')).toBe('sandbox');
  expect(asked).toEqual([]);
  const foreign = await fetch(url, { method: 'POST', headers: { origin: 'https://evil.example' } });
  expect(foreign.status).toBe(403);
  // OpenAPI 3.2 has QUERY; it reads, but carries a body, so it has to come from the portal's own pages like a change.
  const query = (headers: Record<string, string> = {}) =>
    fetch(`${base}/api/relay/shop/server-1/search`, { method: 'QUERY', headers, body: '{}' });
  expect((await query()).status).toBe(200);
  expect((await query({ origin: 'https://elsewhere.example' })).status).toBe(403);
  expect((await fetch(`${base}/docs`, { method: 'QUERY', body: '{}' })).status).toBe(405);
});
