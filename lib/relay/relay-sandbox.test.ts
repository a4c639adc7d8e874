import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEnv } from '#lib/config/env.ts';
import { setConfig } from '#lib/config/runtime.ts';
import { consoleRequests } from '#lib/db/schema/console.ts';
import { events } from '#lib/db/schema/webhooks.ts';
import { sampleIds } from '#lib/domain/console/sample-ids.ts';
import { systemCtx } from '#lib/domain/transaction.ts';
import type { RelayCaller } from '#lib/relay/caller.ts';
import type { Relay, RelayTarget } from '#lib/relay/handle.ts';
import { registerSandbox } from '#lib/relay/upstreams.ts';
import { createSandbox, type Sandbox } from '#lib/sandbox/index.ts';
import { fixedClock } from '#lib/std/clock.ts';
import { newId } from '#lib/std/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { makePartner, type TestPartner } from '../../test/support/partner.ts';
import { portalUrl, settleRelays, testRelay } from '../../test/support/relay.ts';

let test: TestDatabase;
let sandbox: Sandbox;
let relay: Relay;
let settled: () => Promise<void>;
let noor: TestPartner;
let madar: TestPartner;
let demo: TestPartner;

beforeAll(async () => {
  test = await createTestDatabase();
  const config = parseEnv({ PORTAL_SECRET: 'a secret only for this test', PORTAL_URL: portalUrl });
  setConfig({ ...config, secret: config.secret ?? '', databaseUrl: test.url });
  sandbox = createSandbox({ db: test.db });
  registerSandbox((request, info) => sandbox.handle(request, info));
  noor = await makePartner(test.db, 'noor');
  madar = await makePartner(test.db, 'madar', { scopes: ['education.students.read'] });
  demo = await makePartner(test.db, 'demo');
  ({ relay, settled } = testRelay({ guests: { demoEmail: demo.email, callsPerMinute: 5 } }));
});
afterAll(async () => {
  registerSandbox(null);
  await sandbox.close();
  await settleRelays();
  await test.drop();
});

const at = (path: string, api = 'partners', environment = 'sandbox'): RelayTarget => ({
  api,
  environment,
  path,
});
const as = (partner: TestPartner): RelayCaller => ({ kind: 'user', ctx: partner.ctx });
// Guests are counted by the minute of the clock: it stands still, so that none ends meanwhile.
const clock = fixedClock(new Date());
const guest = (clientAddress: string): RelayCaller => ({
  kind: 'guest',
  ctx: { ...systemCtx(test.db, clock), clientAddress },
});
const ask = (init: RequestInit & { headers?: Record<string, string> } = {}) =>
  new Request(`${portalUrl}/api/relay`, init);
const post = (body: unknown, headers: Record<string, string> = {}) =>
  ask({
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('a signed-in developer', () => {
  it('calls as the default installation, with a token that is in no answer', async () => {
    const answer = await relay(ask(), at('/whoami'), as(noor));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-portal-upstream-status')).toBe('200');
    expect(answer.headers.get('x-request-id')).toMatch(/^req_/);
    expect(Number(answer.headers.get('x-portal-upstream-time'))).toBeGreaterThan(0);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ tenant_id: noor.tenantId, module: 'noor-app' });
    expect(text + JSON.stringify([...answer.headers])).not.toMatch(/okp_|bearer /i);
  });

  it('calls as a chosen installation, and cannot choose a credential by an own header', async () => {
    const headers = {
      'x-portal-installation': noor.installationId,
      authorization: `Bearer ${madar.token}`,
      cookie: 'a=b',
    };
    const answer = await relay(ask({ headers }), at('/whoami'), as(noor));
    expect(await answer.json()).toMatchObject({ tenant_id: noor.tenantId });
  });

  it.each(['another organization has', 'nobody has', 'is no id'])(
    'gets the same 404 for an installation that %s',
    async (which) => {
      const ids = { 'another organization has': madar.installationId, 'nobody has': newId('ins') };
      const id = which in ids ? ids[which as keyof typeof ids] : "ins_' or 1=1";
      const answer = await relay(
        ask({ headers: { 'x-portal-installation': id } }),
        at('/whoami'),
        as(noor),
      );
      expect(answer.status).toBe(404);
      expect(await answer.json()).toEqual({
        message: 'Your organization has no such installation. Choose another one in the console.',
        error: 'not_found',
      });
    },
  );

  it('creates a student: 201, with an event that the request caused', async () => {
    const lookup = async (path: string) => (await relay(ask(), at(path), as(noor))).json();
    const section = (await lookup('/education/sections')).data[0];
    const answer = await relay(
      post({
        full_name: 'سارة عبدالله القحطاني',
        national_id: '1109263748',
        birth_date: '2015-09-02',
        gender: 'female',
        grade_id: section.grade_id,
        section_id: section.id,
      }),
      at('/education/students'),
      as(noor),
    );
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toMatch(/education\/students\/\d+$/);
    const rows = await test.db.select().from(events);
    expect(rows.map((row) => row.requestId)).toContain(answer.headers.get('x-request-id'));
  });

  it('sees refusals of the API as they are', async () => {
    const denied = await relay(post({}), at('/education/students'), as(madar));
    expect(denied.status).toBe(403);
    expect(await denied.json()).toMatchObject({ scope: 'education.students.write' });
    const missing = await relay(ask(), at('/education/students/0'), as(noor));
    expect(missing.status).toBe(404);
    const method = await relay(ask({ method: 'DELETE' }), at('/whoami'), as(noor));
    expect(method.status).toBe(405);
    expect(method.headers.get('allow')).toBe('GET');
  });

  it('finds the request in the history, without secrets', async () => {
    await relay(
      post({ password: 'hunter22', full_name: 'Omar' }, { 'idempotency-key': 'k-77' }),
      at('/education/students?api_key=abc'),
      as(noor),
    );
    await settled();
    const rows = await test.db.select().from(consoleRequests);
    const row = rows.find(({ path }) => path.includes('api_key'));
    expect(row).toMatchObject({
      userId: noor.userId,
      method: 'POST',
      path: '/education/students?api_key=[redacted]',
      status: 422,
      requestBody: '{"password":"[redacted]","full_name":"Omar"}',
      upstreamRequestId: expect.stringMatching(/^req_/),
    });
    expect(JSON.stringify(rows)).not.toMatch(/okp_test|hunter22|Bearer/);
  });

  it('may only read when a viewer', async () => {
    const viewer: RelayCaller = {
      kind: 'user',
      ctx: { ...noor.ctx, actor: { ...noor.ctx.actor, role: 'viewer' } },
    };
    expect((await relay(ask(), at('/whoami'), viewer)).status).toBe(200);
    expect((await relay(post({}), at('/education/students'), viewer)).status).toBe(403);
  });

  it('is refused an unknown environment or API', async () => {
    for (const target of [at('/', 'partners', 'staging'), at('/', 'nothing'), at('/', 'okta')]) {
      const answer = await relay(ask(), target, as(noor));
      expect([answer.status, (await answer.json()).error]).toEqual([404, 'not_found']);
    }
  });

  it('is refused what another site started, also for reading', async () => {
    const answer = await relay(
      ask({ headers: { 'sec-fetch-site': 'cross-site' } }),
      at('/whoami'),
      as(noor),
    );
    expect((await answer.json()).error).toBe('foreign_origin');
  });
});

