import { getConfig } from '#lib/config/runtime.ts';
import { createHttpClient, type HttpClient } from '#lib/http/guarded-request.ts';
import type { RequestId } from '#lib/std/ids.ts';

/** What the door would have told the sandbox, had the call come through it. */
export type SandboxCallInfo = {
  requestId: RequestId;
  clientAddress: string;
  /** The sandbox can play a connection that breaks. */
  dropConnection(): void;
};
export type SandboxFetch = (
  request: Request,
  info: SandboxCallInfo,
) => Response | Promise<Response>;

// The bundler gives the pages their own copy of this module; what the start registered is found by all the same.
const sandboxKey = Symbol.for('okta-portal.relay.sandbox');
const httpKey = Symbol.for('okta-portal.relay.http');
type Holder = { [sandboxKey]?: SandboxFetch; [httpKey]?: HttpClient };
const holder = globalThis as Holder;

/** Called by a process's start when it has the sandbox role: the relay then calls it without a connection. */
export function registerSandbox(fetch: SandboxFetch | null): void {
  holder[sandboxKey] = fetch ?? undefined;
}

/** The sandbox of this process; null when another process has it. */
export function localSandbox(): SandboxFetch | null {
  return holder[sandboxKey] ?? null;
}

/** The relay's way out to real APIs: public addresses and those that the operator allows. */
export function relayHttp(): HttpClient {
  const { allowTargets, portalUrl } = getConfig();
  holder[httpKey] ??= createHttpClient({
    allowTargets,
    own: { portalUrl, listen: null, openPath: null },
  });
  return holder[httpKey];
}
