import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseEnv } from '#lib/config/env.ts';
import { setConfig } from '#lib/config/runtime.ts';
import { consoleRequests, savedCredentials } from '#lib/db/schema/console.ts';
import { auditEntries } from '#lib/db/schema/identity.ts';
import { getHistory, listHistory } from '#lib/domain/console/history.ts';
import { deleteCredential, listCredentials } from '#lib/domain/credentials/credentials.ts';
import { saveCredential } from '#lib/domain/credentials/save-credential.ts';
import { getOktaRequest } from '#lib/domain/requests/get-request.ts';
import type { GuardedRequest, HttpClient } from '#lib/http/guarded-request.ts';
import type { Relay } from '#lib/relay/handle.ts';
import { registerSandbox } from '#lib/relay/upstreams.ts';
import { createSandbox, type Sandbox } from '#lib/sandbox/index.ts';
import { newId } from '#lib/std/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../test/support/partner.ts';
import { portalUrl, settleRelays, testRelay } from '../../test/support/relay.ts';

const secretToken = '00aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789ABcd';
const liveToken = 'okp_live_0123456789abcdefghijABCDEFGHIJ';

let test: TestDatabase;
let sandbox: Sandbox;
let relay: Relay;
let settled: () => Promise<void>;
let noor: TestPartner;
let madar: TestPartner;
let sent: GuardedRequest[] = [];

/** The outside world: answers everything, and remembers what was asked. */
const outside: HttpClient = {
  async request(request) {
    sent.push(request);
    return {
      requestHeaders: [],
      response: {
        status: 200,
        headers: [['content-type', 'application/json']],
        body: Buffer.from('{"ok":true}'),
        truncated: false,
      },
      failure: null,
      timings: { dnsMs: 0, connectMs: 0, tlsMs: 0, firstByteMs: 1, totalMs: 1 },
    };
  },
  close() {},
};

beforeAll(async () => {
  test = await createTestDatabase();
  const config = parseEnv({ PORTAL_SECRET: 'a secret only for this test', PORTAL_URL: portalUrl });
  setConfig({ ...config, secret: config.secret ?? '', databaseUrl: test.url });
  sandbox = createSandbox({ db: test.db, okta: { secret: config.secret ?? '', portalUrl } });
  registerSandbox((request, info) => sandbox.handle(request, info));
  noor = await makePartner(test.db, 'noor');
  madar = await makePartner(test.db, 'madar');
  ({ relay, settled } = testRelay({ http: outside }));
});
afterAll(async () => {
  registerSandbox(null);
  await sandbox.close();
  await settleRelays();
  await test.drop();
});
beforeEach(() => {
  sent = [];
});

function call(
  partner: TestPartner,
  where: { api: string; environment: string; path: string },
  headers: Record<string, string> = {},
) {
  const request = new Request(`${portalUrl}/api/relay`, { headers });
  return relay(request, where, { kind: 'user', ctx: partner.ctx });
}
const errorOf = async (answer: Response) => [answer.status, (await answer.json()).error];
const authorizationOf = (request?: GuardedRequest) =>
  request?.headers.filter(([name]) => name.toLowerCase() === 'authorization');

const own = { api: 'okta', environment: 'own' };
const saveOwn = (partner: TestPartner, domain = 'noor-schools.okta.com') =>
  saveCredential(partner.ctx, {
    ...own,
    name: 'Noor org',
    scheme: 'SSWS',
    domain,
    token: secretToken,
  });

