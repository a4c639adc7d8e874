import { actions } from './support/app-routes.ts';
import { callAction } from './support/call-action.ts';
import { expect, test } from './support/test.ts';
import { absentLike, makeMember, makeThings, signedIn } from './support/things.ts';

const create = 'app/dashboard/apps/new/actions.ts createAppAction';
const save = 'app/dashboard/apps/[app]/manifest/actions.ts saveManifestAction';
const apply = 'app/apply/actions.ts applyAction';
const change = 'app/dashboard/sessions/actions.ts changePasswordAction';
const decisions = ['approveAction', 'renewLinkAction', 'declineAction'].map(
  (name) => `app/admin/applications/actions.ts ${name}`,
);

/** Actions that ask for no account, and what they ask for instead. */
const open: Readonly<Record<string, string>> = {
  'app/apply/actions.ts confirmAction': 'the secret of a mail',
  'app/invitations/actions.ts joinAnewAction': 'the secret of an invitation',
  'app/invitations/actions.ts joinSignedInAction': 'the secret of an invitation',
  'app/signin/actions.ts signInAction': 'the password',
  'app/signin/actions.ts signOutAction': 'nothing: it ends the own session',
  'app/signin/password-actions.ts forgotAction': 'nothing: it answers every address alike',
  'app/signin/password-actions.ts choosePasswordAction': 'the secret of a mail',
};

// Hexadecimal, because ids are made of it here, and they have no i, l, o and u.
const tag = () => Math.random().toString(16).slice(2, 10);
const appsIn = (html: string) => new Set(html.match(/\bapp_[0-9a-z]{26}/g));

test('every action is known to these tests', () => {
  const known = [create, save, apply, change, ...decisions, ...Object.keys(open)];
  expect([...actions].sort()).toEqual(known.sort());
});

test('an action with another organization’s id, without the right, or without an account does nothing', async ({
  browser,
  playwright,
  baseURL,
}) => {
  const [own, other] = await Promise.all([makeThings(browser), makeThings(browser)]);
  const guest = await playwright.request.newContext({ baseURL: baseURL ?? '' });
  const viewer = await signedIn(browser, await makeMember(own.partner.org, 'viewer'));

  const newApp = { start: 'type', type: 'external', name: 'Masar Bus', slug: `bus-${tag()}` };
  const unknown = await callAction(guest, '/dashboard/apps/new', create, newApp);
  expect(unknown.text).toContain('"problems":["You are signed out.');
  const refused = await callAction(viewer, '/dashboard/apps/new', create, newApp);
  expect(refused.text).toContain('"problems":["');
  expect(refused.location).toBeNull();

  const page = `/dashboard/apps/${own.things.app}/manifest`;
  const draft = { source: 'slug: taken-over', format: 'yaml', revision: '0' };
  const foreign = await callAction(own.api, page, save, { ...draft, app: other.things.app });
  const absent = { ...draft, app: absentLike(other.things.app) };
  expect(foreign.text).toContain('"problem"');
  expect(await callAction(own.api, page, save, absent)).toEqual(foreign);
  const theirs = await other.api.get(`/api/portal/apps/${other.things.app}/manifest`);
  expect(await theirs.text()).not.toContain('taken-over');
  const looking = await callAction(viewer, page, save, { ...draft, app: own.things.app });
  expect(looking.text).toContain('"problem"');

  for (const decision of decisions) {
    const id = { id: 'apl_01k0000000000000000000abcd', reason: 'We know them.' };
    const answers = [own.api, guest].map((api) =>
      callAction(api, '/admin/applications', decision, id),
    );
    for (const { text } of await Promise.all(answers)) {
      // Not even that the action is there is told: the page is not there for them.
      expect(text ?? '').not.toMatch(/"done"|"link"/);
    }
  }

  const wish = {
    current: own.partner.password,
    password: 'amber-lake-stone-81',
    again: 'amber-lake-stone-81',
  };
  expect((await callAction(guest, '/dashboard/sessions', change, wish)).text ?? '').not.toContain(
    '"ended"',
  );
});

