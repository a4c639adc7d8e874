import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getApp } from '#lib/domain/apps/get-app.ts';
import { listApps } from '#lib/domain/apps/list-apps.ts';
import { listInstallations } from '#lib/domain/installations/list-installations.ts';
import { getRequest } from '#lib/domain/requests/get-request.ts';
import { listRequests } from '#lib/domain/requests/list-requests.ts';
import { requestChoices } from '#lib/domain/requests/request-choices.ts';
import { requestFilter } from '#lib/domain/requests/schemas.ts';
import { listTokens } from '#lib/domain/tokens/list-tokens.ts';
import { createSandbox, type Sandbox } from '#lib/sandbox/index.ts';
import { newId } from '#lib/std/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../../test/support/partner.ts';

let test: TestDatabase;
let sandbox: Sandbox;
let noor: TestPartner;
let madar: TestPartner;
let createdId: string;

async function call(partner: TestPartner, path: string, body?: unknown): Promise<Response> {
  return sandbox.handle(
    new Request(`http://localhost/api/apps${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${partner.token}`,
        ...(body ? { 'content-type': 'application/json', 'idempotency-key': 'first-student' } : {}),
      },
      body: body ? JSON.stringify(body) : undefined,
    }),
    { clientAddress: '192.0.2.1' },
  );
}

beforeAll(async () => {
  test = await createTestDatabase();
  sandbox = createSandbox({ db: test.db });
  noor = await makePartner(test.db, 'noor');
  madar = await makePartner(test.db, 'madar', { scopes: [] });
  const { data } = await (await call(noor, '/education/sections')).json();
  const created = await call(noor, '/education/students', {
    full_name: 'Omar Khalid Al-Harbi',
    national_id: '1999999999',
    birth_date: '2015-03-14',
    gender: 'male',
    grade_id: data[0].grade_id,
    section_id: data[0].id,
  });
  createdId = created.headers.get('x-request-id') ?? '';
  await call(noor, '/education/students/0');
  await call(madar, '/education/students');
  await sandbox.close();
});
afterAll(() => test.drop());

const paths = async (query: Record<string, string>) => {
  const { requests } = await listRequests(noor.ctx, noor.appId, requestFilter.parse(query));
  return requests.map(({ method, path, status }) => `${status} ${method} ${path}`);
};