describe('a saved credential', () => {
  it('calls the own Okta org, and nothing of the token is in answers, lists, history or audit', async () => {
    const { credentialId } = await saveOwn(noor);
    const answer = await call(
      noor,
      { ...own, path: '/api/v1/apps?limit=1' },
      { 'x-portal-credential': credentialId, authorization: 'Bearer another' },
    );
    expect(answer.status).toBe(200);
    expect(sent.map(({ url }) => url)).toEqual([
      'https://noor-schools.okta.com/api/v1/apps?limit=1',
    ]);
    expect(authorizationOf(sent[0])).toEqual([['authorization', `SSWS ${secretToken}`]]);
    const [listed] = await listCredentials(noor.ctx);
    expect(listed).toMatchObject({
      id: credentialId,
      hint: '00aB…ABcd',
      domain: 'noor-schools.okta.com',
    });
    expect(listed?.lastUsedAt).not.toBeNull();
    const kept = JSON.stringify([
      await answer.text(),
      [...answer.headers],
      listed,
      await test.db.select().from(consoleRequests),
      await test.db.select().from(auditEntries),
    ]);
    expect(kept).not.toContain(secretToken);
    const [row] = await test.db.select().from(savedCredentials);
    expect(row?.sealedToken.toString('latin1')).not.toContain(secretToken);
  });

  it('calls the published Partners host with its Bearer token', async () => {
    const where = { api: 'partners', environment: 'production' };
    const { credentialId } = await saveCredential(noor.ctx, {
      ...where,
      token: `Bearer ${liveToken}`,
    });
    const headers = { 'x-portal-credential': credentialId };
    expect((await call(noor, { ...where, path: '/whoami' }, headers)).status).toBe(200);
    expect(sent[0]?.url).toBe('https://getokta.io/api/apps/whoami');
    expect(authorizationOf(sent[0])).toEqual([['authorization', `Bearer ${liveToken}`]]);
  });

  it("is not found when it is another user's, of another environment, deleted, or no id", async () => {
    const { credentialId } = await saveOwn(noor);
    const headers = { 'x-portal-credential': credentialId };
    const path = '/api/v1/apps';
    expect(await errorOf(await call(madar, { ...own, path }, headers))).toEqual([404, 'not_found']);
    const dev = { api: 'partners', environment: 'dev', path: '/whoami' };
    expect(await errorOf(await call(noor, dev, headers))).toEqual([404, 'not_found']);
    const wrong = { 'x-portal-credential': "crd_' or 1=1" };
    expect(await errorOf(await call(noor, { ...own, path }, wrong))).toEqual([404, 'not_found']);
    expect(await errorOf(await call(noor, { ...own, path }))).toEqual([404, 'not_found']);
    await expect(deleteCredential(madar.ctx, { credentialId })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await call(noor, { ...own, path }, headers)).status).toBe(200);
    await deleteCredential(noor.ctx, { credentialId });
    expect(await errorOf(await call(noor, { ...own, path }, headers))).toEqual([404, 'not_found']);
    expect(sent).toHaveLength(1);
  });

  it('must be the own one also where none is used, and is named alone', async () => {
    const { credentialId } = await saveOwn(madar);
    const sandboxes = [
      { api: 'partners', environment: 'sandbox', path: '/whoami' },
      { api: 'okta', environment: 'sandbox', path: '/api/v1/apps' },
    ];
    for (const where of sandboxes) {
      for (const id of [credentialId, newId('crd'), 'no id', '']) {
        const answer = await call(noor, where, { 'x-portal-credential': id });
        expect(await errorOf(answer)).toEqual([404, 'not_found']);
      }
      const foreign = await call(noor, where, { 'x-portal-installation': madar.installationId });
      expect(await errorOf(foreign)).toEqual([404, 'not_found']);
      const both = {
        'x-portal-installation': noor.installationId,
        'x-portal-credential': credentialId,
      };
      const answer = await call(noor, where, both);
      expect([answer.status, await answer.json()]).toEqual([
        400,
        {
          message: 'Name an installation or a credential to call as, not both.',
          error: 'bad_request',
        },
      ]);
    }
    expect(sent).toEqual([]);
  });

  it.each([
    'noor-schools.oktapreview.com',
    'https://noor-schools.okta-emea.com/',
    'NOOR-Schools.okta.com',
  ])('may name the org %s', async (domain) => {
    await expect(saveOwn(noor, domain)).resolves.toHaveProperty('credentialId');
  });

  it.each([
    'okta.com',
    'evil.com',
    'noor.okta.com.evil.com',
    'evil.com/.okta.com',
    'evil.com#.okta.com',
    'user@noor.okta.com',
    'noor.okta.com:8443',
    'a.b.okta.com',
    'noor-okta.com',
    'noor-admin.okta.com',
    'http://noor.okta.com',
    'nоor.okta.com',
    '169.254.169.254',
  ])('may not name %s', async (domain) => {
    await expect(saveOwn(noor, domain)).rejects.toMatchObject({
      code: 'validation_failed',
      details: { errors: { domain: [expect.stringContaining('acme.okta.com')] } },
    });
  });

  it('is refused when it could break the header', async () => {
    const token = 'line-one-is-long-enough\r\nx-evil: 1';
    const where = { api: 'partners', environment: 'dev' };
    await expect(saveCredential(noor.ctx, { ...where, token })).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });
});