test('what is sent twice at the same time has one effect', async ({
  browser,
  playwright,
  baseURL,
}) => {
  const { partner, api, things } = await makeThings(browser);
  const base = `/api/portal/apps/${partner.app}`;
  const twice = async (url: string, data: object) => {
    const answers = await Promise.all([api.post(url, { data }), api.post(url, { data })]);
    return answers.map((answer) => answer.status()).sort();
  };

  await test.step('an app', async () => {
    const before = appsIn(await (await api.get('/dashboard')).text()).size;
    const form = { start: 'type', type: 'embedded', name: 'Rafeeq', slug: `rafeeq-${tag()}` };
    const both = [0, 1].map(() => callAction(api, '/dashboard/apps/new', create, form));
    const [one, again] = await Promise.all(both);
    expect(one).toMatchObject({ location: expect.stringContaining('/manifest') });
    expect(again?.location).toBe(one?.location);
    expect(appsIn(await (await api.get('/dashboard')).text()).size).toBe(before + 1);
  });

  await test.step('an application', async () => {
    const guest = await playwright.request.newContext({ baseURL: baseURL ?? '' });
    const html = await (await guest.get('/apply')).text();
    const secret = /name="secret" value="([^"]+)"/.exec(html)?.[1] ?? '';
    expect(secret).not.toBe('');
    const form = {
      secret,
      company: `Masar ${tag()}`,
      site: 'masar.example',
      contactName: 'Sara Al-Zahrani',
      email: `sara@${tag()}.example`,
      useCase: 'We show the attendance of each pupil to the guardians in our own app.',
      integrationType: 'external',
    };
    const both = [0, 1].map(() => callAction(guest, '/apply', apply, form));
    const [one, again] = await Promise.all(both);
    expect(one?.location).toContain(`/apply/status/${secret}`);
    expect(again?.location).toBe(one?.location);
  });

  await test.step('a rotation, an endpoint, a replay, an installation', async () => {
    const rotate = { action: 'rotate', generation: 1, graceMs: 3_600_000 };
    expect(await twice(`${base}/tokens/${things.token}`, rotate)).toEqual([200, 409]);
    const token = (await (await api.get(`${base}/tokens`)).json()).tokens.find(
      ({ id }: { id: string }) => id === things.token,
    );
    expect(token.generations).toHaveLength(2);

    const endpoint = {
      endpointId: `whe_${tag().padEnd(26, '0')}`,
      url: 'https://masar.example/hooks',
      events: ['education.students.created'],
    };
    expect(await twice(`${base}/webhooks`, endpoint)).toEqual([200, 409]);

    const replay = {
      jobId: `job_${tag().padEnd(26, '0')}`,
      what: 'all',
      ids: [things.delivery],
    };
    const before = (await (await api.get(`${base}/replays`)).json()).length;
    const statuses = await twice(`${base}/replays`, replay);
    expect(statuses).toEqual([200, 409]);
    expect((await (await api.get(`${base}/replays`)).json()).length).toBe(before + 1);

    await api.post(`${base}/installations/${things.installation}`, {
      data: { action: 'uninstall' },
    });
    const page = `/dashboard/apps/${partner.app}/installations`;
    const consent = { action: 'consent', tenantId: partner.tenant_id, scopes: await askedBy(page) };
    const answers = await Promise.all(
      [0, 1].map(() => api.post(`${base}/scopes`, { data: consent })),
    );
    const tokens = await Promise.all(answers.map(async (one) => (await one.json()).token));
    expect(tokens.filter((one) => typeof one === 'string')).toHaveLength(1);
  });

  async function askedBy(page: string): Promise<string[]> {
    const html = await (await api.get(`${page}/consent?tenant=${partner.tenant_id}`)).text();
    return [
      ...new Set(
        html.match(
          /\b(?:education|notifications|employees|reports|curriculum|grading)\.[a-z_.]+\.(?:read|write|send)\b/g,
        ),
      ),
    ];
  }
});

const evil = ['=HYPERLINK("https://evil.example")', '+1', '@x', '<img src=x onerror=alert(1)>'];

test('names that are markup, formulas or turn the direction are inert on pages and in files', async ({
  browser,
  page,
}) => {
  test.setTimeout(300_000);
  const { partner, api } = await makeThings(browser);
  const base = `/api/portal/apps/${partner.app}`;
  await page.context().addCookies((await api.storageState()).cookies);
  for (const [at, start] of evil.entries()) {
    const name = `${start} \u202e\u2067مدارس ${at}`;
    const made = await api.post(`${base}/tenants`, { data: { name, size: 'small' } });
    const { jobId } = await made.json();
    await expect(async () => {
      const job = await api.get(`${base}/tenants/jobs/${jobId}`);
      expect(await job.text()).toContain('"status":"done"');
    }).toPass({ timeout: 60_000 });
  }
  await api.post('/api/portal/credentials', {
    data: { api: 'partners', environment: 'dev', name: '=1+1', token: 'okp_test_0123456789abcdef' },
  });
  await page.goto(`/dashboard/apps/${partner.app}/installations`);
  for (const start of evil) {
    await expect(page.getByRole('row').filter({ hasText: start }).first()).toBeVisible();
  }
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  expect(await page.content()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  for (const file of [
    '/api/portal/audit/export?format=csv',
    `${base}/deliveries/export?format=csv`,
  ]) {
    const csv = await (await api.get(file)).text();
    expect(csv.split('\r\n').length).toBeGreaterThan(2);
    for (const cell of csv.split(/\r\n|,/)) expect(cell, file).not.toMatch(/^"?[\s\p{Cf}]*[=+@]/u);
  }
});
