import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  bookmarkBody,
  call,
  createOktaStand,
  type OktaStand,
  openOkta,
  type TestSandbox,
} from './okta-sandbox.ts';

let database: TestDatabase;
let sandbox: TestSandbox;
let stand: OktaStand;
beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = openOkta(database.db);
  stand = await createOktaStand(database.db);
});
afterAll(async () => {
  expect(sandbox.errors).toEqual([]);
  await sandbox.close();
  await database.drop();
});

const send = (method: string, path: string, body?: unknown) =>
  call(sandbox, method, path, { token: stand.token, ...(body === undefined ? {} : { body }) });

describe('a new org', () => {
  it('has apps of several kinds, Arabic and English names, groups and people', async () => {
    const apps = await send('GET', '/api/v1/apps');
    expect(apps.status).toBe(200);
    expect(new Set(apps.list.map(({ signOnMode }) => signOnMode)).size).toBeGreaterThanOrEqual(4);
    const groups = await send('GET', '/api/v1/groups');
    const users = await send('GET', '/api/v1/users');
    expect(groups.list.length).toBeGreaterThan(4);
    expect(users.list.length).toBeGreaterThan(15);
    expect(apps.text + groups.text + users.text).toMatch(/[\u0600-\u06FF]/);
  });
});

describe('an app', () => {
  it('is made, read, replaced, deactivated and deleted', async () => {
    const made = await send('POST', '/api/v1/apps', bookmarkBody('School portal'));
    expect(made.json).toMatchObject({ status: 'ACTIVE', name: 'bookmark', label: 'School portal' });
    expect(made.json.id).toMatch(/^0oa[A-Za-z0-9]{17}$/);
    const path = `/api/v1/apps/${made.json.id}`;
    expect((await send('GET', path)).json).toEqual(made.json);
    const renamed = await send('PUT', path, { ...made.json, label: 'بوابة المدرسة' });
    expect(renamed.json).toMatchObject({ label: 'بوابة المدرسة', created: made.json.created });
    const refused = await send('DELETE', path);
    expect([refused.status, refused.json.errorCode]).toEqual([403, 'E0000056']);
    expect(refused.json.errorCauses).toEqual([
      { errorSummary: 'The application must be deactivated before deletion.' },
    ]);
    const off = await send('POST', `${path}/lifecycle/deactivate`);
    expect([off.status, off.text]).toEqual([200, '{}']);
    const inactive = await send('GET', path);
    expect(inactive.json).toMatchObject({ status: 'INACTIVE', _links: { activate: {} } });
    expect(inactive.json._links).not.toHaveProperty('deactivate');
    const gone = await send('DELETE', path);
    expect([gone.status, gone.text, gone.headers.get('content-type')]).toEqual([200, '', null]);
    expect((await send('GET', path)).status).toBe(404);
  });
});
