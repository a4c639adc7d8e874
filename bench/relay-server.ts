// The console's relay behind the portal's own door, in a process of its own: no pages, one upstream.
import { pino } from 'pino';
import { anonymousCtx } from '#lib/auth/session.ts';
import { openSessionCookie } from '#lib/auth/session-cookie.ts';
import { parseEnv } from '#lib/config/env.ts';
import { setConfig } from '#lib/config/runtime.ts';
import { openDatabase, setDatabase } from '#lib/db/client.ts';
import { createHttpClient } from '#lib/http/guarded-request.ts';
import { createConsoleTokens } from '#lib/relay/console-tokens.ts';
import { createRelay } from '#lib/relay/handle.ts';
import { targetOf } from '#lib/relay/relay-call.ts';
import { createRunning } from '#lib/relay/running.ts';
import { createFront } from '#server/front.ts';
import { listen } from '#server/start/port.ts';

const [databaseUrl = '', secret = '', upstream = ''] = process.argv.slice(2);
const { hostname: host, port: upstreamPort } = new URL(upstream);
const config = parseEnv({ PORTAL_SECRET: secret });
setConfig({ ...config, secret, databaseUrl });
setDatabase(openDatabase(databaseUrl));
const onError = (error: unknown) => console.error(error);
const relay = createRelay({
  portalUrl: config.portalUrl,
  http: createHttpClient({ allowTargets: [{ host, port: Number(upstreamPort) }], own: null }),
  tokens: createConsoleTokens(),
  running: createRunning(20, onError),
  listServers: async () => [upstream],
  listHeaders: async () => new Set<string>(),
  guests: { demoEmail: null, callsPerMinute: 0 },
  deadlineMs: 30_000,
  maxBytes: 10 * 1024 * 1024,
  onError,
});
const front = createFront({
  portalUrl: config.portalUrl,
  port: 0,
  trustProxyHops: 0,
  log: pino({ level: 'error' }),
  sandbox: null,
  bin: null,
  relay: async (request) => {
    const sessionId = await openSessionCookie(request.headers.get('cookie'));
    if (!sessionId) return new Response(null, { status: 401 });
    const ctx = anonymousCtx(request.headers);
    return relay(request, targetOf(request.url), { kind: 'session', ctx, sessionId });
  },
  pages: null,
  isReady: async () => true,
});
console.log(await listen(front, '127.0.0.1', 0));
