import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEnv } from '#lib/config/env.ts';
import { setConfig } from '#lib/config/runtime.ts';
import { consoleRequests } from '#lib/db/schema/console.ts';
import { createHttpClient } from '#lib/http/guarded-request.ts';
import type { Relay } from '#lib/relay/handle.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../test/support/partner.ts';
import { quickestMs } from '../../test/support/quickest.ts';
import { portalUrl, settleRelays, testRelay } from '../../test/support/relay.ts';

let test: TestDatabase;
let server: Server;
let noor: TestPartner;
let relay: Relay;
let base: string;
const seen: { method: string; url: string; headers: IncomingMessage['headers']; body: Buffer }[] =
  [];

let sendSecond = () => {};
let closedStreams = 0;
let watched = 0;
const megabyte = Buffer.alloc(1024 * 1024, 'a');
const answers: Record<string, (res: ServerResponse) => void> = {
  '/json': (res) =>
    res
      .setHeader('content-type', 'application/json')
      .setHeader('set-cookie', 'a=b')
      .end('{"id":9007199254740993}'),
  '/html': (res) =>
    res.setHeader('content-type', 'text/html').end('<script>parent.alert(1)</script>'),
  '/svg': (res) => res.setHeader('content-type', 'image/svg+xml').end('<svg onload="alert(1)"/>'),
  '/redirect': (res) =>
    res.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
  '/not-modified': (res) => res.writeHead(304, { etag: '"1"' }).end(),
  '/gzip': (res) =>
    res
      .setHeader('content-type', 'application/json')
      .setHeader('content-encoding', 'gzip')
      .end(gzipSync('{"packed":true}')),
  '/bomb': (res) =>
    res.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(64 * 1024 * 1024))),
  '/not-gzip': (res) => res.setHeader('content-encoding', 'gzip').end('plain'),
  '/huge': (res) => {
    const write = () => {
      while (res.write(megabyte)) if (res.destroyed) return;
      res.once('drain', write);
    };
    write();
  },
  '/drip': (res) => {
    res.writeHead(200, { 'content-type': 'text/plain' });
    const timer = setInterval(() => res.write('x'), 20);
    res.on('close', () => clearInterval(timer));
  },
  '/hang': () => undefined,
  '/watched': (res) => {
    watched += 1;
    res.on('close', () => {
      watched -= 1;
    });
  },
  '/events': (res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream', 'set-cookie': 'a=b' });
    res.write('data: one\n\n');
    sendSecond = () => res.end('data: two\n\n');
  },
  '/lines': (res) => {
    res.writeHead(200, { 'content-type': 'application/x-ndjson' });
    res.write('{"n":1}\n');
    sendSecond = () => res.end('{"n":2}\n');
  },
  '/odd-status': (res) => void res.socket?.end('HTTP/1.1 600 Odd\r\ncontent-length: 2\r\n\r\nhi'),
  '/endless-events': (res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    const timer = setInterval(() => res.write('data: again\n\n'), 20);
    res.on('close', () => {
      clearInterval(timer);
      closedStreams += 1;
    });
  },
  '/huge-events': (res) => {
    res.setHeader('content-type', 'text/event-stream');
    answers['/huge']?.(res);
  },
  '/bytes': (res) =>
    res.setHeader('content-type', 'application/octet-stream').end(Buffer.from([0, 255, 1, 254])),
};

beforeAll(async () => {
  test = await createTestDatabase();
  const config = parseEnv({ PORTAL_SECRET: 'a secret only for this test', PORTAL_URL: portalUrl });
  setConfig({ ...config, secret: config.secret ?? '', databaseUrl: test.url });
  server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const { method = '', url = '', headers } = req;
    seen.push({ method, url, headers, body: Buffer.concat(chunks) });
    const answer = answers[url.split('?')[0] ?? ''];
    if (answer) answer(res);
    else res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  base = `http://127.0.0.1:${port}`;
  noor = await makePartner(test.db, 'noor');
  relay = relayTo([base]);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await settleRelays();
  await test.drop();
});

const portOf = (listening: { address(): string | AddressInfo | null }): number => {
  const address = listening.address();
  return typeof address === 'object' && address ? address.port : 0;
};

