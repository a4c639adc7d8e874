import type { APIRequestContext, APIResponse } from '@playwright/test';
import { fill, handlers, pages, parametersOf } from './support/app-routes.ts';
import { mutations, naming, personal } from './support/mutations.ts';
import { expect, test } from './support/test.ts';
import { absentLike, makeMember, makeThings, signedIn, type Things } from './support/things.ts';

type Ids = Readonly<Record<string, string>>;

const portalHandlers = handlers.filter(({ address }) => address.startsWith('/api/portal/'));
const keyOf = ({ method, address }: { method: string; address: string }) => `${method} ${address}`;
const inside = portalHandlers.filter((one) => personal[keyOf(one)] === undefined);
const privatePages = pages.filter((one) => /^\/(dashboard|admin)\b/.test(one));

/** What the parameters of an address stand for, taken from one organization's things. */
function idsFor(address: string, things: Things): Ids {
  return {
    ...things,
    notice: 'ntc_01k0000000000000000000abcd',
    token: address.includes('/okta/') ? things.oktaToken : things.token,
    request: address.includes('/okta/') ? things.oktaRequest : things.request,
    job: address.includes('/tenants/') ? things.tenantJob : things.replay,
    application: 'apl_01k0000000000000000000abcd',
  };
}

function ask(api: APIRequestContext, method: string, url: string, data?: object, headers = {}) {
  const body = method === 'GET' || data === undefined ? {} : { data };
  return api.fetch(url, { method, maxRedirects: 0, headers, ...body });
}

/** What an answer says, without what differs from request to request. */
async function told(response: APIResponse) {
  const { error, message, ...rest } = await response.json().catch(() => ({}));
  return { status: response.status(), error, message, more: Object.keys(rest) };
}

const auditOf = async (api: APIRequestContext) =>
  (await (await api.get('/api/portal/audit/export?format=ndjson')).text()).split('\n').length;

test.describe.configure({ timeout: 300_000 });

test('every changing route of the portal is known to this walk', () => {
  const known = new Set([...Object.keys(mutations), ...Object.keys(personal)]);
  const changing = portalHandlers.filter(({ method }) => method !== 'GET').map(keyOf);
  expect(changing.filter((one) => !known.has(one))).toEqual([]);
  expect([...known].filter((one) => !changing.includes(one))).toEqual([]);
});

test('ids of another organization are the same 404 as ids that nothing has, and change nothing', async ({
  browser,
}) => {
  const [own, other] = await Promise.all([makeThings(browser), makeThings(browser)]);
  const before = [await auditOf(own.api), await auditOf(other.api)];

  await test.step('in every address of the portal’s JSON, each parameter by itself', async () => {
    for (const { method, address } of inside) {
      for (const name of parametersOf(address).filter((one) => one !== 'notice')) {
        const mine = idsFor(address, own.things);
        const theirs = idsFor(address, other.things)[name] ?? '';
        for (const { body } of mutations[keyOf({ method, address })] ?? [{ body: () => ({}) }]) {
          const answers = [theirs, absentLike(theirs)].map(async (id) =>
            told(
              await ask(own.api, method, fill(address, { ...mine, [name]: id }), body(own.things)),
            ),
          );
          const [foreign, absent] = await Promise.all(answers);
          const what = `${method} ${address}, ${name}, ${JSON.stringify(body(own.things))}`;
          expect(foreign, what).toMatchObject({ status: 404, error: 'not_found' });
          expect(absent, what).toEqual(foreign);
        }
      }
    }
  });

  await test.step('in every body that names something', async () => {
    for (const [address, body] of naming) {
      const url = fill(address, idsFor(address, own.things));
      const missing = Object.fromEntries(
        Object.entries(other.things).map(([name, id]) => [name, absentLike(id)]),
      ) as Things; // The same names, so the same things.
      const foreign = await told(await ask(own.api, 'POST', url, body(other.things)));
      const what = `${address} ${JSON.stringify(body(other.things))}`;
      // A test event goes to a school that has the app: another one is none of them, whoever owns it.
      if (what.includes('"test"')) expect(foreign, what).toMatchObject({ status: 409 });
      else expect(foreign, what).toMatchObject({ status: 404, error: 'not_found' });
      expect(await told(await ask(own.api, 'POST', url, body(missing))), what).toEqual(foreign);
    }
  });

  await test.step('in the relay’s headers', async () => {
    const url = '/api/relay/partners/sandbox/whoami';
    for (const [header, id] of [
      ['x-portal-installation', other.things.installation],
      ['x-portal-credential', other.things.credential],
    ] as const) {
      const foreign = await told(await ask(own.api, 'GET', url, undefined, { [header]: id }));
      const nobody = { [header]: absentLike(id) };
      expect(foreign.status, header).toBeGreaterThanOrEqual(400);
      expect(await told(await ask(own.api, 'GET', url, undefined, nobody))).toEqual(foreign);
    }
  });

  await test.step('on every page', async () => {
    for (const address of privatePages) {
      for (const name of parametersOf(address)) {
        const theirs = idsFor(address, other.things)[name] ?? '';
        const texts = await Promise.all(
          [theirs, absentLike(theirs)].map(async (id) => {
            const ids = { ...idsFor(address, own.things), [name]: id };
            const answer = await own.api.get(fill(address, ids), { maxRedirects: 0 });
            return { status: answer.status(), heading: headingOf(await answer.text()) };
          }),
        );
        expect(texts[0], `${address}, ${name}`).toMatchObject({ status: 404 });
        expect(texts[1], `${address}, ${name}`).toEqual(texts[0]);
      }
      if (address.startsWith('/admin')) {
        const url = fill(address, idsFor(address, own.things));
        expect((await own.api.get(url, { maxRedirects: 0 })).status(), address).toBe(404);
      }
    }
  });

  await test.step('in what narrows a list or a file', async () => {
    const base = `/api/portal/apps/${own.things.app}`;
    for (const url of [
      `${base}/deliveries?endpoint=${other.things.endpoint}`,
      `${base}/deliveries/export?format=csv&endpoint=${other.things.endpoint}`,
      `${base}/deliveries/export?format=ndjson&event=${other.things.delivery}`,
      `${base}/logs?installation=${other.things.installation}`,
      '/api/portal/audit/export?format=csv',
    ]) {
      const text = await (await own.api.get(url)).text();
      for (const id of Object.values(other.things).filter((one) => one.length > 9)) {
        expect(text, url).not.toContain(id);
      }
    }
  });

  expect([await auditOf(own.api), await auditOf(other.api)]).toEqual(before);
});

