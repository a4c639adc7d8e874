import type { Page } from '@playwright/test';
import { fill, pages, parametersOf } from './support/app-routes.ts';
import { fillApplication, reviewerPage, signIn } from './support/entry.ts';
import { faultsOf } from './support/looks.ts';
import { expect, test } from './support/test.ts';
import { makeThings, type Things } from './support/things.ts';

/** Pages that this walk cannot open, and where they are looked at. */
const elsewhere: Readonly<Record<string, string>> = {
  '/apply/confirm/[secret]': 'there with a mail server only: entry-mail.spec.ts',
};
const walked = pages.filter((address) => elsewhere[address] === undefined);
const ofApp = walked.filter((address) => address.startsWith('/dashboard/apps/[app]/'));
const ofOrganization = walked.filter(
  (address) => address.startsWith('/dashboard') && !ofApp.includes(address),
);
const ofReviewers = walked.filter((address) => address.startsWith('/admin'));
const ofEverybody = walked.filter((address) => !/^\/(dashboard|admin)/.test(address));

const publicValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/docs/[...slug]': { slug: 'partners/first-call' },
  '/errors/[code]': { code: 'scope_not_granted' },
  '/reference/[api]/[operation]': { api: 'partners', operation: 'createStudent' },
  '/reference/[api]/schemas/[name]': { api: 'okta', name: 'Application' },
  '/reference/[api]/webhooks/[name]': { api: 'partners', name: 'education.students.created' },
};

/** Opens each and looks at it in both themes and both widths; says all that is wrong at once. */
async function look(page: Page, urls: readonly string[]): Promise<void> {
  const faults: unknown[] = [];
  for (const url of urls) {
    await page.goto(url);
    await expect(page.locator('h1').first(), url).toBeVisible();
    if (url.endsWith('/explorer')) await expect(page.locator('.opblock-tag').first()).toBeVisible();
    const headings = await page.locator('h1').count();
    if (headings !== 1) faults.push([url, `${headings} headings of the first level`]);
    faults.push(...(await faultsOf(page, url)));
  }
  expect(faults).toEqual([]);
}

const ofThings = (things: Things, address: string) => ({
  ...things,
  request: address.includes('/okta/') ? things.oktaRequest : things.request,
});

test.describe.configure({ timeout: 600_000 });

test('every page of an app', async ({ page, browser }) => {
  const { partner, things } = await makeThings(browser);
  await signIn(page, undefined, partner);
  await look(
    page,
    ofApp.map((address) => {
      const query = address.endsWith('/consent') ? `?tenant=${things.tenant}` : '';
      return fill(address, ofThings(things, address)) + query;
    }),
  );
});

test('every page of an organization', async ({ page, browser }) => {
  const { partner, things } = await makeThings(browser);
  await signIn(page, undefined, partner);
  await look(
    page,
    ofOrganization.map((address) => fill(address, ofThings(things, address))),
  );
});

test('every page of a reviewer', async ({ page, browser, baseURL }) => {
  const company = `Masar ${Date.now().toString(36)}`;
  await page.goto('/apply');
  await fillApplication(page, { company, email: `sara@${Date.now().toString(36)}.example` });
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(page).toHaveURL(/\/apply\/status\//);
  const reviewer = await reviewerPage(browser, baseURL);
  const complaints: string[] = [];
  reviewer.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await reviewer.goto(`${baseURL}/admin/applications`);
  const link = reviewer.getByRole('link', { name: company });
  const application = (await link.getAttribute('href'))?.split('/').pop() ?? '';
  const { things } = await makeThings(browser);
  const values = { application, version: things.version };
  await look(
    reviewer,
    ofReviewers.map((address) => baseURL + fill(address, values)),
  );
  expect(complaints).toEqual([]);
  await look(page, [page.url()]);
});

test.describe(() => {
  // The page for what is not there says so with its status too.
  test.use({ expectedErrors: [/status of 404/] });

  test('every page for everybody', async ({ page, browser, baseURL }) => {
    const { api } = await makeThings(browser);
    const invited = { action: 'invite', email: `m-${Date.now()}@masar.example`, role: 'viewer' };
    const { link } = await (await api.post('/api/portal/team', { data: invited })).json();
    const reviewer = await reviewerPage(browser, baseURL);
    await page.goto('/apply');
    const company = `Rafeeq ${Date.now().toString(36)}`;
    await fillApplication(page, { company, email: `amal@${Date.now().toString(36)}.example` });
    await page.getByRole('button', { name: /^Send/ }).click();
    await expect(page).toHaveURL(/\/apply\/status\//);
    const status = page.url().split('/').pop() ?? '';
    await reviewer.goto(`${baseURL}/admin/applications`);
    await reviewer.getByRole('link', { name: company }).click();
    await reviewer.getByRole('button', { name: 'Approve' }).click();
    const password = (await reviewer.locator('pre').textContent())?.trim().split('/').pop() ?? '';
    const secrets: Readonly<Record<string, string>> = {
      '/apply/status/[secret]': status,
      '/invitations/[secret]': link.split('/').pop(),
      '/signin/password/[secret]': password,
    };
    const urls = ofEverybody.map((address) => {
      const secret = secrets[address];
      const values = publicValues[address] ?? (secret ? { secret } : { api: 'partners' });
      expect(Object.keys(values), address).toEqual(expect.arrayContaining(parametersOf(address)));
      return fill(address, values);
    });
    await look(page, [...urls, '/nothing-is-here']);
  });
});