const targetOf = (url: string) => {
  const { hostname: host, port } = new URL(url);
  return { host, port: Number(port) };
};

function relayTo(servers: string[], deadlineMs = 30_000, allowed = [base]): Relay {
  const allowTargets = allowed.map(targetOf);
  return testRelay({
    http: createHttpClient({ allowTargets, own: null }),
    listServers: async (api) => (api === 'petstore' ? servers : null),
    deadlineMs,
  }).relay;
}

function call(
  path: string,
  init: RequestInit = {},
  through = relay,
  environment = 'server-1',
  partner = noor,
) {
  const request = new Request(`${portalUrl}/api/relay`, init);
  const target = { api: 'petstore', environment, path };
  return through(request, target, { kind: 'user', ctx: partner.ctx });
}

const errorOf = async (answer: Response) => [answer.status, (await answer.json()).error];

describe('an API of a dropped-in document', () => {
  it('is called with the query as it is and no credential, and answers byte for byte', async () => {
    const answer = await call('/json?filter=name%20eq%20%22x%22&a=1&a=2');
    expect(await answer.text()).toBe('{"id":9007199254740993}');
    expect(answer.headers.get('set-cookie')).toBeNull();
    const sent = seen.at(-1);
    expect(sent?.url).toBe('/json?filter=name%20eq%20%22x%22&a=1&a=2');
    expect(sent?.headers).not.toHaveProperty('authorization');
    expect(sent?.headers).not.toHaveProperty('cookie');
    expect(sent?.headers.host).toBe(new URL(base).host);
  });

  it.each(['/', '/a/', '/a//b/', '//', '//a'])('is asked for %s as it is written', async (path) => {
    await call(path);
    expect(seen.at(-1)?.url).toBe(path);
    await call(path, {}, relayTo([`${base}/v1/`]));
    expect(seen.at(-1)?.url).toBe(`/v1${path}`);
  });

  it('gets the headers that its document names', async () => {
    const { relay: through } = testRelay({
      http: createHttpClient({ allowTargets: [targetOf(base)], own: null }),
      listServers: async () => [base],
      listHeaders: async (api) => new Set(api === 'petstore' ? ['api_key', 'depth'] : []),
    });
    await call('/json', { headers: { api_key: 'k-1', depth: '1', unnamed: 'x' } }, through);
    expect(seen.at(-1)?.headers).toMatchObject({ api_key: 'k-1', depth: '1' });
    expect(seen.at(-1)?.headers).not.toHaveProperty('unnamed');
  });

  it('is chosen by its number, and there is no other', async () => {
    const two = relayTo(['http://127.0.0.1:9', base]);
    expect((await call('/json', {}, two, 'server-2')).status).toBe(200);
    expect(await errorOf(await call('/json', {}, two, 'server-3'))).toEqual([404, 'not_found']);
  });

  it('gets bodies of any kind unchanged', async () => {
    const form = new FormData();
    form.set('file', new Blob([Buffer.from([0, 1, 2, 255])]), 'x.bin');
    await call('/bytes', { method: 'POST', body: form });
    expect(seen.at(-1)?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(seen.at(-1)?.body.includes(Buffer.from([0, 1, 2, 255]))).toBe(true);
    const answer = await call('/bytes', { method: 'PUT', body: 'a=1' });
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from([0, 255, 1, 254]));
  });

  it('gets the cookies that were typed for it', async () => {
    await call('/json', { headers: { 'x-portal-cookie': 'sid=1; b=2', cookie: 'own=3' } });
    expect(seen.at(-1)?.headers.cookie).toBe('sid=1; b=2');
  });

  it('may answer a status that the web does not know', async () => {
    const answer = await call('/odd-status');
    expect([answer.status, await answer.text()]).toEqual([502, 'hi']);
    expect(answer.headers.get('x-portal-upstream-status')).toBe('600');
  });

  it('passes on answers without a body', async () => {
    const answer = await call('/not-modified');
    expect([answer.status, await answer.text()]).toEqual([304, '']);
    expect((await call('/json', { method: 'HEAD' })).status).toBe(200);
  });
});

