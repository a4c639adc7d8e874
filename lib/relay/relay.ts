import { getConfig } from '#lib/config/runtime.ts';
import { demoEmail } from '#lib/domain/demo/seed-demo.ts';
import { createConsoleTokens } from './console-tokens.ts';
import { createRelay, type Relay } from './handle.ts';
import { listHeaders, listServers } from './listed-servers.ts';
import { createRunning } from './running.ts';
import { relayHttp } from './upstreams.ts';

export const relayDeadlineMs = 30_000;
export const relayMaxBytes = 10 * 1024 * 1024;
const runningAtMost = 20;
const guestCallsPerMinute = 30;

const key = Symbol.for('okta-portal.relay');
type Holder = { [key]?: Relay };

/** The process's relay, made from its configuration on the first call. */
export function getRelay(onError: (error: unknown) => void): Relay {
  const holder = globalThis as Holder;
  const { portalUrl, demo } = getConfig();
  holder[key] ??= createRelay({
    portalUrl,
    http: relayHttp(),
    tokens: createConsoleTokens(),
    running: createRunning(runningAtMost, onError),
    listServers,
    listHeaders,
    guests: { demoEmail: demo ? demoEmail : null, callsPerMinute: guestCallsPerMinute },
    deadlineMs: relayDeadlineMs,
    maxBytes: relayMaxBytes,
    onError,
  });
  return holder[key];
}
