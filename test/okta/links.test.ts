import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { oktaPolicies } from '#lib/db/schema/okta.ts';
import { notEmulated } from '#lib/sandbox/okta/beyond.ts';
import { match } from '#lib/sandbox/okta/route.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Fixture, fixtureOf } from './fixtures.ts';
import {
  baseUrl,
  call,
  createOktaStand,
  type OktaStand,
  openOkta,
  type TestSandbox,
} from './okta-sandbox.ts';

let database: TestDatabase;
let sandbox: TestSandbox;
let stand: OktaStand;
let at: Fixture;
beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openOkta(database.db);
  stand = await createOktaStand(database.db);
  at = await fixtureOf(sandbox, stand);
});
afterAll(async () => {
  expect(sandbox.errors).toEqual([]);
  await sandbox.close();
  await database.drop();
});

const send = (method: string, path: string, body?: unknown) =>
  call(sandbox, method, path, { token: stand.token, ...(body === undefined ? {} : { body }) });

type Link = { href: string; type?: string; hints?: { allow: string[] } };
/** Every link of an answer, whatever it stands in. */
function linksIn(value: unknown): [relation: string, link: Link][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === '_links'
      ? Object.entries(inner as Record<string, Link | Link[]>).flatMap(([relation, links]) =>
          [links].flat().map((link): [string, Link] => [relation, link]),
        )
      : linksIn(inner),
  );
}

const acts = new Set(['activate', 'deactivate', 'publish', 'uploadLogo']);
const methodOf = ([relation, { hints }]: [string, Link]) =>
  hints?.allow.includes('GET') ? 'GET' : (hints?.allow[0] ?? (acts.has(relation) ? 'POST' : 'GET'));

/** Asks for everything that has links: apps of all kinds and what belongs to them, people in all states, groups. */
async function everything(): Promise<unknown[]> {
  const subject = { countryName: 'SA', organizationName: 'Noor Academy', commonName: 'SP Issuer' };
  await send('POST', `/api/v1/apps/${at.saml}/credentials/csrs`, { subject });
  const issuer = baseUrl;
  await send('POST', `/api/v1/apps/${at.oidc}/grants`, { issuer, scopeId: 'okta.apps.read' });
  await send('POST', `/api/v1/apps/${at.oidc}/credentials/secrets`, {});
  const profile = { authScheme: 'TOKEN', token: 'a token of the district' };
  await send('POST', `/api/v1/apps/${at.org2org}/connections/default?activate=true`, { profile });
  const ofOrg = eq(oktaPolicies.oktaOrgId, stand.oktaOrgId);
  const [policy] = await database.db.select().from(oktaPolicies).where(ofOrg);
  await send('PUT', `/api/v1/apps/${at.oidc}/policies/${policy?.id}`);
  const paths = ['/api/v1/groups'];
  for (const { id } of (await send('GET', '/api/v1/apps?limit=200')).list) {
    paths.push(`/api/v1/apps/${id}`, `/api/v1/apps/${id}/groups`, `/api/v1/apps/${id}/users`);
  }
  for (const path of ['saml/credentials/csrs', 'oidc/grants', 'oidc/credentials/secrets']) {
    const [app = '', ...rest] = path.split('/');
    paths.push(`/api/v1/apps/${Reflect.get(at, app)}/${rest.join('/')}`);
  }
  paths.push(`/api/v1/apps/${at.org2org}/connections/default`);
  paths.push(`/api/v1/apps/${at.org2org}/features`);
  const ids = async (query: string) => (await send('GET', `/api/v1/users?${query}`)).list;
  const people = [...(await ids('')), ...(await ids('filter=status+eq+%22DEPROVISIONED%22'))];
  for (const { id } of people) paths.push(`/api/v1/users/${id}`);
  return Promise.all(paths.map(async (path) => JSON.parse((await send('GET', path)).text)));
}

it('each link leads to what it names, or to the same words why the sandbox does not have it', async () => {
  const links = (await everything()).flatMap(linksIn);
  const seen = new Map<string, Set<string>>();
  for (const link of links) {
    const [relation, { href, type }] = link;
    const method = methodOf(link);
    const path = href.slice(baseUrl.length);
    expect(href, relation).toMatch(new RegExp(`^${baseUrl}/`));
    const note = (what: string) =>
      seen.set(what, (seen.get(what) ?? new Set()).add(`${method} ${relation}`));
    if (method !== 'GET' && match(path)?.operations[method]) {
      note('there');
      continue;
    }
    const info = { clientAddress: '203.0.113.9' };
    const headers = { authorization: `SSWS ${stand.token}` };
    const answer = await sandbox.handle(new Request(href, { method, headers }), info);
    const text = await answer.text();
    if (answer.ok) {
      note('there');
      expect(answer.headers.get('content-type'), relation).toContain(type ?? 'application/json');
      continue;
    }
    note('beyond');
    expect(JSON.parse(text), `${method} ${path}`).toMatchObject({
      errorCode: answer.status === 405 ? 'E0000022' : 'E0000008',
      errorCauses: [{ errorSummary: notEmulated }],
    });
  }
  expect([...(seen.get('there') ?? [])].sort()).toEqual(
    [
      ...['app', 'appLinks', 'apps', 'group', 'groups', 'help', 'logo', 'metadata', 'self'],
      ...['user', 'users'],
    ]
      .map((relation) => `GET ${relation}`)
      .concat('POST activate', 'POST deactivate', 'POST publish', 'POST uploadLogo')
      .sort(),
  );
  expect([...(seen.get('beyond') ?? [])].sort()).toEqual(
    [
      ...['activate', 'changePassword', 'changeRecoveryQuestion', 'deactivate', 'expirePassword'],
      ...['forgotPassword', 'reactivate', 'resetFactors', 'resetPassword', 'suspend', 'unlock'],
      'unsuspend',
    ]
      .map((relation) => `POST ${relation}`)
      .concat('DELETE delete', 'GET accessPolicy', 'GET client', 'GET schema', 'GET type')
      .sort(),
  );
});

it('a path that Okta has not either has no such cause', async () => {
  for (const path of ['/api/v1/nothing', '/api/v1/users/me/lifecycle/explode', '/oauth2/v1/keys']) {
    const { status, json } = await send('POST', path);
    expect([status, json.errorCode, json.errorCauses], path).toEqual([404, 'E0000008', []]);
  }
});

it('the single sign-on address of SAML metadata says that nobody is signed in here', async () => {
  const kid = (await send('GET', `/api/v1/apps/${at.saml}`)).json;
  const links = linksIn(kid).filter(([relation]) => relation === 'metadata');
  const path = String(links[0]?.[1].href).slice(baseUrl.length);
  const address = / Location="([^"]+)"/.exec((await send('GET', path)).text)?.[1];
  const info = { clientAddress: '203.0.113.9' };
  for (const method of ['GET', 'POST']) {
    const answer = await sandbox.handle(new Request(String(address), { method }), info);
    expect([answer.status, await answer.text()]).toEqual([
      200,
      expect.stringContaining('The sandbox signs nobody in'),
    ]);
  }
});
