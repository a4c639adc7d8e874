import { X509Certificate } from 'node:crypto';
import { z } from 'zod';

// The settings of the nine kinds of app (contract, Okta 6.2). Fields that the API does not know are left out.

const text = (max = 1024) => z.string().max(max);
const needed = (max = 1024) => z.string().min(1).max(max);
/** Browsers leave spaces and line breaks out of an address before they read it: what has them is none. */
const isAddress = (value: string) => !/[\s\p{Cc}]/u.test(value) && URL.canParse(value);
/** An address of the web. */
export const isUrl = (value: string): boolean => /^https?:\/\//i.test(value) && isAddress(value);
export const badUrl = 'The field must be a valid URL';
const url = () => needed().refine(isUrl, badUrl);
const maybeUrl = () =>
  text()
    .refine((value) => value === '' || isUrl(value), badUrl)
    .nullish();
/** Of these a browser runs, reads or opens something by itself: nobody comes back from signing in to one. */
const notReturnedTo =
  /^(javascript|data|vbscript|file|ftp|wss?|blob|filesystem|about|view-source|intent|jar|mailto|tel):/i;
/** Clients of phones come back to schemes of their own. */
const uri = () =>
  needed()
    .refine((value) => isAddress(value) && !value.includes('#'), badUrl)
    .refine(
      (value) => !notReturnedTo.test(value),
      'must not have a scheme that a browser runs or opens by itself',
    );

const vpn = z.object({
  network: z
    .object({
      connection: z.enum(['DISABLED', 'ANYWHERE', 'ON_NETWORK', 'OFF_NETWORK']).default('DISABLED'),
      include: z.array(text()).max(100).optional(),
      exclude: z.array(text()).max(100).optional(),
    })
    .default({ connection: 'DISABLED' }),
  message: text().nullable().default(null),
  helpUrl: text()
    .refine((value) => value === '' || isUrl(value), badUrl)
    .nullable()
    .default(null),
});

/** What any app's settings may have. */
export const commonSettings = {
  implicitAssignment: z.boolean().optional(),
  inlineHookId: text(100).nullish(),
  notes: z
    .object({ admin: text().nullable().default(null), enduser: text().nullable().default(null) })
    .prefault({}),
  notifications: z.object({ vpn: vpn.prefault({}) }).prefault({}),
};

const withApp = <S extends z.ZodType>(app: S) => z.object({ ...commonSettings, app });

export const bookmark = withApp(
  z.object({ requestIntegration: z.boolean().default(false), url: url() }),
);
export const basicAuth = withApp(z.object({ url: url(), authURL: url() }));
export const swa = withApp(
  z.object({
    url: url(),
    usernameField: needed(),
    passwordField: needed(),
    buttonField: needed(),
    checkbox: text().optional(),
    redirectUrl: maybeUrl(),
    loginUrlRegex: text().nullable().default(null),
  }),
);
export const swaThreeField = withApp(
  z.object({
    targetURL: url(),
    userNameSelector: needed(),
    passwordSelector: needed(),
    buttonSelector: needed(),
    extraFieldSelector: needed(),
    extraFieldValue: needed(),
    loginUrlRegex: text().nullable().default(null),
  }),
);
const pairs = Object.fromEntries(
  [1, 2, 3].flatMap((i) => [
    [`optionalField${i}`, text().optional()],
    [`optionalField${i}Value`, text().optional()],
  ]),
);
export const securePasswordStore = withApp(
  z.object({ url: url(), usernameField: needed(), passwordField: needed(), ...pairs }),
);
export const autoLogin = z.object({
  ...commonSettings,
  signOn: z.object({ loginUrl: url(), redirectUrl: maybeUrl() }),
});
export const wsFederation = withApp(
  z.object({
    siteURL: url(),
    realm: text().optional(),
    wReplyURL: url(),
    wReplyOverride: z.boolean().default(false),
    nameIDFormat: text().optional(),
    audienceRestriction: text().optional(),
    authnContextClassRef: text().optional(),
    usernameAttribute: text().optional(),
    attributeStatements: text(4096).nullable().default(null),
    groupFilter: text().nullable().default(null),
    groupName: text().nullable().default(null),
    groupValueFormat: text().optional(),
  }),
);

