import https from 'node:https';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createHttpClient,
  type GuardedRequest,
  type HttpClient,
} from '#lib/http/guarded-request.ts';
import { quickestMs } from '../../test/support/quickest.ts';
import { closeServer, listen, portOf, startReceiver } from '../../test/support/receiver.ts';
import { receiverCertificate, receiverKey } from '../../test/support/tls.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function clientFor(port: number, host = '127.0.0.1'): HttpClient {
  const client = createHttpClient({
    allowTargets: [{ host, port }],
    own: null,
    resolveAllowedName: async () => ['127.0.0.1'],
    resolvePublicName: async () => ['127.0.0.1'],
    ca: receiverCertificate,
  });
  cleanups.push(() => client.close());
  return client;
}

function post(url: string, more: Partial<GuardedRequest> = {}): GuardedRequest {
  return {
    method: 'POST',
    url,
    headers: [['Content-Type', 'application/json']],
    body: '{"id":1}',
    deadlineMs: 2000,
    maxBodyBytes: 1024,
    overflow: 'truncate',
    ...more,
  };
}

async function rawServer(onSocket: (socket: net.Socket) => void): Promise<number> {
  const sockets = new Set<net.Socket>();
  const server = await listen(
    net.createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      onSocket(socket);
    }),
  );
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    return closeServer(server);
  });
  return portOf(server);
}

