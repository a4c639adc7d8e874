import type { z } from 'zod';
import * as settings from './settings.ts';

export const signOnModes = [
  'BOOKMARK',
  'BASIC_AUTH',
  'BROWSER_PLUGIN',
  'SECURE_PASSWORD_STORE',
  'AUTO_LOGIN',
  'WS_FEDERATION',
  'SAML_2_0',
  'SAML_1_1',
  'OPENID_CONNECT',
] as const;
export type SignOnMode = (typeof signOnModes)[number];

export type Kind = {
  mode: SignOnMode;
  /** The template's name; null: the server makes one. */
  name: string | null;
  settings: z.ZodType<Record<string, unknown>>;
  /** Its credentials have a password scheme; `full`: also ADMIN_SETS_CREDENTIALS. */
  scheme: 'none' | 'most' | 'full';
  /** It signs assertions or tokens, so it has keys. */
  signs: boolean;
};

const kind = (
  mode: SignOnMode,
  name: string | null,
  schema: z.ZodType<Record<string, unknown>>,
  scheme: Kind['scheme'] = 'none',
  signs = false,
): Kind => ({ mode, name, settings: schema, scheme, signs });

/** Every kind of app that can be made; the first of a mode is its default (contract, Okta 6.2). */
const kinds: readonly Kind[] = [
  kind('BOOKMARK', 'bookmark', settings.bookmark),
  kind('BASIC_AUTH', 'template_basic_auth', settings.basicAuth, 'full'),
  kind('BROWSER_PLUGIN', 'template_swa', settings.swa, 'full'),
  kind('BROWSER_PLUGIN', 'template_swa3field', settings.swaThreeField, 'full'),
  kind('SECURE_PASSWORD_STORE', 'template_sps', settings.securePasswordStore, 'full'),
  kind('AUTO_LOGIN', null, settings.autoLogin, 'most'),
  kind('WS_FEDERATION', 'template_wsfed', settings.wsFederation, 'none', true),
  kind('SAML_2_0', null, settings.saml, 'none', true),
  kind('SAML_2_0', 'okta_org2org', settings.org2org, 'none', true),
  kind('SAML_1_1', null, settings.saml, 'none', true),
  kind('OPENID_CONNECT', 'oidc_client', settings.openIdConnect, 'none', true),
];

export function isSignOnMode(value: unknown): value is SignOnMode {
  return signOnModes.some((mode) => mode === value);
}

/** The kind of a mode and a name; null when the mode knows no such name. Custom apps take any name, and lose it. */
export function findKind(mode: SignOnMode, name: string | null): Kind | null {
  const ofMode = kinds.filter((k) => k.mode === mode);
  const named = ofMode.find((k) => k.name !== null && k.name === name);
  return named ?? ofMode.find((k) => k.name === null || name === null) ?? null;
}

/** Whether apps of this mode have signing keys (contract, Okta 6.6). */
export const signs = (mode: string): boolean => kinds.some((k) => k.mode === mode && k.signs);

/** The app that has provisioning (contract, Okta 6.10). */
export const provisionedName = 'okta_org2org';
