import type { APIRequestContext, Browser } from '@playwright/test';
import { expect } from '@playwright/test';
import { signIn } from './entry.ts';
import { makePartner, type Partner, portal } from './partner.ts';

/** One of everything that an organization can have, by its id. */
export type Things = Record<
  | 'app'
  | 'tenant'
  | 'installation'
  | 'token'
  | 'endpoint'
  | 'bin'
  | 'delivery'
  | 'request'
  | 'replay'
  | 'tenantJob'
  | 'version'
  | 'credential'
  | 'session'
  | 'oktaToken'
  | 'oktaRequest'
  | 'invitation'
  | 'member',
  string
>;

/** Asks as somebody who is signed in, without a page. */
export async function signedIn(
  browser: Browser,
  who: { email: string; password: string },
): Promise<APIRequestContext> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, undefined, who);
  await page.close();
  return context.request;
}

/** A member of an organization, made on the command line. */
export async function makeMember(org: string, role: string) {
  const email = `${role}-${Math.random().toString(36).slice(2, 10)}@masar.example`;
  const who = ['--email', email, '--name', 'Noura Al-Harbi', '--org', org, '--role', role];
  // The command's own output, in the form that its documentation promises.
  return (await portal('user', 'create', ...who)) as {
    user_id: string;
    email: string;
    password: string;
  };
}

const first = (text: string, shape: RegExp): string => shape.exec(text)?.[0] ?? '';
const idsIn = async (api: APIRequestContext, page: string, prefix: string) =>
  first(await (await api.get(page)).text(), new RegExp(`\\b${prefix}_[0-9a-z]{26}`));

async function post(api: APIRequestContext, url: string, data: object) {
  const response = await api.post(url, { data });
  expect(response.status(), `${url}: ${await response.text()}`).toBe(200);
  return response.json();
}

/** A partner of its own with one of everything, and its owner's way to ask. */
export async function makeThings(
  browser: Browser,
): Promise<{ partner: Partner; api: APIRequestContext; things: Things }> {
  const partner = await makePartner();
  const api = await signedIn(browser, partner);
  const base = `/api/portal/apps/${partner.app}`;
  const dashboard = `/dashboard/apps/${partner.app}`;
  const bearer = { authorization: `Bearer ${partner.token}` };
  await api.get('/api/apps/whoami', { headers: bearer });
  await api.get('/api/v1/apps', { headers: { authorization: `SSWS ${partner.okta.token}` } });
  await post(api, '/api/portal/team', {
    action: 'invite',
    email: `invited-${Math.random().toString(36).slice(2)}@masar.example`,
    role: 'developer',
  });
  const delivery = await eventually(async () => {
    const url = `${base}/deliveries?status=delivered`;
    return (await (await api.get(url)).json()).deliveries[0]?.id;
  });
  const made = {
    bin: (await post(api, `${base}/bins`, {})).binId,
    replay: (await post(api, `${base}/replays`, { what: 'all', ids: [delivery] })).jobId,
    tenantJob: (await post(api, `${base}/tenants`, { name: 'مدارس الأفق', size: 'small' })).jobId,
    credential: (
      await post(api, '/api/portal/credentials', {
        api: 'partners',
        environment: 'dev',
        name: 'Dev',
        token: 'okp_test_0123456789abcdef',
      })
    ).credentialId,
    oktaToken: (await post(api, '/api/portal/okta/tokens', { kind: 'api', name: 'CI' })).tokenId,
  };
  const things: Things = {
    ...made,
    delivery,
    app: partner.app,
    tenant: String(partner.tenant_id),
    installation: partner.installation_id,
    endpoint: partner.webhook.endpoint_id,
    token: (await (await api.get(`${base}/tokens`)).json()).tokens[0].id,
    request: await eventually(
      async () => (await (await api.get(`${base}/logs`)).json()).requests[0]?.id,
    ),
    oktaRequest: await eventually(
      async () => (await (await api.get('/api/portal/okta')).json()).calls[0]?.requestId,
    ),
    version: await idsIn(api, `${dashboard}/versions`, 'ver'),
    session: await idsIn(api, '/dashboard/sessions', 'ses'),
    invitation: await idsIn(api, '/dashboard/team', 'inv'),
    member: await idsIn(api, '/dashboard/team', 'usr'),
  };
  for (const [name, id] of Object.entries(things)) expect(id, name).toBeTruthy();
  return { partner, api, things };
}

async function eventually(look: () => Promise<string | undefined>): Promise<string> {
  let seen: string | undefined;
  await expect(async () => {
    seen = await look();
    expect(seen).toBeTruthy();
  }).toPass({ timeout: 60_000 });
  return seen ?? '';
}

/** An id of the same form as another, which nothing has. */
export function absentLike(id: string): string {
  if (/^\d+$/.test(id)) return '999999';
  return id.slice(0, -4) + (id.endsWith('0000') ? '0001' : '0000');
}
