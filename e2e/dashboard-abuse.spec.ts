import { type APIRequestContext, type Browser, request as requests } from '@playwright/test';
import {
  dashboardPages,
  filled,
  paramsOf,
  portalRoutes,
  serverActions,
} from './support/app-files.ts';
import { reviewerPage, signIn } from './support/entry.ts';
import { makePartner, type Partner } from './support/partner.ts';
import { absentIds, type Ids, makeEverything } from './support/partner-ids.ts';
import { actionsKeptApart, portalMutations } from './support/portal-mutations.ts';
import { expect, test } from './support/test.ts';

test.describe.configure({ mode: 'serial' });
test.setTimeout(240_000);

/** Who asks, and whose things are asked for. */
let asker: { partner: Partner; ids: Ids; request: APIRequestContext };
let other: { partner: Partner; ids: Ids; request: APIRequestContext };
let absent: Ids;

async function enter(browser: Browser, baseURL: string | undefined) {
  const partner = await makePartner();
  const page = await (await browser.newContext({ baseURL })).newPage();
  await signIn(page, baseURL, partner);
  return { partner, request: page.request, ids: await makeEverything(partner, page.request) };
}

test.beforeAll(async ({ browser, baseURL }) => {
  asker = await enter(browser, baseURL);
  other = await enter(browser, baseURL);
  absent = absentIds();
});

// The same word stands for different things below different addresses.
const renamed: Record<string, Record<string, keyof Ids>> = {
  '/api/portal/account-notices/[notice]': { notice: 'accountNotice' },
  '/api/portal/apps/[app]/tenants/jobs/[job]': { job: 'tenantJob' },
  '/api/portal/okta/tokens/[token]': { token: 'oktaToken' },
  '/dashboard/okta/logs/[request]': { request: 'oktaRequest' },
};

function valuesFor(address: string, ids: Ids): Record<string, string> {
  return Object.fromEntries(
    paramsOf(address).map((name) => {
      const kind = renamed[address]?.[name] ?? name;
      expect(Object.keys(ids), `${address}: an id for [${name}] is not made`).toContain(kind);
      return [name, ids[kind as keyof Ids]];
    }),
  );
}

/** Every way to put at least one of `strange`'s ids in an address, the others being the asker's own. */
function mixed(address: string, strange: Ids): string[] {
  const names = paramsOf(address);
  const [own, theirs] = [valuesFor(address, asker.ids), valuesFor(address, strange)];
  return Array.from({ length: 2 ** names.length - 1 }, (_, index) => {
    const values = names.map((name, bit) => [
      name,
      (index + 1) & (1 << bit) ? (theirs[name] ?? '') : (own[name] ?? ''),
    ]);
    return filled(address, Object.fromEntries(values));
  });
}

/** What a reader sees of an answer: no scripts, and no id that the address had. */
function seen(text: string): string {
  const ids = [asker.ids, other.ids, absent].flatMap((some) => Object.values(some));
  const bare = text.replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '');
  return ids.reduce((rest, id) => rest.replaceAll(id, '…'), bare);
}

async function ask(method: string, path: string, data?: object) {
  const answer = await asker.request.fetch(path, { method, data, maxRedirects: 0 });
  return { status: answer.status(), text: seen(await answer.text()) };
}

/** The answer to ids of another organization is 404, and the one to ids that nothing has. */
async function expectSame404(method: string, address: string, data?: object): Promise<void> {
  const strange = mixed(address, other.ids);
  const nobodys = mixed(address, absent);
  for (const [index, path] of strange.entries()) {
    const what = `${method} ${path} ${JSON.stringify(data ?? {})}`;
    const theirs = await ask(method, path, data);
    expect(theirs.status, `${what}: ${theirs.text.slice(0, 300)}`).toBe(404);
    expect(await ask(method, nobodys[index] ?? '', data), what).toEqual(theirs);
  }
}

test('every page of the dashboard answers 404 to ids of another organization', async () => {
  const withIds = dashboardPages.filter((address) => paramsOf(address).length > 0);
  expect(withIds.length).toBeGreaterThan(12);
  for (const address of withIds) await expectSame404('GET', address);
  const consent = `/dashboard/apps/${asker.ids.app}/installations/consent?tenant=`;
  const theirs = await ask('GET', consent + other.ids.tenant);
  expect(theirs.status).toBe(404);
  expect(await ask('GET', consent + absent.tenant)).toEqual(theirs);
});

