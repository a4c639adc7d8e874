// What an API can do to the relay on its way there and back, each beside its legitimate twin. The rest of the list
// stands in relay-upstream, relay-session, relay-sandbox and relay-credentials, and at the door in server/front.
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEnv } from '#lib/config/env.ts';
import { setConfig } from '#lib/config/runtime.ts';
import { createHttpClient, type HttpClientOptions } from '#lib/http/guarded-request.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../test/support/partner.ts';
import { portalUrl, settleRelays, testRelay } from '../../test/support/relay.ts';
import { receiverCertificate, receiverKey } from '../../test/support/tls.ts';

let test: TestDatabase;
let noor: TestPartner;
const listening: Server[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
  const config = parseEnv({ PORTAL_SECRET: 'a secret only for this test', PORTAL_URL: portalUrl });
  setConfig({ ...config, secret: config.secret ?? '', databaseUrl: test.url });
  noor = await makePartner(test.db, 'noor');
});
afterAll(async () => {
  for (const server of listening) server.close();
  await settleRelays();
  await test.drop();
});

async function portOf(server: Server): Promise<number> {
  listening.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: string | AddressInfo | null = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

type Way = Omit<Partial<HttpClientOptions>, 'allowTargets'>;

/** Calls `server` through a relay whose operator allows it; names resolve to this machine unless `way` says otherwise. */
function call(server: string, path: string, way: Way = {}, deadlineMs = 30_000) {
  const { protocol, hostname: host, port } = new URL(server);
  const http = createHttpClient({
    own: null,
    resolveAllowedName: async () => ['127.0.0.1'],
    ...way,
    allowTargets: [{ host, port: Number(port) || (protocol === 'https:' ? 443 : 80) }],
  });
  const { relay } = testRelay({ http, listServers: async () => [server], deadlineMs });
  const target = { api: 'petstore', environment: 'server-1', path };
  return relay(new Request(`${portalUrl}/api/relay`), target, { kind: 'user', ctx: noor.ctx });
}

async function refusalOf(answer: Response) {
  const { error, message } = await answer.json();
  expect(message).not.toMatch(/127\.0\.0\.1|E[A-Z]{4,}|ERR_|node:|at /);
  return [answer.status, error, message];
}

const json: RequestListener = (_req, res) =>
  res.setHeader('content-type', 'application/json').end('{"ok":true}');

describe('a name', () => {
  it('that does not exist is told as that; one that does is called', async () => {
    const port = await portOf(createServer(json));
    const missing = async () => {
      throw Object.assign(new Error('getaddrinfo ENOTFOUND api.example'), { code: 'ENOTFOUND' });
    };
    const server = `http://api.example:${port}`;
    expect(await refusalOf(await call(server, '/x', { resolveAllowedName: missing }))).toEqual([
      502,
      'upstream_unreachable',
      expect.stringMatching(/name|DNS/i),
    ]);
    expect(await (await call(server, '/x')).json()).toEqual({ ok: true });
  });
});

describe('TLS', () => {
  const secure = () =>
    portOf(createSecureServer({ cert: receiverCertificate, key: receiverKey }, json));

  it('with a certificate that nobody trusts is told as that; a trusted one is called', async () => {
    const server = `https://receiver.example:${await secure()}`;
    expect(await refusalOf(await call(server, '/x'))).toEqual([
      502,
      'upstream_unreachable',
      expect.stringMatching(/TLS|certificate/i),
    ]);
    const trusted = await call(server, '/x', { ca: receiverCertificate });
    expect(await trusted.json()).toEqual({ ok: true });
  });

  it('with the certificate of another name is refused', async () => {
    const server = `https://other.example:${await secure()}`;
    const answer = await call(server, '/x', { ca: receiverCertificate });
    expect((await refusalOf(answer)).slice(0, 2)).toEqual([502, 'upstream_unreachable']);
  });

  it('with what speaks none is refused', async () => {
    const port = await portOf(createTcpServer((socket) => socket.end('hello\r\n')));
    const answer = await call(`https://receiver.example:${port}`, '/x');
    expect((await refusalOf(answer)).slice(0, 2)).toEqual([502, 'upstream_unreachable']);
  });
});

describe('an answer', () => {
  it('that comes slowly but in time is whole', async () => {
    const slow: RequestListener = (_req, res) => {
      res.setHeader('content-type', 'text/plain');
      let left = 5;
      const timer = setInterval(() => {
        left -= 1;
        if (left > 0) res.write('x');
        else {
          clearInterval(timer);
          res.end('y');
        }
      }, 20);
    };
    const server = `http://api.example:${await portOf(createServer(slow))}`;
    expect(await (await call(server, '/x')).text()).toBe('xxxxy');
  });

  it('just below the cap is whole, one byte above it is refused', async () => {
    const cap = 10 * 1024 * 1024;
    const sized: RequestListener = (req, res) =>
      res.end(Buffer.alloc(cap + Number(req.url?.slice(1)), 'a'));
    const server = `http://api.example:${await portOf(createServer(sized))}`;
    expect((await (await call(server, '/0')).arrayBuffer()).byteLength).toBe(cap);
    const [status, code] = await refusalOf(await call(server, '/1'));
    expect([status, code]).toEqual([502, 'upstream_too_large']);
  });

  it('keeps its type where a browser runs nothing of it', async () => {
    const typed: RequestListener = (req, res) =>
      res.setHeader('content-type', decodeURIComponent(req.url?.slice(1) ?? '')).end('x');
    const server = `http://api.example:${await portOf(createServer(typed))}`;
    for (const type of ['application/json', 'image/png', 'text/csv', 'text/plain']) {
      const answer = await call(server, `/${type}`);
      expect(answer.headers.get('content-type')).toBe(type);
    }
    for (const type of ['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/xml']) {
      const answer = await call(server, `/${type}`);
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    }
  });

  it('with 100,000 bytes of headers is told as that; with 10,000 it is passed on', async () => {
    const headed: RequestListener = (req, res) =>
      res.setHeader('x-long', 'h'.repeat(Number(req.url?.slice(1)))).end('x');
    const server = `http://api.example:${await portOf(createServer(headed))}`;
    const small = await call(server, '/10000');
    expect(small.headers.get('x-long')).toHaveLength(10_000);
    expect(await refusalOf(await call(server, '/100000'))).toEqual([
      502,
      'upstream_unreachable',
      expect.stringMatching(/could not be read.*headers are larger/),
    ]);
  });

  it('with trailers is whole without them', async () => {
    const trailed: RequestListener = (_req, res) => {
      res.writeHead(200, { 'content-type': 'text/plain', trailer: 'X-Sum' });
      res.write('one');
      res.addTrailers({ 'X-Sum': '1' });
      res.end();
    };
    const answer = await call(`http://api.example:${await portOf(createServer(trailed))}`, '/x');
    expect(await answer.text()).toBe('one');
  });

  it('that is no HTTP is told as unreadable', async () => {
    const port = await portOf(createTcpServer((socket) => socket.end('SSH-2.0-x\r\n')));
    const answer = await call(`http://api.example:${port}`, '/x');
    expect((await refusalOf(answer)).slice(0, 2)).toEqual([502, 'upstream_unreachable']);
  });
});