const headingOf = (html: string) => /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1];

test('guests are sent to sign in, or told so', async ({ browser, playwright, baseURL }) => {
  const { things } = await makeThings(browser);
  const guest = await playwright.request.newContext({ baseURL: baseURL ?? '' });
  for (const address of privatePages) {
    const answer = await guest.get(fill(address, idsFor(address, things)), { maxRedirects: 0 });
    expect([303, 307], address).toContain(answer.status());
    expect(answer.headers().location, address).toContain('/signin');
  }
  for (const one of portalHandlers.filter(({ address }) => !/samples|review/.test(address))) {
    const { method, address } = one;
    const [mutation] = mutations[keyOf(one)] ?? [];
    const url = fill(address, idsFor(address, things));
    const answer = await told(await ask(guest, method, url, mutation?.body(things) ?? {}));
    expect(answer.status, keyOf(one)).toBe(401);
  }
});

test('viewers change nothing, whatever they send', async ({ browser }) => {
  const { partner, api, things } = await makeThings(browser);
  const viewer = await signedIn(browser, await makeMember(partner.org, 'viewer'));
  const before = await auditOf(api);
  for (const one of inside.filter(({ method }) => method !== 'GET')) {
    const url = fill(one.address, idsFor(one.address, things));
    for (const { body, viewer: may } of mutations[keyOf(one)] ?? []) {
      const { status } = await told(await ask(viewer, one.method, url, body(things)));
      const what = `${keyOf(one)} ${JSON.stringify(body(things))}`;
      if (may) expect(status, what).not.toBe(403);
      // A notice that is not there is none of theirs either.
      else expect(url.includes('ntc_') ? [403, 404] : [403], what).toContain(status);
    }
  }
  const kept = (await auditOf(api)) - before;
  // Their own credential, which they may keep.
  expect(kept).toBeLessThanOrEqual(1);
});

test('pages of other sites change nothing', async ({ browser }) => {
  const { api, things } = await makeThings(browser);
  const before = await auditOf(api);
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  const changing = handlers.filter(({ method }) => method !== 'GET');
  const everywhere = [...changing, ...pages.map((address) => ({ method: 'POST', address }))];
  for (const { method, address } of everywhere) {
    const url = addressWith(address, things);
    for (const headers of foreign) {
      const answer = await told(await ask(api, method, url, {}, headers));
      const what = `${method} ${address} ${JSON.stringify(headers)}`;
      expect(answer, what).toMatchObject({ status: 403, error: 'foreign_origin' });
    }
  }
  expect(await auditOf(api)).toBe(before);
});

/** Public pages take anything for what they do not know: the door refuses before they are asked. */
function addressWith(address: string, things: Things): string {
  const known = { ...idsFor(address, things) };
  for (const name of parametersOf(address)) known[name] ??= 'x';
  return fill(address, known);
}
