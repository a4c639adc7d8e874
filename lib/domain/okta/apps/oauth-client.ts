import { z } from 'zod';
import type { Fault } from '../read-input.ts';
import type { OauthClientSettings } from './settings.ts';

// Rules of OpenID Connect clients (contract, Okta 6.2).

export const authMethods = [
  'none',
  'client_secret_post',
  'client_secret_basic',
  'client_secret_jwt',
  'private_key_jwt',
] as const;
export type AuthMethod = (typeof authMethods)[number];

export const usesSecret = (method: unknown): boolean =>
  typeof method === 'string' && method.startsWith('client_secret');

/** Why a secret cannot be; null when it can (contract, Okta 6.8). */
export function secretFault(secret: string, method: unknown): string | null {
  if (method === 'private_key_jwt') {
    return "'client_secret' cannot be used when 'token_endpoint_auth_method' is 'private_key_jwt'.";
  }
  if (secret.length > 100) return "'client_secret' must not be more than 100 characters.";
  if (secret.length < 14) return "'client_secret' must be at least 14 characters.";
  if (!/^[\x20-\x7e]+$/.test(secret)) {
    return "'client_secret' must only contain printable ASCII characters.";
  }
  if (method === 'client_secret_jwt' && secret.length < 32) {
    return "'client_secret' must be at least 32 characters when 'token_endpoint_auth_method' is 'client_secret_jwt'.";
  }
  return null;
}

export const clientCredentials = z.object({
  client_id: z
    .string()
    .min(6, 'must have 6 to 100 characters')
    .max(100, 'must have 6 to 100 characters')
    .regex(/^[A-Za-z0-9$\-_.+!*'(),]+$/, "may hold only letters, digits and $-_.+!*'(),")
    .refine((id) => id !== 'ALL_CLIENTS', 'is reserved')
    .optional(),
  client_secret: z.string().optional(),
  token_endpoint_auth_method: z.enum(authMethods).default('client_secret_basic'),
  autoKeyRotation: z.boolean().default(true),
  pkce_required: z.boolean().optional(),
});
export type ClientCredentials = z.output<typeof clientCredentials>;

type Grant = OauthClientSettings['grant_types'][number];
const grants: Record<OauthClientSettings['application_type'], readonly Grant[]> = {
  browser: ['authorization_code', 'implicit'],
  native: ['authorization_code', 'implicit', 'password', 'refresh_token'],
  service: ['client_credentials'],
  web: ['authorization_code', 'implicit', 'refresh_token'],
};
const needsCode = new Set(['native', 'web']);

/**
 * One wildcard, in the lowest level of the host's name, with a domain and its top level behind it: never for all of
 * `.com`, a path, a port or a scheme of an app.
 */
const wildcard =
  /^https?:\/\/[^/?#@:*.]*\*[^/?#@:*.]*(?:\.[^/?#@:*.]+){2,}\.?(?::\d+)?(?:[/?#][^*]*)?$/i;

function redirectFaults(client: OauthClientSettings): Fault[] {
  const faults: Fault[] = [];
  const stars = (client.redirect_uris ?? []).filter((uri) => uri.includes('*'));
  const allowed =
    client.wildcard_redirect === 'SUBDOMAIN' && stars.every((uri) => wildcard.test(uri));
  if (stars.length > 0 && !allowed) {
    const text =
      "A wildcard is allowed in the subdomain only, and with 'wildcard_redirect' SUBDOMAIN.";
    faults.push({ field: 'redirect_uris', text });
  }
  if (client.post_logout_redirect_uris?.some((uri) => uri.includes('*'))) {
    const text = 'A wildcard is allowed in redirect_uris only.';
    faults.push({ field: 'post_logout_redirect_uris', text });
  }
  return faults;
}

/** What the settings of a client break: grants of its type, response types and redirect addresses. */
export function clientFaults(client: OauthClientSettings): Fault[] {
  const faults: Fault[] = [];
  const type = client.application_type;
  const given = client.grant_types;
  if (given.length === 0)
    faults.push({ field: 'grant_types', text: 'The field cannot be left blank' });
  for (const grant of given.filter((g) => !grants[type].includes(g))) {
    const text = `The grant type '${grant}' is not allowed for the application type '${type}'.`;
    faults.push({ field: 'grant_types', text });
  }
  if (needsCode.has(type) && given.length > 0 && !given.includes('authorization_code')) {
    const text = `The grant type 'authorization_code' is required for the application type '${type}'.`;
    faults.push({ field: 'grant_types', text });
  }
  const comesBack = given.some((grant) => grant !== 'password' && grant !== 'client_credentials');
  if (comesBack) {
    for (const field of ['redirect_uris', 'response_types'] as const) {
      if (!client[field]?.length) faults.push({ field, text: 'The field cannot be left blank' });
    }
  }
  return [...faults, ...redirectFaults(client)];
}

/** What the credentials of a client break, and whether PKCE is demanded. */
export function readPkce(
  given: ClientCredentials,
  type: OauthClientSettings['application_type'],
): { required: boolean; faults: Fault[] } {
  const byDefault = type === 'browser' || type === 'native';
  const method = given.token_endpoint_auth_method;
  const required = given.pkce_required ?? (byDefault || method === 'none');
  const faults: Fault[] = [];
  if (method === 'none' && !required) {
    const text = "must be true when 'token_endpoint_auth_method' is 'none'.";
    faults.push({ field: 'pkce_required', text });
  }
  return { required, faults };
}