const isCertificate = (base64: string): boolean => {
  try {
    return Boolean(new X509Certificate(Buffer.from(base64, 'base64')));
  } catch {
    return false;
  }
};
const signOn = z
  .object({
    defaultRelayState: text().nullish(),
    ssoAcsUrl: url(),
    ssoAcsUrlOverride: maybeUrl(),
    recipient: url(),
    recipientOverride: maybeUrl(),
    destination: url(),
    destinationOverride: maybeUrl(),
    audience: needed(),
    audienceOverride: text().nullish(),
    idpIssuer: needed(),
    spIssuer: text().nullish(),
    subjectNameIdTemplate: needed(),
    subjectNameIdFormat: needed(),
    responseSigned: z.boolean(),
    assertionSigned: z.boolean(),
    signatureAlgorithm: z.enum(['RSA_SHA1', 'RSA_SHA256']),
    digestAlgorithm: z.enum(['SHA1', 'SHA256']),
    honorForceAuthn: z.boolean(),
    authnContextClassRef: needed(),
    requestCompressed: z.boolean().default(false),
    samlSignedRequestEnabled: z.boolean().optional(),
    allowMultipleAcsEndpoints: z.boolean().default(false),
    acsEndpoints: z
      .array(z.object({ url: url(), index: z.int().min(0) }))
      .max(100)
      .default([]),
    attributeStatements: z
      .array(
        z.object({
          type: z.enum(['EXPRESSION', 'GROUP']).default('EXPRESSION'),
          name: needed(),
          namespace: text().optional(),
          values: z.array(text()).max(100).optional(),
          filterType: z.enum(['STARTS_WITH', 'EQUALS', 'CONTAINS', 'REGEX']).optional(),
          filterValue: text().optional(),
        }),
      )
      .max(100)
      .default([]),
    inlineHooks: z
      .array(z.object({ id: needed(100) }))
      .max(10)
      .optional(),
    slo: z
      .object({ enabled: z.boolean(), issuer: text().optional(), logoutUrl: url().optional() })
      .optional(),
    spCertificate: z
      .object({
        x5c: z
          .array(z.string().max(20_000).refine(isCertificate, 'must be a certificate in base64'))
          .length(1),
      })
      .optional(),
  })
  .check(({ value, issues }) => {
    if (!value.responseSigned && !value.assertionSigned) {
      const message = 'One of responseSigned and assertionSigned must be true';
      issues.push({ code: 'custom', message, path: ['responseSigned'], input: false });
    }
    const indexes = value.acsEndpoints.map(({ index }) => index);
    if (new Set(indexes).size < indexes.length) {
      const message = 'Each index may stand once only';
      issues.push({ code: 'custom', message, path: ['acsEndpoints'], input: indexes });
    }
  });
export const saml = z.object({ ...commonSettings, signOn });
export const org2org = withApp(
  z.object({ acsUrl: url().optional(), audRestriction: text().optional(), baseUrl: url() }),
);

const jwk = z.looseObject({ kty: z.enum(['RSA', 'EC']), kid: text(100).optional() });
const oauthClient = z.object({
  application_type: z.enum(['web', 'native', 'browser', 'service']),
  grant_types: z.array(
    z.enum([
      'authorization_code',
      'implicit',
      'password',
      'refresh_token',
      'client_credentials',
      'saml2_bearer',
      'device_code',
      'token_exchange',
      'interaction_code',
    ]),
  ),
  response_types: z.array(z.enum(['code', 'token', 'id_token'])).optional(),
  redirect_uris: z.array(uri()).max(100).optional(),
  post_logout_redirect_uris: z.array(uri()).max(100).optional(),
  client_uri: maybeUrl(),
  logo_uri: maybeUrl(),
  tos_uri: maybeUrl(),
  policy_uri: maybeUrl(),
  consent_method: z.enum(['TRUSTED', 'REQUIRED']).default('TRUSTED'),
  issuer_mode: z.enum(['CUSTOM_URL', 'ORG_URL', 'DYNAMIC']).default('ORG_URL'),
  initiate_login_uri: url().optional(),
  idp_initiated_login: z
    .object({
      mode: z.enum(['DISABLED', 'SPEC', 'OKTA']).default('DISABLED'),
      default_scope: z.array(text(100)).max(100).default([]),
    })
    .prefault({}),
  wildcard_redirect: z.enum(['DISABLED', 'SUBDOMAIN']).default('DISABLED'),
  refresh_token: z
    .object({
      rotation_type: z.enum(['rotate', 'static']),
      leeway: z.int().min(0).max(60).optional(),
    })
    .optional(),
  jwks: z.object({ keys: z.array(jwk).max(50) }).optional(),
  jwks_uri: url().optional(),
});
export type OauthClientSettings = z.output<typeof oauthClient>;
export const openIdConnect = z.object({ ...commonSettings, oauthClient });
