import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import okta from '@okta/okta-sdk-nodejs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeListener } from '#lib/sandbox/node-listener.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { bookmarkBody, createOktaStand, openOkta, type TestSandbox } from './okta-sandbox.ts';

// Okta's own client, unchanged, over HTTP: what it does in production must work here.

let database: TestDatabase;
let sandbox: TestSandbox;
let server: Server;
let client: InstanceType<typeof okta.Client>;
beforeAll(async () => {
  database = await createTestDatabase();
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // Listening on a port.
  const url = `http://127.0.0.1:${port}`;
  sandbox = openOkta(database.db, undefined, url);
  server.on('request', nodeListener(sandbox));
  const { token } = await createOktaStand(database.db);
  client = new okta.Client({ orgUrl: url, token, cacheMiddleware: null });
});
afterAll(async () => {
  expect(sandbox.errors).toEqual([]);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await sandbox.close();
  await database.drop();
});

type Named = { id?: string; label?: string; status?: string };
async function all<T>(collection: { each(visit: (item: T) => unknown): Promise<unknown> }) {
  const items: T[] = [];
  await collection.each((item) => void items.push(item));
  return items;
}
const idOf = (thing: { id?: string }): string => thing.id ?? '';

describe('the Node SDK', () => {
  it('makes, reads, updates, deactivates, activates and deletes an app', async () => {
    const api = client.applicationApi;
    const made: Named = await api.createApplication({ application: bookmarkBody('Timetable') });
    const appId = idOf(made);
    expect(made).toMatchObject({ label: 'Timetable', status: 'ACTIVE', signOnMode: 'BOOKMARK' });
    const read = await api.getApplication({ appId });
    expect(read).toMatchObject({ id: appId, label: 'Timetable' });
    const replaced = await api.replaceApplication({
      appId,
      application: bookmarkBody('الجدول الدراسي'),
    });
    expect(replaced).toMatchObject({ id: appId, label: 'الجدول الدراسي' });
    await api.deactivateApplication({ appId });
    expect(await api.getApplication({ appId })).toMatchObject({ status: 'INACTIVE' });
    await api.activateApplication({ appId });
    expect(await api.getApplication({ appId })).toMatchObject({ status: 'ACTIVE' });
    await expect(api.deleteApplication({ appId })).rejects.toMatchObject({
      status: 403,
      errorCode: 'E0000056',
    });
    await api.deactivateApplication({ appId });
    await api.deleteApplication({ appId });
    await expect(api.getApplication({ appId })).rejects.toMatchObject({
      status: 404,
      errorCode: 'E0000007',
    });
  });

  it('pages through 65 apps, and finds one with q and with a filter', async () => {
    const api = client.applicationApi;
    const before = await all<Named>(await api.listApplications());
    const made: string[] = [];
    for (let i = before.length; i < 65; i++) {
      made.push(idOf(await api.createApplication({ application: bookmarkBody(`Course ${i}`) })));
    }
    const listed = await all<Named>(await api.listApplications({ limit: 20 }));
    expect(listed).toHaveLength(65);
    expect(new Set(listed.map(idOf)).size).toBe(65);
    expect(listed.map(idOf)).toEqual(expect.arrayContaining(made));
    const found = await all<Named>(await api.listApplications({ q: 'Attend' }));
    expect(found.map(({ label }) => label)).toEqual(['Attendance Bridge']);
    const inactive = await all<Named>(
      await api.listApplications({ filter: 'status eq "INACTIVE"' }),
    );
    expect(inactive.map(({ label }) => label)).toEqual(['Bus timetable']);
  });

  it('gives an app to groups, reads the assignments and takes one away', async () => {
    const api = client.applicationApi;
    const appId = idOf(await api.createApplication({ application: bookmarkBody('Canteen') }));
    const groups = await all<Named>(await client.groupApi.listGroups());
    const [first = '', second = ''] = groups.map(idOf);
    await api.assignGroupToApplication({ appId, groupId: first });
    await api.assignGroupToApplication({
      appId,
      groupId: second,
      applicationGroupAssignment: { priority: 7 },
    });
    const assigned = await all<Named & { priority?: number }>(
      await api.listApplicationGroupAssignments({ appId }),
    );
    expect(assigned.map(({ id, priority }) => [id, priority])).toEqual([
      [first, 0],
      [second, 7],
    ]);
    await api.unassignApplicationFromGroup({ appId, groupId: first });
    const left = await all<Named>(await api.listApplicationGroupAssignments({ appId }));
    expect(left.map(idOf)).toEqual([second]);
  });

  it('makes keys, shares one, and signs with another', async () => {
    const api = client.applicationApi;
    const saml = await all<Named>(await api.listApplications({ q: 'Attendance' }));
    const appId = idOf(saml[0] ?? {});
    const before = await all(await api.listApplicationKeys({ appId }));
    const key = await api.generateApplicationKey({ appId, validityYears: 5 });
    expect(key.kid).toHaveLength(43);
    expect(await all(await api.listApplicationKeys({ appId }))).toHaveLength(before.length + 1);
    const oidc = await all<Named>(await api.listApplications({ q: 'Gradebook' }));
    const targetAid = idOf(oidc[0] ?? {});
    const copy = await api.cloneApplicationKey({ appId, keyId: key.kid ?? '', targetAid });
    expect(copy.kid).toBe(key.kid);
    const got = await api.getApplicationKey({ appId: targetAid, keyId: key.kid ?? '' });
    expect(got.n).toBe(key.n);
    await expect(api.generateApplicationKey({ appId, validityYears: 11 })).rejects.toMatchObject({
      status: 400,
      errorCode: 'E0000001',
    });
  });

  it('rolls a client secret over', async () => {
    const oidc = await all<Named>(await client.applicationApi.listApplications({ q: 'Gradebook' }));
    const appId = idOf(oidc[0] ?? {});
    const api = client.applicationSSOPublicKeysApi;
    const [old] = await all<Named>(await api.listOAuth2ClientSecrets({ appId }));
    const made = await api.createOAuth2ClientSecret({
      appId,
      oAuth2ClientSecretRequestBody: {},
    });
    expect(made).toMatchObject({ status: 'ACTIVE' });
    await api.deactivateOAuth2ClientSecret({ appId, secretId: idOf(old ?? {}) });
    await api.deleteOAuth2ClientSecret({ appId, secretId: idOf(old ?? {}) });
    const left = await all<Named>(await api.listOAuth2ClientSecrets({ appId }));
    expect(left.map(idOf)).toEqual([idOf(made as Named)]);
  });

  it('grants a scope and takes it away', async () => {
    const api = client.applicationApi;
    const oidc = await all<Named>(await api.listApplications({ q: 'Gradebook' }));
    const appId = idOf(oidc[0] ?? {});
    const grant = await api.grantConsentToScope({
      appId,
      oAuth2ScopeConsentGrant: { issuer: client.baseUrl, scopeId: 'okta.users.read' },
    });
    const listed = await all<Named>(await api.listScopeConsentGrants({ appId }));
    expect(listed.map(idOf)).toEqual([idOf(grant)]);
    await api.revokeScopeConsentGrant({ appId, grantId: idOf(grant) });
    expect(await all(await api.listScopeConsentGrants({ appId }))).toEqual([]);
  });

  it('reads people and groups', async () => {
    const users = await all<Named>(await client.userApi.listUsers({ q: 'سارة' }));
    expect(users).toHaveLength(1);
    const user = await client.userApi.getUser({ userId: 'sarah.alqahtani' });
    expect(user.profile?.lastName).toBe('القحطاني');
    const groups = await all(await client.groupApi.listGroups({ q: 'English' }));
    expect(groups).toHaveLength(1);
  });
});
