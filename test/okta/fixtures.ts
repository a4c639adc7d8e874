import type { Sandbox } from '#lib/sandbox/index.ts';
import { call, type OktaStand } from './okta-sandbox.ts';

/** Ids that calls of the tests are made with. */
export type Fixture = {
  saml: string;
  oidc: string;
  org2org: string;
  bookmark: string;
  group: string;
  user: string;
};

/** The ids of a seeded org. */
export async function fixtureOf(sandbox: Sandbox, stand: OktaStand): Promise<Fixture> {
  const { token } = stand;
  const apps = await call(sandbox, 'GET', '/api/v1/apps?limit=200', { token });
  const app = (name: string) => {
    const found = apps.list.find((entry) => String(entry.name).includes(name));
    return String(found?.id);
  };
  const groups = await call(sandbox, 'GET', '/api/v1/groups', { token });
  const users = await call(sandbox, 'GET', '/api/v1/users', { token });
  return {
    saml: app('attendancebridge'),
    oidc: app('oidc_client'),
    org2org: app('okta_org2org'),
    bookmark: app('bookmark'),
    group: String(groups.list[1]?.id),
    user: String(users.list[1]?.id),
  };
}

export const samlSignOn = {
  ssoAcsUrl: 'https://attendance.example.com/saml/acs',
  recipient: 'https://attendance.example.com/saml/acs',
  destination: 'https://attendance.example.com/saml/acs',
  audience: 'https://attendance.example.com',
  idpIssuer: `http://www.okta.com/\${org.externalKey}`,
  subjectNameIdTemplate: `\${user.userName}`,
  subjectNameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  responseSigned: true,
  assertionSigned: true,
  signatureAlgorithm: 'RSA_SHA256',
  digestAlgorithm: 'SHA256',
  honorForceAuthn: true,
  authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
};

export const webClient = {
  application_type: 'web',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: ['https://gradebook.example.com/callback'],
};
export const oidcBody = (label: string, client: object = {}, oauthClient: object = {}) => ({
  name: 'oidc_client',
  label,
  signOnMode: 'OPENID_CONNECT',
  credentials: { oauthClient },
  settings: { oauthClient: { ...webClient, ...client } },
});
export const samlBody = (label: string, signOn: object = {}) => ({
  label,
  signOnMode: 'SAML_2_0',
  settings: { signOn: { ...samlSignOn, ...signOn } },
});

const pngHead = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
/** A form with an image of a size. */
export function logoForm(bytes: Uint8Array = pngHead): FormData {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'logo.png');
  return form;
}