describe('the Okta sandbox', () => {
  const at = (path: string) => ({ api: 'okta', environment: 'sandbox', path });

  it("is called as the caller's own org", async () => {
    const answer = await call(noor, at('/api/v1/apps?limit=2'));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toHaveLength(2);
    const ids = async (partner: TestPartner): Promise<string[]> =>
      (await (await call(partner, at('/api/v1/apps'))).json()).map(({ id }: { id: string }) => id);
    const [ofNoor, ofMadar] = [await ids(noor), await ids(madar)];
    expect(ofNoor.length).toBeGreaterThan(0);
    expect(ofNoor.filter((id) => ofMadar.includes(id))).toEqual([]);
  });

  it('is written to, with a body and without one', async () => {
    const write = (method: string, path: string, init: RequestInit = {}) => {
      const request = new Request(`${portalUrl}/api/relay`, { method, ...init });
      return relay(request, at(path), { kind: 'user', ctx: noor.ctx });
    };
    const url = 'https://lms.example.com';
    const body = { name: 'bookmark', label: 'Reading list', signOnMode: 'BOOKMARK' };
    const made = await write('POST', '/api/v1/apps', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, settings: { app: { url } } }),
    });
    expect(made.status).toBe(200);
    const { id } = await made.json();
    const off = await write('POST', `/api/v1/apps/${id}/lifecycle/deactivate`);
    expect([off.status, await off.text()]).toEqual([200, '{}']);
    expect((await write('DELETE', `/api/v1/apps/${id}`)).status).toBe(200);
  });

  it('leads to the log entry of a call, which no other organization finds', async () => {
    const answer = await call(noor, at('/api/v1/apps?limit=3'));
    const id = answer.headers.get('x-okta-request-id') ?? '';
    // The log is written together a moment after the answer.
    const row = await vi.waitFor(() => getOktaRequest(noor.ctx, id));
    expect(row).toMatchObject({
      id,
      api: 'okta',
      method: 'GET',
      path: '/api/v1/apps',
      status: 200,
    });
    for (const [partner, asked] of [
      [madar, id],
      [noor, `${id}x`],
      [noor, newId('req')],
    ] as const) {
      const refused = getOktaRequest(partner.ctx, asked);
      await expect(refused).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('is the API alone: no other page of the portal is reached through it', async () => {
    for (const path of ['/dashboard', '/api/apps/whoami', '/api/v10', '/']) {
      expect(await errorOf(await call(noor, at(path)))).toEqual([404, 'not_found']);
    }
    expect(sent).toEqual([]);
  });
});

describe('the history', () => {
  it('is the own one, searchable, and another user finds nothing of it', async () => {
    const answer = await call(noor, {
      api: 'okta',
      environment: 'sandbox',
      path: '/api/v1/apps?limit=1&q=needle_100x',
    });
    expect(answer.status).toBe(200);
    await settled();
    const [row, ...others] = await listHistory(noor.ctx, { text: 'Needle_100' });
    expect(row).toMatchObject({ api: 'okta', environment: 'sandbox', method: 'GET', status: 200 });
    expect(others).toEqual([]);
    expect(await listHistory(noor.ctx, { text: 'needlex100' })).toEqual([]);
    expect(await listHistory(madar.ctx, { text: 'needle' })).toEqual([]);
    const id = row?.id ?? '';
    expect(await getHistory(noor.ctx, [id, "' or 1=1"])).toHaveLength(1);
    expect(await getHistory(madar.ctx, [id])).toEqual([]);
  });
});