test('ids of another organization in a query show nothing of it', async () => {
  const { app, delivery, endpoint, installation, token } = other.ids;
  const own = `/dashboard/apps/${asker.ids.app}`;
  for (const path of [
    `${own}/logs?token=${token}`,
    `${own}/logs?installation=${installation}`,
    `${own}/logs?tenant=${other.ids.tenant}`,
    `${own}/logs?id=${other.ids.request}`,
    `${own}/deliveries?endpoint=${endpoint}`,
    `${own}/deliveries?id=${delivery}`,
    `${own}/webhooks/verify?delivery=${delivery}`,
    `/dashboard/audit?target=${app}`,
    `/dashboard/history?id=${other.ids.credential}`,
  ]) {
    const answer = await asker.request.get(path);
    const text = await answer.text();
    expect(text, path).not.toContain(other.partner.email);
    expect(text, path).not.toContain(`href="/dashboard/apps/${app}`);
  }
});

test('every JSON address and export answers 404 to ids of another organization', async () => {
  const gets = portalRoutes.filter((route) => route.startsWith('GET '));
  expect(gets.length).toBeGreaterThan(10);
  for (const route of gets) await expectSame404('GET', route.slice(4));
});

test('every mutation answers 404 to ids of another organization, in the address and in the body', async () => {
  const changing = portalRoutes.filter((route) => !route.startsWith('GET '));
  expect(changing.filter((route) => !portalMutations[route])).toEqual([]);
  expect(Object.keys(portalMutations).filter((route) => !changing.includes(route))).toEqual([]);
  for (const route of changing) {
    const [method = '', address = ''] = route.split(' ');
    const { bodies = [], foreign } = portalMutations[route] ?? {};
    for (const body of bodies) await expectSame404(method, address, body);
    if (!foreign) continue;
    const path = filled(address, valuesFor(address, asker.ids));
    const nobodys = foreign(absent);
    for (const [index, body] of foreign(other.ids).entries()) {
      const theirs = await ask(method, path, body);
      expect(theirs.status, `${route} ${JSON.stringify(body)}: ${theirs.text}`).toBe(404);
      expect(await ask(method, path, nobodys[index]), route).toEqual(theirs);
    }
  }
});

test('the command line’s addresses answer 404 to listeners of another organization', async () => {
  const headers = { authorization: `Bearer ${other.partner.token}` };
  const opened = await other.request.post('/api/portal/listen', {
    headers,
    data: { forwardUrl: 'http://127.0.0.1:9/hook' },
  });
  const { endpointId } = await opened.json();
  const mine = { authorization: `Bearer ${asker.partner.token}` };
  const report = { deliveryId: absent.delivery, fence: 1, attempt: {} };
  for (const id of [endpointId, absent.endpoint]) {
    for (const [method, path, data] of [
      ['POST', `/api/portal/listen/${id}`, { limit: 1, waitMs: 0 }],
      ['POST', `/api/portal/listen/${id}/results`, report],
      ['DELETE', `/api/portal/listen/${id}`, undefined],
    ] as const) {
      const answer = await asker.request.fetch(path, { method, data, headers: mine });
      expect(answer.status(), `${method} ${path}: ${await answer.text()}`).toBe(404);
    }
  }
});

/** The hidden fields by which a form without a script calls its action. */
function hiddenFields(html: string, near: string): Record<string, string> {
  const forms = [...html.matchAll(/<form\b[\s\S]*?<\/form>/g)].map(([form]) => form);
  const form = forms.find((one) => one.includes(near)) ?? '';
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)];
  const plain = (text = '') => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  return Object.fromEntries(fields.map(([, name, value]) => [plain(name), plain(value)]));
}

test('every server action keeps to the own organization', async ({ browser, baseURL }) => {
  expect([...serverActions].sort()).toEqual(Object.keys(actionsKeptApart).sort());

  const manifest = `/dashboard/apps/${asker.ids.app}/manifest`;
  const html = await (await asker.request.get(manifest)).text();
  const fields = hiddenFields(html, 'name="revision"');
  expect(Object.keys(fields).some((name) => name.startsWith('$ACTION'))).toBe(true);
  const theirs = `/api/portal/apps/${other.ids.app}/manifest`;
  const before = await (await other.request.get(theirs)).text();
  const multipart = { ...fields, app: other.ids.app, source: 'slug: mine', format: 'yaml' };
  const answer = await asker.request.post(manifest, { multipart: { ...multipart, revision: '0' } });
  expect(await answer.text()).toContain('The requested resource was not found.');
  expect(await (await other.request.get(theirs)).text()).toBe(before);

  const reviewer = await reviewerPage(browser, baseURL);
  const applications = '/admin/applications?status=pending';
  const visitor = await requests.newContext({ baseURL });
  expect((await visitor.get(applications)).status()).toBe(404);
  expect((await asker.request.get(applications)).status()).toBe(404);
  expect((await reviewer.request.get(`${baseURL}${applications}`)).status()).toBe(200);
});

