import type { CookiesOptions } from 'next-auth';
import { getConfig } from '#lib/config/runtime.ts';

export type CookieAttributes = {
  httpOnly: true;
  sameSite: 'lax';
  path: '/';
  secure: boolean;
};

/** True when people reach the portal over HTTPS: then every cookie is `Secure` and bound to the host. */
export function isSecure(): boolean {
  return getConfig().portalUrl.startsWith('https:');
}

const nameOf = (name: string) => `${isSecure() ? '__Host-' : ''}portal.${name}`;

export function cookieAttributes(): CookieAttributes {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() };
}

/** The cookie that names the session; its value is encrypted and holds the session's id alone. */
export const sessionCookieName = (): string => nameOf('session');

/** The names and attributes of everything that next-auth sets. */
export function authCookies(): Partial<CookiesOptions> {
  const options = cookieAttributes();
  const shortLived = { ...options, maxAge: 15 * 60 };
  return {
    sessionToken: { name: sessionCookieName(), options },
    callbackUrl: { name: nameOf('callback'), options },
    csrfToken: { name: nameOf('csrf'), options },
    pkceCodeVerifier: { name: nameOf('pkce'), options: shortLived },
    state: { name: nameOf('state'), options: shortLived },
    nonce: { name: nameOf('nonce'), options: shortLived },
  };
}