describe('the outgoing HTTP client', () => {
  it('records the request headers byte for byte as they went over the wire', async () => {
    let wire = '';
    const port = await rawServer((socket) => {
      socket.on('data', (chunk) => {
        wire += chunk.toString('latin1');
        if (wire.endsWith('{"id":1}')) socket.end('HTTP/1.1 204 No Content\r\n\r\n');
      });
    });
    const headers: [string, string][] = [
      ['Content-Type', 'application/json'],
      ['X-Okta-Event', 'ping'],
      ['webhook-id', 'abc'],
    ];
    const result = await clientFor(port).request(
      post(`http://127.0.0.1:${port}/hook?a=1`, { headers }),
    );
    const head = result.requestHeaders.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    expect(wire).toBe(`POST /hook?a=1 HTTP/1.1\r\n${head}\r\n{"id":1}`);
    expect(head).toContain(`host: 127.0.0.1:${port}`);
    expect(head).toContain('content-length: 8');
  });

  it('answers with status, raw headers, body and timings', async () => {
    const receiver = await startReceiver(() => ({
      status: 201,
      headers: { 'X-Thing': 'one' },
      body: 'مرحبا',
    }));
    cleanups.push(receiver.close);
    const result = await clientFor(receiver.port).request(post(`${receiver.url}/x`));
    expect(result.failure).toBeNull();
    expect(result.response).toMatchObject({ status: 201, truncated: false });
    expect(result.response?.body.toString()).toBe('مرحبا');
    expect(result.response?.headers).toContainEqual(['X-Thing', 'one']);
    expect(result.timings.connectMs).toBeGreaterThanOrEqual(0);
    expect(result.timings.firstByteMs).toBeGreaterThan(0);
    expect(result.timings.totalMs).toBeGreaterThan(0);
    expect(result.timings.tlsMs).toBeNull();
  });

  it('keeps a connection for the next request and then needs no connect phase', async () => {
    const receiver = await startReceiver(() => ({ status: 200, body: 'ok' }));
    cleanups.push(receiver.close);
    const client = clientFor(receiver.port);
    await client.request(post(receiver.url));
    const second = await client.request(post(receiver.url));
    expect(second.failure).toBeNull();
    expect(second.timings).toMatchObject({ dnsMs: null, connectMs: null });
  });

  it('does not follow redirects', async () => {
    const receiver = await startReceiver(() => ({ status: 307, headers: { Location: '/other' } }));
    cleanups.push(receiver.close);
    const result = await clientFor(receiver.port).request(post(receiver.url));
    expect(result.response?.status).toBe(307);
    expect(receiver.received).toHaveLength(1);
  });

  it('ends a slow drip at the deadline and keeps what came', async () => {
    const port = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n');
      const drip = setInterval(() => socket.write('.'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    const tookMs = await quickestMs(600, async () => {
      const result = await clientFor(port).request(
        post(`http://127.0.0.1:${port}/`, { deadlineMs: 300 }),
      );
      expect(result.failure?.code).toBe('timeout');
      expect(result.response?.status).toBe(200);
      expect(result.response?.body.length).toBeGreaterThan(3);
      expect(result.timings.totalMs).toBeGreaterThan(280);
    });
    expect(tookMs).toBeLessThan(600);
  });

  it('ends silence before the headers, and a name that never resolves, at the deadline', async () => {
    const port = await rawServer(() => undefined);
    const silent = await clientFor(port).request(
      post(`http://127.0.0.1:${port}/`, { deadlineMs: 200 }),
    );
    expect(silent.failure?.code).toBe('timeout');
    const client = createHttpClient({
      allowTargets: [],
      own: null,
      resolvePublicName: () => new Promise(() => undefined),
    });
    const unresolved = await client.request(post('http://hooks.example.com/', { deadlineMs: 200 }));
    expect(unresolved.failure?.code).toBe('timeout');
  });

  it('keeps the beginning of a long body with a mark, or fails with too_large', async () => {
    const receiver = await startReceiver(() => ({ status: 200, body: 'a'.repeat(300_000) }));
    cleanups.push(receiver.close);
    const client = clientFor(receiver.port);
    const cut = await client.request(post(receiver.url, { maxBodyBytes: 65_536 }));
    expect(cut.failure).toBeNull();
    expect(cut.response).toMatchObject({ status: 200, truncated: true });
    expect(cut.response?.body.length).toBe(65_536);
    const failed = await client.request(post(receiver.url, { overflow: 'fail' }));
    expect(failed.failure?.code).toBe('too_large');
  });

  it('calls a body of exactly the cap complete', async () => {
    const receiver = await startReceiver(() => ({ status: 200, body: 'a'.repeat(1024) }));
    cleanups.push(receiver.close);
    const result = await clientFor(receiver.port).request(post(receiver.url));
    expect(result.response).toMatchObject({ truncated: false });
    expect(result.response?.body.length).toBe(1024);
  });

  it('does not inflate bodies', async () => {
    const receiver = await startReceiver(() => ({
      status: 200,
      headers: { 'Content-Encoding': 'gzip' },
      body: 'not really gzip',
    }));
    cleanups.push(receiver.close);
    const result = await clientFor(receiver.port).request(post(receiver.url));
    expect(result.response?.body.toString()).toBe('not really gzip');
  });

  it('names each failure by a stable word', async () => {
    const closing = await rawServer((socket) => socket.once('data', () => socket.destroy()));
    const garbage = await rawServer((socket) =>
      socket.once('data', () => socket.end('SSH-2.0-x\r\n')),
    );
    const gone = await listen(net.createServer());
    const free = portOf(gone);
    await closeServer(gone);
    const code = async (port: number, url: string) =>
      (await clientFor(port).request(post(url))).failure?.code;
    expect(await code(closing, `http://127.0.0.1:${closing}/`)).toBe('connection_reset');
    expect(await code(garbage, `http://127.0.0.1:${garbage}/`)).toBe('invalid_response');
    expect(await code(garbage, `https://127.0.0.1:${garbage}/`)).toBe('tls_failed');
    expect(await code(free, `http://127.0.0.1:${free}/`)).toBe('connection_refused');
    expect(await code(1, 'http://127.0.0.1:2/')).toBe('denied_address');
    const failing = createHttpClient({
      allowTargets: [],
      own: null,
      resolvePublicName: async () => [],
    });
    const unresolved = await failing.request(post('http://hooks.example.com/'));
    expect(unresolved.failure?.code).toBe('dns_failed');
  });

  it('judges what a public name resolves to at the moment of connecting', async () => {
    const receiver = await startReceiver();
    cleanups.push(receiver.close);
    const answers = [['93.184.215.14'], ['127.0.0.1']];
    const client = createHttpClient({
      allowTargets: [],
      own: null,
      resolvePublicName: async () => answers.pop() ?? [],
    });
    const rebound = await client.request(post(`http://rebind.example.com:${receiver.port}/`));
    expect(rebound.failure?.code).toBe('denied_address');
    expect(rebound.requestHeaders).toEqual([]);
    expect(receiver.received).toHaveLength(0);
    expect(answers).toHaveLength(1);
  });

  it('speaks TLS under the name of the URL and refuses a certificate of another name', async () => {
    const server = await listen(
      https.createServer({ cert: receiverCertificate, key: receiverKey }, (request, response) =>
        response.end(request.headers.host),
      ),
    );
    cleanups.push(() => closeServer(server));
    const port = portOf(server);
    const good = await clientFor(port, 'receiver.example').request(
      post(`https://receiver.example:${port}/`),
    );
    expect(good.failure).toBeNull();
    expect(good.response?.body.toString()).toBe(`receiver.example:${port}`);
    expect(good.timings.tlsMs).toBeGreaterThan(0);
    const bad = await clientFor(port, 'other.example').request(
      post(`https://other.example:${port}/`),
    );
    expect(bad.failure?.code).toBe('tls_failed');
  });

  it('reaches the built-in bin through the portal’s own listener with the portal’s host name', async () => {
    const receiver = await startReceiver();
    cleanups.push(receiver.close);
    const client = createHttpClient({
      allowTargets: [],
      own: {
        portalUrl: 'https://developers.example.edu',
        listen: { host: '127.0.0.1', port: receiver.port },
        openPath: /^\/bin\/\w+$/,
      },
    });
    const result = await client.request(post('https://developers.example.edu/bin/k3y'));
    expect(result.failure).toBeNull();
    expect(receiver.received[0]).toMatchObject({ url: '/bin/k3y' });
    expect(receiver.received[0]?.headers.host).toBe('developers.example.edu');
  });

  it('stops early when its caller does', async () => {
    const port = await rawServer(() => undefined);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    const result = await clientFor(port).request(
      post(`http://127.0.0.1:${port}/`, { signal: stop.signal }),
    );
    expect(result.failure?.code).toBe('aborted');
  });
});
