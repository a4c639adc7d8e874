import type { Profile } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { getConfig } from '#lib/config/runtime.ts';
import type { Identity } from '#lib/domain/users/identities.ts';

/** The name of the identity provider in addresses of next-auth. */
export const issuerProviderId = 'oidc';

/** What an OpenID Connect provider says about a person, as far as it is read here. */
export type IssuerClaims = Profile & {
  iss?: unknown;
  email_verified?: unknown;
  auth_time?: unknown;
  preferred_username?: unknown;
};

const withoutSlash = (text: string) => text.replace(/\/+$/, '');

/** The identity provider of the configuration as next-auth wants it; null: there is none. */
export function issuerProvider(): OAuthConfig<IssuerClaims> | null {
  const { oidc } = getConfig();
  if (!oidc) return null;
  return {
    id: issuerProviderId,
    name: issuerName(oidc.issuer),
    type: 'oauth',
    wellKnown: `${withoutSlash(oidc.issuer)}/.well-known/openid-configuration`,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    // With a max_age, however long, the provider must tell when it last asked the person.
    authorization: { params: { scope: 'openid email profile', max_age: 2_592_000 } },
    checks: ['pkce', 'state', 'nonce'],
    idToken: true,
    userinfo: {
      // Many providers tell the address only here. The address and its verification come from one place together.
      async request({ client, tokens }) {
        const claims: IssuerClaims = client.issuer.metadata.issuer ? claimsOf(tokens) : {};
        if (claims.email !== undefined && claims.email_verified !== undefined) return claims;
        if (!tokens.access_token || !client.issuer.metadata.userinfo_endpoint) return claims;
        const told = await client.userinfo(tokens.access_token);
        // The answer of another person must not be mixed in (OpenID Connect Core, 5.3.2).
        if (told.sub !== claims.sub) throw new Error('The provider told about another person.');
        return { ...told, ...claims, email: told.email, email_verified: told.email_verified };
      },
    },
    profile: (claims) => ({ id: claims.sub ?? '' }),
  };
}

type Tokens = { claims?: () => IssuerClaims };

// next-auth hands over openid-client's token set, whose type it narrows to plain data; its checked claims are a method.
const claimsOf = (tokens: object): IssuerClaims => (tokens as Tokens).claims?.() ?? {};

/** How people know the provider: by its host. */
export const issuerName = (issuer: string): string => new URL(issuer).host;

/** The claims as the domain wants them; null when they are of another issuer than the configured one. */
export function identityOf(claims: IssuerClaims | undefined): Identity | null {
  const { oidc } = getConfig();
  const { iss, sub, email, email_verified, name, preferred_username, auth_time } = claims ?? {};
  if (!oidc || typeof iss !== 'string' || typeof sub !== 'string' || sub === '') return null;
  if (withoutSlash(iss) !== withoutSlash(oidc.issuer)) return null;
  const called = [name, preferred_username].find((one) => typeof one === 'string' && one !== '');
  return {
    issuer: withoutSlash(iss),
    subject: sub,
    email: typeof email === 'string' ? email : null,
    emailVerified: email_verified === true || email_verified === 'true',
    name: typeof called === 'string' ? called : null,
    authenticatedAt: typeof auth_time === 'number' ? new Date(auth_time * 1000) : null,
  };
}
