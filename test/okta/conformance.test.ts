import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueOktaBearer } from '#lib/domain/okta/orgs/tokens.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { newOktaId } from '#lib/std/okta-ids.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Fixture, fixtureOf, logoForm, oidcBody, samlBody } from './fixtures.ts';
import { operations } from './okta-document.ts';
import {
  bookmarkBody,
  type CallOptions,
  call,
  createOktaStand,
  exercised,
  type OktaStand,
  openOkta,
  type TestSandbox,
} from './okta-sandbox.ts';

const clock = fixedClock(new Date('2026-04-12T08:15:30.000Z'));
let database: TestDatabase;
let sandbox: TestSandbox;
let stand: OktaStand;
let at: Fixture;
beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openOkta(database.db, clock);
  stand = await createOktaStand(database.db, clock);
  at = await fixtureOf(sandbox, stand);
});
afterAll(async () => {
  expect(sandbox.errors).toEqual([]);
  await sandbox.close();
  await database.drop();
});

const send = (method: string, path: string, body?: unknown, options: CallOptions = {}) => {
  clock.advance(1000); // So that no minute is used up.
  const given = body === undefined ? {} : { body };
  return call(sandbox, method, path, { token: stand.token, ...given, ...options });
};
const app = (id: string, path = '') => `/api/v1/apps/${id}${path}`;
const statusOf = async (method: string, path: string, body?: unknown, options?: CallOptions) =>
  (await send(method, path, body, options)).status;

/** A path of an operation with ids that name something, or nothing. */
function pathOf(path: string, known: boolean): string {
  const ids: Record<string, string> = {
    appId: at.saml,
    groupId: at.group,
    userId: at.user,
    name: 'USER_PROVISIONING',
  };
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    known ? (ids[name] ?? 'none') : newOktaId(name === 'groupId' ? 'group' : 'app'),
  );
}

describe('every operation', () => {
  it.each(operations)('$method $path refuses a call without a token: 401 E0000011', async (o) => {
    const answer = await send(o.method, pathOf(o.path, true), undefined, { token: null });
    expect([answer.status, answer.json.errorCode]).toEqual([401, 'E0000011']);
  });

  it.each(operations)(
    '$method $path refuses a scope that is not its own: 403 E0000006',
    async (o) => {
      const needed = o.operation['x-required-scope'];
      const scope = needed.startsWith('okta.apps') ? 'okta.users.read' : 'okta.apps.manage';
      const { token } = await issueOktaBearer(stand.ctx, { orgId: stand.orgId, scopes: [scope] });
      const headers = { authorization: `Bearer ${token}` };
      const answer = await send(o.method, pathOf(o.path, true), undefined, {
        token: null,
        headers,
      });
      expect([answer.status, answer.json.errorCode]).toEqual([403, 'E0000006']);
    },
  );

  it.each(operations.filter(({ path }) => path.includes('{')))(
    '$method $path finds nothing under a strange id: 404 E0000007',
    async (o) => {
      const body = Object.keys(o.operation.requestBody?.content ?? {})[0];
      const content = { 'application/json': {}, 'multipart/form-data': logoForm() }[String(body)];
      const query = o.path.endsWith('clone') ? `?targetAid=${at.oidc}` : '';
      const headers: Record<string, string> = content || !body ? {} : { 'content-type': body };
      const sent = content ?? (body ? 'certificate' : undefined);
      const answer = await send(o.method, pathOf(o.path, false) + query, sent, { headers });
      expect([answer.status, answer.json.errorCode]).toEqual([404, 'E0000007']);
    },
  );

  it.each(operations)(
    '$method $path refuses a client that takes only HTML: 406 E0000122',
    async (o) => {
      const headers = { accept: 'text/html' };
      const answer = await send(o.method, pathOf(o.path, true), undefined, { headers });
      expect([answer.status, answer.json.errorCode]).toEqual([406, 'E0000122']);
    },
  );

  it.each(operations.filter(({ method }) => method === 'POST' || method === 'PUT'))(
    '$method $path refuses a call with neither a body nor a length: 411',
    async (o) => {
      const headers = { 'x-no-length': '1' };
      const answer = await send(o.method, pathOf(o.path, true), undefined, { headers });
      expect([answer.status, answer.json.errorCode]).toEqual([411, 'E0000002']);
    },
  );

  it('refuses more than its bucket holds: 429 E0000047', async () => {
    const other = await createOktaStand(database.db, clock);
    for (const { method, path, operation } of operations) {
      await call(sandbox, 'GET', '/api/v1/groups', { token: other.token });
      await database.db.execute(
        sql`update rate_windows set count = 1000000 where key = ${`okta:${other.oktaOrgId}:all`}`,
      );
      const answer = await call(sandbox, method, pathOf(path, true), { token: other.token });
      const seen = [
        answer.status,
        answer.json.errorCode,
        answer.headers.get('x-rate-limit-remaining'),
      ];
      expect(seen, operation.operationId).toEqual([429, 'E0000047', '0']);
    }
  });
});

