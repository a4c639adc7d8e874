import { requestFacts } from '#lib/auth/request-facts.ts';
import { anonymousCtx } from '#lib/auth/session.ts';
import { openSessionCookie } from '#lib/auth/session-cookie.ts';
import type { RelayTarget } from './handle.ts';
import { getRelay } from './relay.ts';

/**
 * Answers one call of `/api/relay/{api}/{environment}/{path…}`. The address is read as it was received: decoding it
 * first, as the framework does for its parameters, would hide what the guards look for.
 */
export async function relayCall(request: Request): Promise<Response> {
  const ctx = anonymousCtx(request.headers);
  const sessionId = await openSessionCookie(request.headers.get('cookie'));
  const asker = sessionId
    ? ({ kind: 'session', ctx, sessionId } as const)
    : ({ kind: 'guest', ctx } as const);
  const answer = await getRelay(reportError)(request, targetOf(request.url), asker);
  const { requestId } = requestFacts(request.headers);
  // The API's own id when there is one; else the one under which the portal knows the call.
  if (requestId && !answer.headers.has('x-request-id')) {
    answer.headers.set('x-request-id', requestId);
    answer.headers.set('x-portal-own-request-id', requestId);
  }
  return answer;
}

/** Takes the relay's address apart. */
export function targetOf(url: string): RelayTarget {
  const { pathname, search } = new URL(url);
  const [, , , api = '', environment = '', ...rest] = pathname.split('/');
  return {
    api: plain(api),
    environment: plain(environment),
    // Nothing behind the environment is no slash either.
    path: rest.map((segment) => `/${segment}`).join('') + search,
  };
}

function plain(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}

function reportError(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
