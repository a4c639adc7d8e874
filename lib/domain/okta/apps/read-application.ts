import { z } from 'zod';
import type { OktaJson } from '#lib/db/schema/okta.ts';
import { hasVisible } from '#lib/std/visible-text.ts';
import { OktaError } from '../okta-error.ts';
import { blank, check, type Fault, faultsError, readInput } from '../read-input.ts';
import { findKind, isSignOnMode, type Kind, type SignOnMode } from './kinds.ts';
import {
  type ClientCredentials,
  clientCredentials,
  clientFaults,
  readPkce,
  secretFault,
  usesSecret,
} from './oauth-client.ts';
import { badUrl, isUrl, type OauthClientSettings } from './settings.ts';

/** An app as a caller describes it, checked and with its defaults. */
export type ApplicationDraft = {
  kind: Kind;
  label: string;
  /** accessibility, visibility, credentials, settings, licensing, profile. No secret in them. */
  body: OktaJson & { credentials: OktaJson; settings: OktaJson };
  /** What the caller wants as the client's id; null: the app's own. */
  clientId: string | null;
  clientSecret: string | null;
  needsSecret: boolean;
  kid: string | null;
};

/** An expression of the API, not of this language. */
const loginTemplate = `\${source.login}`;
const flag = z.boolean().nullish().transform(Boolean);
const address = z
  .string()
  .max(1024)
  .refine((value) => value === '' || isUrl(value), badUrl)
  .nullish()
  .transform((value) => value ?? null);
const Head = z.object({
  label: z.string().trim().refine(hasVisible, blank).max(100, 'must have 1 to 100 characters'),
  name: z.string().max(255).nullish(),
  accessibility: z
    .object({ selfService: flag, errorRedirectUrl: address, loginRedirectUrl: address })
    .nullish(),
  visibility: z
    .object({
      autoLaunch: flag,
      autoSubmitToolbar: flag,
      hide: z.object({ iOS: flag, web: flag }).nullish(),
      appLinks: z.record(z.string().max(100), z.boolean()).nullish(),
    })
    .nullish(),
  licensing: z.object({ seatCount: z.int().min(0) }).nullish(),
  profile: z.record(z.string().max(100), z.json()).nullish(),
});
const builtIn = { template: loginTemplate, type: 'BUILT_IN' };
const noHide = { iOS: false, web: false };
const noAccess = { selfService: false, errorRedirectUrl: null, loginRedirectUrl: null };
const noVisibility = { autoLaunch: false, autoSubmitToolbar: false };

const Credentials = z.object({
  userNameTemplate: z
    .object({
      template: z.string().min(1).max(1024).default(loginTemplate),
      type: z.enum(['BUILT_IN', 'NONE', 'CUSTOM']).default('BUILT_IN'),
      userSuffix: z.string().max(255).optional(),
      pushStatus: z.enum(['PUSH', 'DONT_PUSH']).optional(),
    })
    .nullish(),
  signing: z.object({ kid: z.string().max(100).nullish() }).nullish(),
  scheme: z
    .enum([
      'SHARED_USERNAME_AND_PASSWORD',
      'EXTERNAL_PASSWORD_SYNC',
      'EDIT_USERNAME_AND_PASSWORD',
      'EDIT_PASSWORD_ONLY',
      'ADMIN_SETS_CREDENTIALS',
    ])
    .nullish(),
  userName: z.string().max(100).nullish(),
  password: z.object({ value: z.string().max(1024).nullish() }).nullish(),
  revealPassword: z.boolean().nullish(),
});
type Credentials = z.output<typeof Credentials>;

/** What is null counts as not given: generated clients send nulls for everything that they know and have not. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, child]) => child !== null);
  return Object.fromEntries(kept.map(([key, child]) => [key, withoutNulls(child)]));
}

function readMode(body: OktaJson): SignOnMode {
  const mode = body.signOnMode;
  if (isSignOnMode(mode)) return mode;
  const text = mode === undefined || mode === null ? blank : 'is not a sign-on mode';
  throw faultsError([{ field: 'signOnMode', text }]);
}

/** The part of the credentials that a password needs. Throws `E0000041` for what the scheme does not take. */
function schemeOf(kind: Kind, given: Credentials): OktaJson {
  const scheme = given.scheme ?? 'EDIT_USERNAME_AND_PASSWORD';
  const isShared = kind.scheme !== 'none' && scheme === 'SHARED_USERNAME_AND_PASSWORD';
  // An empty password is what an answer shows of one: it may come back.
  const isGiven = Boolean(given.userName) || Boolean(given.password?.value);
  if (isGiven && !isShared) throw new OktaError('E0000041');
  if (kind.scheme === 'none') return {};
  if (kind.scheme === 'most' && scheme === 'ADMIN_SETS_CREDENTIALS') {
    const text = `ADMIN_SETS_CREDENTIALS is not supported for the sign-on mode ${kind.mode}.`;
    throw faultsError([{ field: 'credentials.scheme', text }]);
  }
  return {
    scheme,
    ...(isShared ? { userName: given.userName ?? null, password: {} } : {}),
    ...(given.revealPassword == null ? {} : { revealPassword: given.revealPassword }),
  };
}

