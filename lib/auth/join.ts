import { acceptInvitation, joinWithNewAccount } from '#lib/domain/team/invitations.ts';
import { AppError } from '#lib/errors.ts';
import { cookieAttributes, sessionCookieName } from './cookies.ts';
import type { SessionCookie } from './open-session.ts';
import { type HeaderReader, requestFacts } from './request-facts.ts';
import { anonymousCtx, getViewer } from './session.ts';
import { sealSession } from './session-cookie.ts';

/**
 * Makes the account that an invitation is for and signs it in: answers the cookie to set. Throws what
 * `joinWithNewAccount` throws.
 */
export async function joinAnew(
  headers: HeaderReader,
  input: { secret: string; name: string; password: string },
): Promise<SessionCookie> {
  const { userAgent } = requestFacts(headers);
  const made = await joinWithNewAccount(anonymousCtx(headers), { ...input, userAgent });
  return {
    name: sessionCookieName(),
    value: await sealSession(made.sessionId),
    options: { ...cookieAttributes(), expires: made.expiresAt },
  };
}

/** The signed-in person follows an invitation. Throws `not_signed_in` and what `acceptInvitation` throws. */
export async function joinSignedIn(headers: HeaderReader, secret: string): Promise<void> {
  const viewer = await getViewer(headers);
  if (!viewer) throw new AppError('not_signed_in');
  const { sessionId, user } = viewer;
  await acceptInvitation(anonymousCtx(headers), { secret, sessionId, userId: user.id });
}