describe('the request log', () => {
  it('shows the newest first', async () => {
    expect(await paths({})).toEqual([
      '404 GET /education/students/0',
      '201 POST /education/students',
      '200 GET /education/sections',
    ]);
  });

  it.each<[Record<string, string>, number]>([
    [{ status: '2xx' }, 2],
    [{ status: '4xx' }, 1],
    [{ status: '5xx' }, 0],
    [{ status: 'denied' }, 0],
    [{ method: 'POST' }, 1],
    [{ source: 'app' }, 3],
    [{ source: 'console' }, 0],
    [{ path: 'STUDENTS/' }, 1],
    [{ path: '%' }, 0],
    [{ operation: 'listSections' }, 1],
    [{ status: '201' }, 1],
    [{ status: 'errors' }, 1],
    [{ status: '404', method: 'GET' }, 1],
    [{ tenant: '1' }, 0],
    [{ idempotency: 'stored' }, 1],
    [{ idempotency: 'replayed' }, 0],
    [{ idempotency: 'conflict' }, 0],
    [{ since: '1h' }, 3],
    [{ until: '1h' }, 0],
    [{ until: '2020-01-01' }, 0],
    [{ id: 'nothing' }, 0],
    [{ status: 'nonsense', method: 'DROP TABLE', before: "x' or 1=1" }, 3],
    [{ tenant: '-1', installation: 'x', token: "'", since: 'soon', source: 'a' }, 3],
    [{ path: 'a\u0000b', operation: '\u0000' }, 0],
  ])('filtered by %o has %i', async (query, count) => {
    expect(await paths(query)).toHaveLength(count);
  });

  it('is narrowed by who called', async () => {
    const [token] = await listTokens(noor.ctx, noor.appId);
    const mine = { tenant: String(noor.tenantId), installation: noor.installationId };
    expect(await paths(mine)).toHaveLength(3);
    expect(await paths({ ...mine, token: token?.id ?? '' })).toHaveLength(3);
    expect(await paths({ ...mine, token: newId('tok') })).toEqual([]);
    expect(await paths({ ...mine, installation: madar.installationId })).toEqual([]);
    expect(await paths({ id: createdId })).toEqual(['201 POST /education/students']);
  });

  it('asked again with its mark tells what came since, and everything after a long absence', async () => {
    const first = await listRequests(noor.ctx, noor.appId, {});
    expect(first).toMatchObject({ isWhole: true, next: null });
    const news = await listRequests(noor.ctx, noor.appId, {}, first.mark);
    expect(news.isWhole).toBe(false);
    // What was written within the last seconds comes again: it is known by its id.
    expect(first.requests).toEqual(expect.arrayContaining(news.requests));
    const late = newId('req', Date.now() + 60_000);
    const later = await listRequests(noor.ctx, noor.appId, {}, late);
    expect(later).toMatchObject({ isWhole: false, requests: [] });
    const older = { before: first.requests[0]?.id };
    expect(await listRequests(noor.ctx, noor.appId, older, first.mark)).toMatchObject({
      isWhole: true,
    });
  });

  it('offers to be narrowed to what called', async () => {
    expect(await requestChoices(noor.ctx, noor.appId)).toMatchObject({
      tenants: [{ id: noor.tenantId, name: 'noor school' }],
      installations: [{ id: noor.installationId }],
      tokens: [{ label: expect.stringContaining(noor.token.slice(-4)) }],
    });
  });

  it('goes on where a page ended', async () => {
    const { requests } = await listRequests(noor.ctx, noor.appId, {});
    const before = requests[0]?.id ?? '';
    expect(await paths({ before })).toHaveLength(2);
  });

  it('shows nothing of another organization, whichever app is asked for', async () => {
    const theirs = listRequests(noor.ctx, madar.appId, {});
    await expect(theirs).rejects.toMatchObject({ code: 'not_found' });
    const [foreign] = await listTokens(madar.ctx, madar.appId);
    const token = requestFilter.parse({ token: foreign?.id });
    expect((await listRequests(noor.ctx, noor.appId, token)).requests).toEqual([]);
    expect(await listInstallations(noor.ctx, madar.appId)).toEqual([]);
    await expect(listTokens(noor.ctx, madar.appId)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listApps(noor.ctx)).toMatchObject([{ id: noor.appId, installations: 1 }]);
    await expect(getApp(noor.ctx, madar.appId)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('one request', () => {
  it('leads to the event it caused', async () => {
    const { row, events } = await getRequest(noor.ctx, noor.appId, createdId);
    expect(row).toMatchObject({ method: 'POST', status: 201, operationId: 'createStudent' });
    expect(events).toMatchObject([{ type: 'education.students.created', deliveries: [] }]);
  });

  it.each(['another organization', 'nobody', 'no id'])('is the same 404 for %s', async (whose) => {
    const ctx = whose === 'another organization' ? madar.ctx : noor.ctx;
    const appId = whose === 'another organization' ? madar.appId : noor.appId;
    const id = whose === 'nobody' ? newId('req') : whose === 'no id' ? '../x' : createdId;
    await expect(getRequest(ctx, appId, id)).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('shows of tokens their ends only', async () => {
  const tokens = await listTokens(noor.ctx, noor.appId);
  expect(tokens).toHaveLength(1);
  expect(JSON.stringify(tokens)).not.toContain(noor.token);
  expect(tokens[0]?.generations[0]?.hint).toBe(`okp_test_…${noor.token.slice(-4)}`);
});