it('proposes records that are in the tenant', async () => {
  const samples = (await sampleIds(noor.ctx, [noor.tenantId, madar.tenantId])).get(noor.tenantId);
  const get = async (path: string) => (await relay(ask(), at(path), as(noor))).json();
  const section = (await get('/education/sections')).data[0];
  expect(samples).toEqual({
    section_id: section.id,
    grade_id: section.grade_id,
    student_id: (await get('/education/students')).data[0].id,
    guardian_id: (await get('/education/guardians')).data[0].id,
    employee_id: (await get('/employees/directory')).data[0].id,
  });
});

describe('a guest', () => {
  it('reads the demo tenant', async () => {
    const answer = await relay(ask(), at('/whoami'), guest('198.51.100.1'));
    expect(await answer.json()).toMatchObject({ tenant_id: demo.tenantId });
  });

  it('is asked to sign in for a write, for a choice of another environment and for other APIs', async () => {
    for (const [request, target] of [
      [post({}), at('/education/students')],
      [ask(), at('/whoami', 'partners', 'production')],
      [ask(), at('/x', 'petstore', 'server-1')],
    ] as const) {
      const answer = await relay(request, target, guest('198.51.100.2'));
      expect([answer.status, (await answer.json()).error]).toEqual([401, 'not_signed_in']);
    }
  });

  it.each([
    ['x-portal-installation', () => noor.installationId],
    ['x-portal-installation', () => demo.installationId],
    ['x-portal-credential', () => newId('crd')],
    ['x-portal-credential', () => 'no id'],
  ])('cannot choose as whom to call: %s', async (name, value) => {
    const headers = { [name]: value() };
    const answer = await relay(ask({ headers }), at('/whoami'), guest('198.51.100.3'));
    expect([answer.status, (await answer.json()).error]).toEqual([401, 'not_signed_in']);
  });

  it('is slowed down by address', async () => {
    const statuses = [];
    for (let i = 0; i < 6; i++) {
      const answer = await relay(ask(), at('/whoami'), guest('198.51.100.4'));
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await relay(ask(), at('/whoami'), guest('198.51.100.5'))).status).toBe(200);
  });

  it('has nothing to read where there is no demo', async () => {
    const { relay: plain } = testRelay();
    expect((await plain(ask(), at('/whoami'), guest('198.51.100.6'))).status).toBe(401);
  });
});

it('tells a connection that the sandbox drops as one that broke', async () => {
  const answer = await relay(
    ask({ headers: { 'x-sandbox-fault': 'drop' } }),
    at('/whoami'),
    as(noor),
  );
  expect(answer.status).toBe(502);
  expect((await answer.json()).error).toBe('upstream_unreachable');
});