test('every mutation refuses a foreign origin, whoever asks', async () => {
  const strange: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  const targets = [
    ...portalRoutes.filter((route) => !route.startsWith('GET ')),
    ...dashboardPages.map((address) => `POST ${address}`),
    'POST /signin',
    'POST /signout',
    'POST /apply',
  ];
  for (const target of targets) {
    const [method = '', address = ''] = target.split(' ');
    const path = filled(address, valuesFor(address, asker.ids));
    for (const headers of strange) {
      const answer = await asker.request.fetch(path, { method, headers, data: {} });
      expect(answer.status(), `${target} ${JSON.stringify(headers)}`).toBe(403);
      expect((await answer.json()).error).toBe('foreign_origin');
    }
  }
});

test('who is not signed in reads and changes nothing', async ({ baseURL }) => {
  const visitor = await requests.newContext({ baseURL });
  for (const address of dashboardPages) {
    const path = filled(address, valuesFor(address, other.ids));
    const answer = await visitor.get(path, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(307);
    expect(answer.headers().location, path).toMatch(/^\/signin/);
  }
  for (const route of portalRoutes.filter((one) => !one.endsWith('/samples'))) {
    const [method = '', address = ''] = route.split(' ');
    const path = filled(address, valuesFor(address, other.ids));
    const answer = await visitor.fetch(path, { method, data: method === 'GET' ? undefined : {} });
    expect(answer.status(), route).toBe(address.includes('/review/') ? 404 : 401);
  }
});

test('two submits at once have one effect', async () => {
  const { request, ids } = asker;
  const ofApp = `/api/portal/apps/${ids.app}`;
  const twice = async (path: string, data: object) => {
    const answers = await Promise.all([1, 2].map(() => request.post(path, { data })));
    return answers.map((answer) => answer.status()).sort();
  };
  const { installation: installationId } = ids;
  const tokenId = `tok_${ids.app.slice(4)}`;
  expect(await twice(`${ofApp}/tokens`, { tokenId, installationId })).toEqual([200, 409]);
  const rotate = { action: 'rotate', generation: 1 };
  expect(await twice(`${ofApp}/tokens/${tokenId}`, rotate)).toEqual([200, 409]);
  expect(await twice(`${ofApp}/tokens/${tokenId}`, { action: 'revoke' })).toEqual([200, 200]);
  const listed = await (await request.get(`${ofApp}/tokens`)).json();
  const token = listed.tokens.find((one: { id: string }) => one.id === tokenId);
  expect(token.generations).toHaveLength(2);
  const okta = { kind: 'api', tokenId: '00Tabcdefghijklmnopq', name: 'Nightly import' };
  expect(await twice('/api/portal/okta/tokens', okta)).toEqual([200, 409]);
  expect(await twice('/api/portal/okta/tokens/00Tabcdefghijklmnopq', { action: 'revoke' })).toEqual(
    [200, 200],
  );
  const origin = { action: 'add', origin: 'https://app.masar.example' };
  expect(await twice('/api/portal/okta/origins', origin)).toEqual([200, 200]);
  const invitation = { action: 'invite', email: 'khalid@example.com', role: 'developer' };
  expect((await twice('/api/portal/team', invitation)).filter((status) => status >= 500)).toEqual(
    [],
  );
  const school = { name: 'مدارس الرواد', size: 'small' };
  expect(await twice(`${ofApp}/tenants`, school)).toEqual([200, 409]);
  const remove = { action: 'uninstall' };
  expect(await twice(`${ofApp}/installations/${installationId}`, remove)).toEqual([200, 404]);

  const trail = await (await request.get('/api/portal/audit/export?format=ndjson')).text();
  const acts = trail
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const count = (action: string, subject?: string) =>
    acts.filter((act) => act.action === action && (!subject || act.subject === subject)).length;
  expect(count('token.issued', tokenId)).toBe(1);
  expect(count('token.rotated', tokenId)).toBe(1);
  expect(count('token.revoked', tokenId)).toBe(1);
  expect(count('okta_token.issued', okta.tokenId)).toBe(1);
  expect(count('okta_token.revoked', okta.tokenId)).toBe(1);
  expect(count('app.uninstalled', installationId)).toBe(1);
  expect(
    acts.filter(
      ({ action, details }) => action === 'okta_origin.trusted' && details.origin === origin.origin,
    ),
  ).toHaveLength(1);
  const invited = acts.filter(
    ({ action, details }) => action === 'invitation.created' && details.email === invitation.email,
  );
  expect(invited).toHaveLength(1);
});
