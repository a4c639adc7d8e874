import type { AuthOptions } from 'next-auth';
import type { CredentialsConfig } from 'next-auth/providers/credentials';
import { getConfig } from '#lib/config/runtime.ts';
import { endSession } from '#lib/domain/sessions/end-session.ts';
import { readSession } from '#lib/domain/sessions/read-session.ts';
import { sessionMaxAgeMs, signIn } from '#lib/domain/sessions/sign-in.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { isId } from '#lib/std/ids.ts';
import { authCookies, isSecure } from './cookies.ts';
import { prepareAuth } from './prepare.ts';
import { requestFacts } from './request-facts.ts';
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

const callbacks: AuthOptions['callbacks'] = {
  jwt: ({ token, user }) => ({ sid: user ? user.id : token.sid }),
  async session({ session, token }) {
    const viewer = isId('ses', token.sid)
      ? await readSession(anonymousCtx(new Headers()), token.sid)
      : null;
    if (!viewer) return { expires: session.expires };
    return { expires: session.expires, user: { name: viewer.user.name, email: viewer.user.email } };
  },
  redirect({ url }) {
    const { portalUrl } = getConfig();
    return portalUrl + safeReturnTo(url.startsWith(portalUrl) ? url.slice(portalUrl.length) : url);
  },
};

/**
 * The settings of next-auth. The cookie is an encrypted token that carries the session's id alone, and the row
 * behind it decides on every request.
 */
export function authOptions(): AuthOptions {
  prepareAuth();
  return {
    secret: getConfig().secret,
    useSecureCookies: isSecure(),
    cookies: authCookies(),
    session: { strategy: 'jwt', maxAge: sessionMaxAgeMs / 1000 },
    pages: { signIn: routes.signIn(), error: routes.signIn(), signOut: routes.signOutPage() },
    providers: [password],
    callbacks,
    events: {
      async signOut({ token }) {
        if (isId('ses', token?.sid)) await endSession(anonymousCtx(new Headers()), token.sid);
      },
    },
    // Its own log lines carry addresses and causes; what matters is logged where it is refused.
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  };
}
