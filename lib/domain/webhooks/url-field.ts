import { getConfig } from '#lib/config/runtime.ts';
import { HttpFailure } from '#lib/http/failure.ts';
import { judgeTarget, type TargetPolicy } from '#lib/http/target.ts';

/** Paths of the portal that may receive webhooks: the built-in bin. */
export const binPath = /^\/bin\/[A-Za-z0-9_-]+$/;

const longestUrl = 2048;

/** As far as an address can be judged by its text; names are judged when a delivery is sent. */
export function endpointPolicy(): TargetPolicy {
  const { portalUrl, allowTargets, host, port } = getConfig();
  return { allowTargets, own: { portalUrl, listen: { host, port }, openPath: binPath } };
}

/** Why an address cannot be an endpoint, as a sentence; null when it can. */
export function endpointUrlProblem(url: string): string | null {
  if (url.length > longestUrl) return `The address must be at most ${longestUrl} characters long.`;
  if (/\s/.test(url)) return 'The address must not contain spaces or line breaks.';
  if (url.includes('#')) {
    return 'The address must not have a fragment (what follows “#”): it is never sent to a server.';
  }
  try {
    judgeTarget(url, endpointPolicy());
    return null;
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    if (error.code !== 'denied_address') return error.message;
    return 'The address is private, reserved or the portal itself. Use one that is reachable from the internet, or the built-in bin for practice.';
  }
}
