import { endSession } from '#lib/domain/sessions/end-session.ts';
import { type Sleep, signIn } from '#lib/domain/sessions/sign-in.ts';
import { type CookieAttributes, cookieAttributes, sessionCookieName } from './cookies.ts';
import { type HeaderReader, requestFacts } from './request-facts.ts';
import { anonymousCtx } from './session.ts';
import { openSessionCookie, sealSession } from './session-cookie.ts';

export type SessionCookie = {
  name: string;
  value: string;
  options: CookieAttributes & { expires: Date };
};

/**
 * Signs a person in and answers the cookie to set. A session that the browser had before is ended.
 * Refuses: `sign_in_failed`, `rate_limited`.
 */
export async function openSession(
  headers: HeaderReader,
  input: { email: string; password: string },
  pause?: Sleep,
): Promise<SessionCookie> {
  const ctx = anonymousCtx(headers);
  const { userAgent } = requestFacts(headers);
  const { sessionId, expiresAt } = await signIn(ctx, { ...input, userAgent }, pause);
  const earlier = await openSessionCookie(headers.get('cookie'));
  if (earlier) await endSession(ctx, earlier);
  return {
    name: sessionCookieName(),
    value: await sealSession(sessionId),
    options: { ...cookieAttributes(), expires: expiresAt },
  };
}

/** Ends the session of the request, and answers the name of the cookie to remove. */
export async function closeSession(headers: HeaderReader): Promise<string> {
  const sessionId = await openSessionCookie(headers.get('cookie'));
  if (sessionId) await endSession(anonymousCtx(headers), sessionId);
  return sessionCookieName();
}