describe('what could act on the page', () => {
  it.each(['/html', '/svg'])('is plain text that runs nowhere: %s', async (path) => {
    const answer = await call(path);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('x-portal-upstream-content-type')).toMatch(/html|svg/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(await answer.text()).toMatch(/^</);
  });

  it('is no redirect: told in the body, never followed', async () => {
    const before = seen.length;
    const answer = await call('/redirect');
    expect(answer.status).toBe(502);
    expect(answer.headers.get('location')).toBeNull();
    expect(answer.headers.get('x-portal-upstream-status')).toBe('302');
    expect(await answer.json()).toMatchObject({
      error: 'upstream_redirected',
      upstream_status: 302,
      location: 'http://169.254.169.254/latest/meta-data',
    });
    expect(seen.length).toBe(before + 1);
  });
});

describe('what could cost too much', () => {
  it('unpacks a packed answer', async () => {
    const answer = await call('/gzip');
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(await answer.json()).toEqual({ packed: true });
  });

  it.each([
    ['/huge', 'upstream_too_large'],
    ['/bomb', 'upstream_too_large'],
    ['/not-gzip', 'upstream_unreachable'],
  ])('ends %s', async (path, code) => {
    expect(await errorOf(await call(path))).toEqual([502, code]);
  });

  it.each(['/drip', '/hang'])('ends %s in time', async (path) => {
    const quick = relayTo([base], 300);
    const tookMs = await quickestMs(1500, async () => {
      expect(await errorOf(await call(path, {}, quick))).toEqual([504, 'upstream_timeout']);
    });
    expect(tookMs).toBeLessThan(1500);
  });

  it('refuses a request body over 10 MB, and takes one just below', async () => {
    const body = Buffer.concat(Array.from({ length: 10 }, () => megabyte));
    expect((await call('/json', { method: 'POST', body })).status).toBe(200);
    const more = Buffer.concat([body, Buffer.from('x')]);
    expect(await errorOf(await call('/json', { method: 'POST', body: more }))).toEqual([
      413,
      'payload_too_large',
    ]);
  });

  it('lets wave after wave of 20 through: a place is free when its call is answered', async () => {
    for (let wave = 0; wave < 5; wave++) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => call('/json')));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    }
  });

  it('runs 20 at a time for one user in all processes, and gives the places back', async () => {
    // Two relays with nothing in common but the database: two processes.
    const [quick, other] = [relayTo([base], 6000), relayTo([base], 6000)];
    const hanging = Array.from({ length: 20 }, (_, at) =>
      call('/hang', {}, at % 2 ? quick : other),
    );
    await expect
      .poll(() => seen.slice(-20).every(({ url }) => url === '/hang'), { timeout: 30_000 })
      .toBe(true);
    expect(await errorOf(await call('/json', {}, quick))).toEqual([429, 'rate_limited']);
    expect(await errorOf(await call('/json', {}, other))).toEqual([429, 'rate_limited']);
    const madar = await makePartner(test.db, 'madar');
    expect((await call('/json', {}, quick, 'server-1', madar)).status).toBe(200);
    await Promise.all(hanging);
    expect((await call('/json', {}, quick)).status).toBe(200);
  });
});

describe('a caller that goes away', () => {
  it('ends its calls upstream, and has its places back', async () => {
    const gone = new AbortController();
    const init = { signal: gone.signal };
    const hanging = Array.from({ length: 20 }, () => call('/watched', init));
    await expect.poll(() => watched, { timeout: 20_000 }).toBe(20);
    gone.abort();
    await Promise.all(hanging);
    await expect.poll(() => watched, { timeout: 20_000 }).toBe(0);
    expect((await call('/json')).status).toBe(200);
  });
});

