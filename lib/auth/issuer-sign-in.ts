import {
  confirmWithIdentity,
  IdentityRefused,
  signInWithIdentity,
} from '#lib/domain/users/identities.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import type { SessionId } from '#lib/std/ids.ts';
import { type IssuerClaims, identityOf } from './issuer.ts';
import { type HeaderReader, requestFacts } from './request-facts.ts';
import { anonymousCtx, getViewer } from './session.ts';

const didNotWork =
  'Signing in through your identity provider did not work, or was called off. Try again.';

/** Why somebody did not get in through the provider, as the sign-in page says it. */
export const issuerProblems: Readonly<Record<string, string>> = {
  unverified:
    'Your identity provider has not verified your e-mail address, so the portal cannot know whose account it is.',
  unknown:
    'There is no account with your address. Apply to become a partner, or ask your organization for an invitation.',
  other_person:
    'The identity provider signed in somebody else than you are here. Sign out first, or choose your own account there.',
  not_asked:
    'The identity provider did not ask you again, so this confirms nothing. Sign out there and try again.',
  OAuthSignin: 'The identity provider cannot be reached. Try again, or sign in with your password.',
  OAuthCallback: didNotWork,
  Callback: didNotWork,
};

/** What becomes of an answer of the provider: a session, or the address that says why not. */
export type IssuerOutcome = { sessionId: SessionId } | { refused: string };

/**
 * Takes the checked claims of the provider. Somebody who is signed in here already has confirmed who they are and
 * keeps the session; everybody else begins one.
 */
export async function enterWithClaims(
  headers: HeaderReader,
  claims: IssuerClaims | undefined,
): Promise<IssuerOutcome> {
  const identity = identityOf(claims);
  if (!identity) return { refused: routes.signInProblem('OAuthCallback') };
  const viewer = await getViewer(headers);
  const current = viewer && { sessionId: viewer.sessionId, userId: viewer.user.id };
  const ctx = anonymousCtx(headers);
  try {
    if (current) {
      await confirmWithIdentity(ctx, identity, current);
      return { sessionId: current.sessionId };
    }
    const { userAgent } = requestFacts(headers);
    const { sessionId } = await signInWithIdentity(ctx, identity, userAgent);
    return { sessionId };
  } catch (error) {
    if (error instanceof IdentityRefused) return { refused: routes.signInProblem(error.reason) };
    if (error instanceof AppError) return { refused: routes.signInProblem('OAuthCallback') };
    throw new Error('Sign-in is not possible at the moment.', { cause: error });
  }
}
