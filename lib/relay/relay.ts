import { getConfig } from '#lib/config/runtime.ts';
import { demoEmail } from '#lib/domain/demo/seed-demo.ts';
import { createConsoleTokens } from './console-tokens.ts';
import { createRelay, type Relay } from './handle.ts';
import { listHeaders, listServers } from './listed-servers.ts';
import { createRunning, type Running } from './running.ts';
import { relayHttp } from './upstreams.ts';

export const relayDeadlineMs = 30_000;
export const relayMaxBytes = 10 * 1024 * 1024;
const runningAtMost = 20;
const guestCallsPerMinute = 30;

const key = Symbol.for('okta-portal.relay');
type Holder = { [key]?: { relay: Relay; running: Running } };
const holder = globalThis as Holder;

/** The process's relay, made from its configuration on the first call. */
export function getRelay(onError: (error: unknown) => void): Relay {
  holder[key] ??= makeRelay(onError);
  return holder[key].relay;
}

/** When what the last calls were is written; asked before the database is closed. */
export async function settleRelay(): Promise<void> {
  await holder[key]?.running.settled();
}

function makeRelay(onError: (error: unknown) => void) {
  const { portalUrl, demo } = getConfig();
  const running = createRunning(runningAtMost, onError);
  const relay = createRelay({
    portalUrl,
    http: relayHttp(),
    tokens: createConsoleTokens(),
    running,
    listServers,
    listHeaders,
    guests: { demoEmail: demo ? demoEmail : null, callsPerMinute: guestCallsPerMinute },
    deadlineMs: relayDeadlineMs,
    maxBytes: relayMaxBytes,
    onError,
  });
  return { relay, running };
}
