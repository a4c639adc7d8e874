import net from 'node:net';
import tls from 'node:tls';
import { HttpFailure, toHttpFailure } from './failure.ts';

export type OpenSocket = {
  socket: net.Socket;
  connectMs: number;
  /** null for plain http. */
  tlsMs: number | null;
};

type Wanted = {
  addresses: readonly string[];
  port: number;
  /** The name to prove by certificate; null: plain http. */
  secureName: string | null;
  /** More roots than the platform's, for tests. */
  ca?: string;
  signal: AbortSignal;
  /** How long one of several addresses may take; tests shorten it. */
  eachMs?: number;
};

function whenReady(socket: net.Socket, event: 'connect' | 'secureConnect', signal: AbortSignal) {
  return new Promise<void>((resolve, reject) => {
    const done = (error?: unknown) => {
      signal.removeEventListener('abort', onAbort);
      socket.removeListener('error', onError);
      socket.removeListener('close', onClose);
      socket.removeListener(event, onReady);
      if (!error) return resolve();
      socket.on('error', () => undefined);
      socket.destroy();
      reject(error);
    };
    const onAbort = () => done(new HttpFailure('timeout'));
    const onError = (error: Error) => done(error);
    const onClose = () => done(new HttpFailure('connection_reset'));
    const onReady = () => done();
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('error', onError);
    socket.once('close', onClose);
    socket.once(event, onReady);
    if (signal.aborted) onAbort();
  });
}

/** One of several addresses that says nothing must leave time for the next. */
const eachOfSeveralMs = 2_000;
const mostTried = 4;

async function connectFirst(wanted: Wanted): Promise<net.Socket> {
  let last: unknown = new HttpFailure('host_unreachable');
  const hosts = wanted.addresses.slice(0, mostTried);
  for (const [at, host] of hosts.entries()) {
    const socket = net.connect({ host, port: wanted.port, noDelay: true });
    const patience = at < hosts.length - 1 ? (wanted.eachMs ?? eachOfSeveralMs) : null;
    const timer = patience && setTimeout(() => socket.destroy(), patience);
    try {
      await whenReady(socket, 'connect', wanted.signal);
      return socket;
    } catch (error) {
      last = error;
      if (wanted.signal.aborted) break;
    } finally {
      if (timer) clearTimeout(timer);
    }
  }
  throw toHttpFailure(last);
}

async function secure(plain: net.Socket, name: string, wanted: Wanted): Promise<tls.TLSSocket> {
  const socket = tls.connect({
    socket: plain,
    servername: net.isIP(name) === 0 ? name : undefined,
    host: name,
    ALPNProtocols: ['http/1.1'],
    ca: wanted.ca === undefined ? undefined : [...tls.rootCertificates, wanted.ca],
  });
  try {
    await whenReady(socket, 'secureConnect', wanted.signal);
    return socket;
  } catch (error) {
    plain.destroy();
    if (error instanceof HttpFailure && error.code === 'timeout') throw error;
    throw new HttpFailure('tls_failed', { cause: error });
  }
}

/** Connects to the first of the judged addresses that answers. Throws HttpFailure. */
export async function openSocket(wanted: Wanted): Promise<OpenSocket> {
  const startedAt = performance.now();
  const plain = await connectFirst(wanted);
  const connectMs = performance.now() - startedAt;
  if (wanted.secureName === null) return { socket: plain, connectMs, tlsMs: null };
  const secureFrom = performance.now();
  const socket = await secure(plain, wanted.secureName, wanted);
  return { socket, connectMs, tlsMs: performance.now() - secureFrom };
}