describe('server-sent events', () => {
  it('arrive as they are sent, and are kept in the history when they are over', async () => {
    // The second event is sent when the first has been read: nothing here could wait for the end.
    const answer = await call('/events');
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(answer.headers.get('cache-control')).toContain('no-transform');
    expect(answer.headers.get('set-cookie')).toBeNull();
    const events = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect(await events?.read()).toEqual({ done: false, value: 'data: one\n\n' });
    sendSecond();
    expect(await events?.read()).toEqual({ done: false, value: 'data: two\n\n' });
    expect(await events?.read()).toMatchObject({ done: true });
    const kept = () => test.db.select().from(consoleRequests);
    await expect
      .poll(async () => (await kept()).find(({ path }) => path === '/events')?.responseBody)
      .toContain('two');
  });

  it('are not the only ones: lines of JSON arrive one by one too', async () => {
    const answer = await call('/lines');
    const lines = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect(await lines?.read()).toEqual({ done: false, value: '{"n":1}\n' });
    sendSecond();
    expect(await lines?.read()).toEqual({ done: false, value: '{"n":2}\n' });
  });

  it('end with the deadline, and with the cap on bytes', async () => {
    const answer = await call('/endless-events', {}, relayTo([base], 300));
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toMatchObject({ code: 'upstream_timeout' });
    await expect((await call('/huge-events')).text()).rejects.toMatchObject({
      code: 'upstream_too_large',
    });
  });

  it('end upstream when their reader goes away', async () => {
    const before = closedStreams;
    const answer = await call('/endless-events');
    await answer.body?.cancel();
    await expect.poll(() => closedStreams).toBe(before + 1);
  });

  it('hold their place until they are over', async () => {
    const quick = relayTo([base], 1500);
    const open = await Promise.all(
      Array.from({ length: 20 }, () => call('/endless-events', {}, quick)),
    );
    expect(await errorOf(await call('/json', {}, quick))).toEqual([429, 'rate_limited']);
    await Promise.all(open.map((answer) => answer.body?.cancel()));
    await expect.poll(async () => (await call('/json', {}, quick)).status).toBe(200);
  });
});

describe('a name that resolves anew', () => {
  const answerOf = (address: string) => async () => [address];

  it('is judged at each connection: the second, private answer is refused', async () => {
    const { port } = new URL(base);
    const addresses = ['93.184.215.14', '127.0.0.1'];
    const http = createHttpClient({
      allowTargets: [],
      own: null,
      resolvePublicName: () => answerOf(addresses.shift() ?? '127.0.0.1')(),
    });
    const listServers = async () => [`http://rebind.example:${port}`];
    const before = seen.length;
    const { relay: rebound } = testRelay({ http, listServers, deadlineMs: 300 });
    // The public one is tried, and nothing of this test answers there.
    expect((await call('/json', {}, rebound)).status).toBeGreaterThanOrEqual(502);
    expect(await errorOf(await call('/json', {}, rebound))).toEqual([403, 'target_refused']);
    expect(seen.length).toBe(before);
  });

  it('is reached when the operator allows it', async () => {
    const { port } = new URL(base);
    const http = createHttpClient({
      allowTargets: [{ host: 'allowed.example', port: Number(port) }],
      own: null,
      resolveAllowedName: answerOf('127.0.0.1'),
    });
    const listServers = async () => [`http://allowed.example:${port}`];
    const { relay: allowed } = testRelay({ http, listServers });
    expect((await call('/json', {}, allowed)).status).toBe(200);
    expect(seen.at(-1)?.headers.host).toBe(`allowed.example:${port}`);
  });
});

describe('where it does not go', () => {
  it.each([
    'http://127.0.0.1:9',
    'http://[::1]:9',
    'http://localhost:9',
    'http://10.0.0.1',
    'http://169.254.169.254',
    'http://0x7f000001:9',
    'http://user:pass@93.184.215.14',
    '/relative',
    'ftp://example.com',
  ])('%s', async (server) => {
    const strict = relayTo([server]);
    expect(await errorOf(await call('/json', {}, strict))).toEqual([403, 'target_refused']);
  });

  it('tells a refused connection as a sentence without an address', async () => {
    const closed = createTcpServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const dead = `http://127.0.0.1:${portOf(closed)}`;
    await new Promise((resolve) => closed.close(resolve));
    const answer = await call('/json', {}, relayTo([dead], 3000, [dead]));
    expect(answer.status).toBe(502);
    const body = await answer.json();
    expect(body.message).toMatch(/refused the connection/);
    expect(body.message).not.toMatch(/127\.0\.0\.1|ECONN/);
  });

  it('keeps failures in the history too', async () => {
    const rows = await test.db.select().from(consoleRequests);
    expect(rows.map(({ errorCode }) => errorCode)).toEqual(
      expect.arrayContaining(['upstream_timeout', 'upstream_too_large', 'target_refused']),
    );
  });
});