describe('each documented success and fault', () => {
  it('of apps', async () => {
    const made = await send('POST', '/api/v1/apps?activate=false', bookmarkBody('Ledger'));
    expect([made.status, made.json.status]).toEqual([200, 'INACTIVE']);
    const id = String(made.json.id);
    expect(await statusOf('GET', '/api/v1/apps?filter=status+eq+"INACTIVE"')).toBe(200);
    expect(await statusOf('GET', '/api/v1/apps?filter=nonsense')).toBe(400);
    expect(await statusOf('GET', app(id))).toBe(200);
    expect(await statusOf('GET', app(id, '?expand=groups'))).toBe(400);
    expect(await statusOf('PUT', app(id), bookmarkBody('Ledger 2'))).toBe(200);
    expect(await statusOf('PUT', app(id), { ...bookmarkBody('Ledger 2'), label: '' })).toBe(400);
    expect(await statusOf('POST', '/api/v1/apps', bookmarkBody('Ledger 2'))).toBe(400);
    expect(await statusOf('POST', app(id, '/lifecycle/activate'))).toBe(200);
    expect(await statusOf('DELETE', app(id))).toBe(403);
    expect(await statusOf('POST', app(id, '/lifecycle/deactivate'))).toBe(200);
    expect(await statusOf('DELETE', app(id))).toBe(200);
    expect(await statusOf('POST', app(at.saml, '/logo'), logoForm())).toBe(201);
    expect(await statusOf('POST', app(at.saml, '/logo'), logoForm(Buffer.from('<svg/>')))).toBe(
      400,
    );
    const policies = await database.db.execute<{ id: string }>(
      sql`select id from okta_policies where okta_org_id = ${stand.oktaOrgId}`,
    );
    const policy = policies.rows[0]?.id;
    expect(await statusOf('PUT', app(at.saml, `/policies/${policy}`))).toBe(204);
    expect((await send('GET', app(at.saml))).json).toMatchObject({ _links: { accessPolicy: {} } });
  });

  it('of keys, requests and metadata', async () => {
    const keys = await send('GET', app(at.saml, '/credentials/keys'));
    const kid = String(keys.list[0]?.kid);
    expect(await statusOf('GET', app(at.saml, `/credentials/keys/${kid}`))).toBe(200);
    expect(await statusOf('POST', app(at.saml, '/credentials/keys/generate'))).toBe(201);
    const bad = app(at.saml, '/credentials/keys/generate?validityYears=1');
    expect(await statusOf('POST', bad)).toBe(400);
    const clone = app(at.saml, `/credentials/keys/${kid}/clone`);
    expect(await statusOf('POST', `${clone}?targetAid=${at.oidc}`)).toBe(201);
    expect(await statusOf('POST', `${clone}?targetAid=${at.oidc}`)).toBe(400);
    expect(await statusOf('POST', clone)).toBe(400);
    const xml = { headers: { accept: 'application/xml' } };
    const metadata = app(at.saml, '/sso/saml/metadata');
    expect(await statusOf('GET', `${metadata}?kid=${kid}`, undefined, xml)).toBe(200);
    expect(await statusOf('GET', metadata)).toBe(400);
  });

  it('of signing requests', async () => {
    const { makeCertificate } = await import('./certificates.ts');
    const path = app(at.saml, '/credentials/csrs');
    const made = await send('POST', path, { subject: { commonName: 'sso.noor.example' } });
    expect(made.status).toBe(201);
    expect(await statusOf('POST', path, { subject: { countryName: 'Saudi' } })).toBe(400);
    expect(await statusOf('GET', path)).toBe(200);
    expect(await statusOf('GET', `${path}/${made.json.id}`)).toBe(200);
    const publish = `${path}/${made.json.id}/lifecycle/publish`;
    const pem = { headers: { 'content-type': 'application/x-pem-file' } };
    expect(await statusOf('POST', publish, 'nonsense', pem)).toBe(400);
    const certificate = await makeCertificate(String(made.json.csr), clock.now(), 365);
    expect(await statusOf('POST', publish, certificate.pem, pem)).toBe(201);
    const other = await send('POST', path, {});
    expect(await statusOf('DELETE', `${path}/${other.json.id}`)).toBe(204);
  });

  it('of client secrets and grants', async () => {
    const path = app(at.oidc, '/credentials/secrets');
    const [first] = (await send('GET', path)).list;
    expect(await statusOf('GET', `${path}/${first?.id}`)).toBe(200);
    const second = await send('POST', path, {});
    expect(second.status).toBe(201);
    expect(await statusOf('POST', path, {})).toBe(400);
    expect(await statusOf('DELETE', `${path}/${first?.id}`)).toBe(400);
    const step = (name: string) => `${path}/${second.json.id}/lifecycle/${name}`;
    expect(await statusOf('POST', step('deactivate'))).toBe(200);
    expect(await statusOf('POST', `${path}/${first?.id}/lifecycle/deactivate`)).toBe(400);
    expect(await statusOf('POST', step('activate'))).toBe(200);
    expect(await statusOf('POST', step('deactivate'))).toBe(200);
    expect(await statusOf('DELETE', `${path}/${second.json.id}`)).toBe(204);
    const grants = app(at.oidc, '/grants');
    const issuer = 'http://localhost:4180';
    const grant = await send('POST', grants, { issuer, scopeId: 'okta.users.read' });
    expect(grant.status).toBe(201);
    expect(await statusOf('POST', grants, { issuer })).toBe(400);
    expect(await statusOf('GET', `${grants}?expand=scope`)).toBe(200);
    expect(await statusOf('GET', `${grants}/${grant.json.id}?expand=scope`)).toBe(200);
    expect(await statusOf('DELETE', `${grants}/${grant.json.id}`)).toBe(204);
  });

  it('of provisioning', async () => {
    const path = app(at.org2org, '/connections/default');
    const feature = app(at.org2org, '/features/USER_PROVISIONING');
    expect((await send('GET', path)).json).toMatchObject({ status: 'UNKNOWN' });
    expect(await statusOf('POST', `${path}/lifecycle/activate`)).toBe(400);
    expect(await statusOf('POST', `${path}/lifecycle/deactivate`)).toBe(400);
    expect(await statusOf('POST', path, {})).toBe(400);
    const profile = { authScheme: 'TOKEN', token: '00abc' };
    expect(await statusOf('POST', path, { profile })).toBe(201);
    expect(await statusOf('GET', feature)).toBe(404);
    expect(await statusOf('POST', `${path}/lifecycle/activate`)).toBe(204);
    expect(await statusOf('GET', app(at.org2org, '/features'))).toBe(200);
    expect(await statusOf('GET', feature)).toBe(200);
    const change = { create: { lifecycleCreate: { status: 'ENABLED' } } };
    expect((await send('PUT', feature, change)).json).toMatchObject({
      capabilities: { ...change, update: { password: { seed: 'RANDOM' } } },
    });
    expect(await statusOf('PUT', feature, { create: 1 })).toBe(400);
    expect((await send('GET', app(at.org2org))).json.features).toEqual(['PUSH_NEW_USERS']);
    expect(await statusOf('POST', `${path}/lifecycle/deactivate`)).toBe(204);
  });

  it('of groups and people', async () => {
    const path = app(at.bookmark, `/groups/${at.group}`);
    expect(await statusOf('PUT', path)).toBe(200);
    expect(await statusOf('PUT', path, { priority: 101 })).toBe(400);
    expect(await statusOf('GET', `${path}?expand=group`)).toBe(200);
    expect(await statusOf('GET', app(at.bookmark, '/groups?expand=group'))).toBe(200);
    expect(await statusOf('GET', app(at.bookmark, '/groups?limit=0'))).toBe(400);
    expect(await statusOf('DELETE', path)).toBe(204);
    expect(await statusOf('GET', app(at.bookmark, '/users?limit=3'))).toBe(200);
    expect(await statusOf('GET', app(at.bookmark, '/users?limit=x'))).toBe(400);
    expect(await statusOf('GET', app(at.bookmark, `/users/${at.user}`))).toBe(200);
    expect(await statusOf('GET', '/api/v1/groups?expand=stats')).toBe(200);
    expect(await statusOf('GET', '/api/v1/groups?after=x')).toBe(400);
    const group = `/api/v1/groups/${at.group}`;
    expect(await statusOf('GET', group)).toBe(200);
    for (const part of ['users', 'apps']) {
      expect(await statusOf('GET', `${group}/${part}`)).toBe(200);
      expect(await statusOf('GET', `${group}/${part}?limit=-2`)).toBe(400);
    }
    expect(await statusOf('GET', '/api/v1/users?search=profile.lastName+pr')).toBe(200);
    expect(await statusOf('GET', '/api/v1/users?search=(')).toBe(400);
    expect(await statusOf('GET', `/api/v1/users/${at.user}`)).toBe(200);
    expect(await statusOf('GET', `/api/v1/users/${at.user}/groups`)).toBe(200);
  });

  it('of the kinds that no seed has', async () => {
    expect((await send('POST', '/api/v1/apps', samlBody('Second bridge'))).status).toBe(200);
    expect((await send('POST', '/api/v1/apps', oidcBody('Second book'))).status).toBe(200);
  });
});

describe('the ledger', () => {
  it('has every documented answer of every operation', () => {
    const documented = operations.flatMap(({ operation }) =>
      Object.keys(operation.responses).map((status) => `${operation.operationId} ${status}`),
    );
    expect(documented.filter((pair) => !exercised.has(pair))).toEqual([]);
  });
});