/** Single logout needs the certificate of the app (contract, Okta 6.2). Throws `E0000001`. */
export function checkLogout(signOn: unknown): void {
  const slo = isObject(signOn) && isObject(signOn.slo) ? signOn.slo : {};
  if (slo.enabled !== true || (isObject(signOn) && signOn.spCertificate)) return;
  throw faultsError([
    { field: 'spCertificate', text: 'Single logout needs the certificate of the app.' },
  ]);
}

type ClientPart = Pick<ApplicationDraft, 'clientId' | 'clientSecret' | 'needsSecret'> & {
  oauthClient: OktaJson | null;
};
const noClient: ClientPart = {
  clientId: null,
  clientSecret: null,
  needsSecret: false,
  oauthClient: null,
};

function readClient(body: OktaJson, settings: OktaJson): ClientPart {
  const raw = isObject(body.credentials) ? body.credentials.oauthClient : null;
  const within = 'credentials.oauthClient';
  const given: ClientCredentials = readInput(clientCredentials, withoutNulls(raw ?? {}), within);
  // The settings went through the schema of this kind.
  const client = settings.oauthClient as OauthClientSettings;
  const method = given.token_endpoint_auth_method;
  const faults = clientFaults(client);
  const pkce = readPkce(given, client.application_type);
  faults.push(...pkce.faults);
  if (given.client_secret) {
    const text = secretFault(given.client_secret, method);
    if (text) faults.push({ field: 'client_secret', text });
  }
  if (faults.length > 0) throw faultsError(faults);
  return {
    clientId: given.client_id ?? null,
    clientSecret: usesSecret(method) ? (given.client_secret ?? null) : null,
    needsSecret: usesSecret(method),
    oauthClient: {
      autoKeyRotation: given.autoKeyRotation,
      token_endpoint_auth_method: method,
      pkce_required: pkce.required,
    },
  };
}

const isObject = (value: unknown): value is OktaJson =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Checks an app's body and fills in its defaults (contract, Okta 6.2). `fixed` is the kind of an app that exists
 * already: its mode and template do not change. Throws `E0000001` with every fault, `E0000041`, `E0000044`.
 */
export function readApplication(body: OktaJson, fixed: Kind | null = null): ApplicationDraft {
  const mode = readMode(body);
  const faults: Fault[] = [];
  const name = typeof body.name === 'string' ? body.name : null;
  const kind = fixed ?? findKind(mode, name);
  if (!kind) {
    faults.push({ field: 'name', text: `is no template of the sign-on mode ${mode}.` });
  } else if (kind.mode !== mode) {
    faults.push({ field: 'signOnMode', text: 'The sign-on mode of an application cannot change.' });
  }
  const head = check(Head, body);
  const credentials = check(Credentials, withoutNulls(body.credentials ?? {}), 'credentials');
  const settings = kind
    ? check(kind.settings, withoutNulls(body.settings ?? {}), 'settings')
    : { value: null, faults: [] };
  faults.push(...(head.faults ?? []), ...(credentials.faults ?? []), ...(settings.faults ?? []));
  if (!kind || faults.length > 0 || !head.value || !credentials.value || !settings.value) {
    throw faultsError(faults);
  }
  return assemble(body, kind, head.value, credentials.value, settings.value);
}

function assemble(
  body: OktaJson,
  kind: Kind,
  head: z.output<typeof Head>,
  credentials: Credentials,
  settings: OktaJson,
): ApplicationDraft {
  const access = head.accessibility ?? noAccess;
  if (access.selfService) throw new OktaError('E0000044');
  const { oauthClient, ...client } =
    kind.mode === 'OPENID_CONNECT' ? readClient(body, settings) : noClient;
  const { label, visibility, licensing, profile } = head;
  return {
    ...client,
    kind,
    label,
    kid: credentials.signing?.kid ?? null,
    body: {
      accessibility: access,
      visibility: {
        ...(visibility ?? noVisibility),
        hide: visibility?.hide ?? noHide,
        appLinks: visibility?.appLinks ?? { login: true },
      },
      ...(licensing ? { licensing } : {}),
      ...(profile && kind.mode === 'OPENID_CONNECT' ? { profile } : {}),
      credentials: {
        ...schemeOf(kind, credentials),
        userNameTemplate: credentials.userNameTemplate ?? builtIn,
        ...(oauthClient ? { oauthClient } : {}),
      },
      settings,
    },
  };
}
