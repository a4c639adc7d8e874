import { createHttpClient } from '#lib/http/guarded-request.ts';
import { createConsoleTokens } from '#lib/relay/console-tokens.ts';
import { createRelay, type RelayParts } from '#lib/relay/handle.ts';
import { createRunning } from '#lib/relay/running.ts';

export const portalUrl = 'http://localhost:4170';

const made: (() => Promise<void>)[] = [];

/** When what the calls of all relays of this file were is written: before its database goes. */
export const settleRelays = () => Promise.all(made.map((settled) => settled()));

/** The relay with what a test hands in; the rest as in the portal. */
export function testRelay(parts: Partial<RelayParts> = {}) {
  const problems: unknown[] = [];
  const running = createRunning(20, (error) => problems.push(error));
  const relay = createRelay({
    portalUrl,
    http: createHttpClient({ allowTargets: [], own: null }),
    tokens: createConsoleTokens(),
    running,
    listServers: async () => null,
    listHeaders: async () => new Set(),
    guests: { demoEmail: null, callsPerMinute: 30 },
    deadlineMs: 30_000,
    maxBytes: 10 * 1024 * 1024,
    onError: (error) => problems.push(error),
    ...parts,
  });
  made.push(() => running.settled());
  /** `settled`: when what the calls were is in the history. */
  return { relay, problems, settled: () => running.settled() };
}
