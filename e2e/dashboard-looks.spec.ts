import type { Page } from '@playwright/test';
import { dashboardPages, filled, paramsOf } from './support/app-files.ts';
import { signIn } from './support/entry.ts';
import { expectGoodLooks } from './support/looks.ts';
import { makePartner } from './support/partner.ts';
import { type Ids, makeEverything } from './support/partner-ids.ts';
import { expect, test } from './support/test.ts';

test.setTimeout(120_000);

let ids: Ids;
let page: Page;
const complaints: string[] = [];

test.beforeAll(async ({ browser, baseURL }) => {
  const partner = await makePartner();
  page = await (await browser.newContext({ baseURL })).newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await signIn(page, baseURL, partner);
  ids = await makeEverything(partner, page.request);
});

// Where a parameter is another thing than elsewhere, and what a page wants in its query.
const renamed: Record<string, Record<string, keyof Ids>> = {
  '/dashboard/okta/logs/[request]': { request: 'oktaRequest' },
};
const queries: Record<string, (ids: Ids) => string> = {
  '/dashboard/apps/[app]/installations/consent': ({ tenant }) => `?tenant=${tenant}`,
  '/dashboard/apps/[app]/webhooks/verify': ({ delivery }) => `?delivery=${delivery}`,
};

function placeOf(address: string): string {
  const values = paramsOf(address).map((name) => {
    const kind = renamed[address]?.[name] ?? name;
    expect(Object.keys(ids), `${address}: an id for [${name}] is not made`).toContain(kind);
    return [name, ids[kind as keyof Ids]];
  });
  return filled(address, Object.fromEntries(values)) + (queries[address]?.(ids) ?? '');
}

for (const address of dashboardPages) {
  test(`${address} is accessible and fits, light and dark, wide and narrow`, async () => {
    const place = placeOf(address);
    const answer = await page.goto(place);
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Account: / })).toBeVisible();
    await expectGoodLooks(page, address);
    expect(complaints.splice(0)).toEqual([]);
  });
}

test('who is signed in stands in the header, also without a script', async ({
  browser,
  baseURL,
}) => {
  const cookies = await page.context().cookies();
  const plain = await browser.newContext({ baseURL, javaScriptEnabled: false });
  await plain.addCookies(cookies);
  const still = await plain.newPage();
  await still.goto('/dashboard');
  await still.getByRole('button', { name: /^Account: / }).click();
  await expect(still.getByRole('link', { name: 'Sign out' })).toBeVisible();
  await expect(still.getByRole('link', { name: 'Sign in' })).toBeHidden();
  await plain.close();
});
