import type { AuthOptions } from 'next-auth';
import type { CredentialsConfig } from 'next-auth/providers/credentials';
import { getConfig } from '#lib/config/runtime.ts';
import { endSession } from '#lib/domain/sessions/end-session.ts';
import { readSession } from '#lib/domain/sessions/read-session.ts';
import { sessionMaxAgeMs, signIn } from '#lib/domain/sessions/sign-in.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { isId, type SessionId } from '#lib/std/ids.ts';
import { authCookies, isSecure } from './cookies.ts';
import { issuerProvider } from './issuer.ts';
import { enterWithClaims } from './issuer-sign-in.ts';
import { prepareAuth } from './prepare.ts';
import { type HeaderReader, requestFacts } from './request-facts.ts';
import { safeReturnTo } from './return-to.ts';
import { anonymousCtx } from './session.ts';

const passwordFields = {
  email: { label: 'E-mail', type: 'email' },
  password: { label: 'Password', type: 'password' },
};

const password: CredentialsConfig<typeof passwordFields> = {
  id: 'credentials',
  name: 'E-mail and password',
  type: 'credentials',
  credentials: passwordFields,
  async authorize(credentials, request) {
    const headers = new Headers(request.headers);
    const input = { email: credentials?.email ?? '', password: credentials?.password ?? '' };
    try {
      const { userAgent } = requestFacts(headers);
      const { sessionId } = await signIn(anonymousCtx(headers), { ...input, userAgent });
      // What next-auth calls the user is for us the session: the one thing that the cookie will carry.
      return { id: sessionId };
    } catch (error) {
      // null is next-auth's "wrong credentials"; anything else thrown would put its text into the address.
      if (error instanceof AppError) return null;
      throw new Error('Sign-in is not possible at the moment.', { cause: error });
    }
  },
};

/** Who is signed in, for the pages' menu: no more than it shows. */
type MenuSession = { expires: string; user?: { name: string; email: string; isReviewer: boolean } };

async function menuSession(expires: string, sid: unknown): Promise<MenuSession> {
  const viewer = isId('ses', sid) ? await readSession(anonymousCtx(new Headers()), sid) : null;
  if (!viewer) return { expires };
  const { name, email, isReviewer } = viewer.user;
  return { expires, user: { name, email, isReviewer } };
}

/** What next-auth asks while it answers one request. */
function callbacksFor(headers: HeaderReader): AuthOptions['callbacks'] {
  let entered: SessionId | null = null;
  return {
    async signIn({ account, profile }) {
      if (account?.type !== 'oauth') return true;
      const outcome = await enterWithClaims(headers, profile);
      if ('refused' in outcome) return outcome.refused;
      entered = outcome.sessionId;
      return true;
    },
    jwt: ({ token, user }) => ({ sid: entered ?? (user ? user.id : token.sid) }),
    session: ({ session, token }) => menuSession(session.expires, token.sid),
    redirect({ url }) {
      const { portalUrl } = getConfig();
      return (
        portalUrl + safeReturnTo(url.startsWith(portalUrl) ? url.slice(portalUrl.length) : url)
      );
    },
  };
}

/**
 * The settings of next-auth for one request. The cookie is an encrypted token that carries the session's id alone, and the row
 * behind it decides on every request.
 */
export function authOptions(headers: HeaderReader): AuthOptions {
  prepareAuth();
  const issuer = issuerProvider();
  return {
    secret: getConfig().secret,
    useSecureCookies: isSecure(),
    cookies: authCookies(),
    session: { strategy: 'jwt', maxAge: sessionMaxAgeMs / 1000 },
    pages: { signIn: routes.signIn(), error: routes.signIn(), signOut: routes.signOutPage() },
    providers: issuer ? [password, issuer] : [password],
    callbacks: callbacksFor(headers),
    events: {
      async signOut({ token }) {
        if (isId('ses', token?.sid)) await endSession(anonymousCtx(new Headers()), token.sid);
      },
    },
    // Its own log lines carry addresses and causes; what matters is logged where it is refused.
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  };
}
