import type { APIRequestContext, Page } from '@playwright/test';
import { choosePassword, fillApplication, reviewerPage, signIn } from './support/entry.ts';
import { writeManifest } from './support/manifest.ts';
import { expect, test } from './support/test.ts';
import { addBinEndpoint, setBin } from './support/webhooks.ts';

// A denied call is what this journey is about; the browser calls it an error.
test.use({ expectedErrors: [/403 \(Forbidden\)/] });

const password = 'moss-violin-84-dune';

/** From the form to the first sign-in: the reviewer approves, and hands over the link. */
async function becomePartner(page: Page, reviewer: Page, base: string): Promise<void> {
  const tag = Date.now().toString(36);
  const who = { company: `Masar ${tag}`, email: `sara-${tag}@masar.example` };
  await page.goto('/');
  await page.getByRole('link', { name: 'Dashboard' }).first().click();
  await page.getByRole('link', { name: 'Apply to become a partner' }).click();
  await fillApplication(page, who);
  await page.getByRole('button', { name: 'Send the application' }).click();
  await expect(page.getByText('Waiting for a reviewer')).toBeVisible();

  await reviewer.goto(`${base}/admin/applications`);
  await reviewer.getByRole('link', { name: who.company }).click();
  await reviewer.getByRole('button', { name: 'Approve' }).click();
  const link = (await reviewer.locator('pre').textContent()) ?? '';
  await page.goto(/http\S+\/signin\/password\/[\w-]{43}/.exec(link)?.[0] ?? '');
  await choosePassword(page, password);
  await signIn(page, base, { email: who.email, password });
}

const manifest = (slug: string) => `slug: ${slug}
names: { en: Masar Bus, ar: حافلة مسار }
integration_type: external
version: 1.0.0
description: Tells each driver which students ride on the bus today.
scopes:
  education.students.read: Shows the students of each bus to its driver.
  education.students.write: Adds a student whom a driver registers at the door.
contacts:
  - { name: Support, email: support@masar.example }
data_retention: Bus lists are kept for one school year, and deleted 30 days after.
bridge_url: https://bus.masar.example/bridge
homepage_url: https://masar.example
`;

/** Submits the draft, has it approved, and publishes it. */
async function publish(page: Page, reviewer: Page, base: string, slug: string): Promise<void> {
  await page.getByRole('button', { name: 'Submit' }).click();
  await expect(page.getByText('It passed the scan and waits for a reviewer')).toBeVisible();
  await reviewer.goto(`${base}/admin/versions`);
  await reviewer.getByRole('row', { name: slug }).first().getByRole('link').click();
  await reviewer.getByRole('button', { name: 'Approve' }).click();
  await reviewer.getByRole('alertdialog').getByRole('button', { name: 'Approve' }).click();
  await expect(reviewer.getByText('Approved', { exact: true })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('This is what tenants find')).toBeVisible();
}

/** An app from a manifest without its privacy page, which the scan refuses until it is there. */
async function publishApp(page: Page, reviewer: Page, base: string) {
  const slug = `masar-bus-${Date.now().toString(36)}`;
  await page.goto('/dashboard');
  await page.getByRole('link', { name: 'New app' }).first().click();
  await page.getByRole('textbox', { name: 'Manifest' }).fill(manifest(slug));
  await page.getByRole('button', { name: 'Create from this manifest' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Manifest' })).toBeVisible();
  await page.getByRole('button', { name: 'Submit' }).click();
  await expect(page.getByText('The scan refused the version')).toBeVisible();
  await writeManifest(page, `${manifest(slug)}privacy_url: https://masar.example/privacy\n`);
  await expect(page.getByText('Ready to submit')).toBeVisible();
  await expect(page.getByText('The scan refused the version')).toBeHidden();
  await publish(page, reviewer, base, slug);
  return { app: new URL(page.url()).pathname.split('/')[3] ?? '', slug };
}

/** What the school's administrator is asked. */
async function openConsent(page: Page, link: string): Promise<void> {
  const school = page.getByRole('region', { name: 'Sandbox schools' });
  await school.getByRole('row', { name: 'مدارس الواحة' }).getByRole('link', { name: link }).click();
}

/** A school of its own, where the administrator consents. Answers with the token. */
async function install(page: Page, app: string): Promise<string> {
  await page.goto(`/dashboard/apps/${app}/installations`);
  await page.getByRole('button', { name: 'Create a school' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Create a sandbox school' });
  await dialog.getByLabel('Name').fill('مدارس الواحة');
  await dialog.getByRole('button', { name: 'Create school' }).click();
  await expect(page.getByText('School created')).toBeVisible({ timeout: 60_000 });
  await openConsent(page, 'Install in مدارس الواحة');
  await expect(page.getByText('Shows the students of each bus to its driver.')).toBeVisible();
  await page.getByRole('button', { name: 'Install and consent' }).click();
  const token = (await page.locator('pre', { hasText: 'okp_test_' }).first().textContent()) ?? '';
  return /okp_test_\w+/.exec(token)?.[0] ?? '';
}

/** Sends an operation from its console; the answer is what the panel shows. */
async function send(page: Page, operation: string) {
  await page.goto(`/reference/partners/${operation}#try`);
  const panel = page.getByRole('region', { name: /^Console: / });
  await panel.getByRole('button', { name: 'Send request' }).click();
  return panel.getByRole('region', { name: 'Answer' });
}

const whoami = async (request: APIRequestContext, token: string) =>
  (
    await request.get('/api/apps/whoami', { headers: { authorization: `Bearer ${token}` } })
  ).status();

/** Rotates with a day of grace: both work, until the old one is ended. Answers with the new token. */
async function rotate(page: Page, app: string, old: string): Promise<string> {
  await page.goto(`/dashboard/apps/${app}/tokens`);
  await page.getByRole('button', { name: 'Rotate' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('24 hours').check();
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  const shown = (await dialog.locator('pre', { hasText: 'okp_test_' }).first().textContent()) ?? '';
  const token = /okp_test_\w+/.exec(shown)?.[0] ?? '';
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect([await whoami(page.request, old), await whoami(page.request, token)]).toEqual([200, 200]);
  await page.getByRole('button', { name: /^End/ }).first().click();
  await page.getByRole('alertdialog').getByRole('button', { name: /^End/ }).click();
  await expect(page.getByText('Live, ending')).toBeHidden();
  expect([await whoami(page.request, old), await whoami(page.request, token)]).toEqual([401, 200]);
  return token;
}

/** The endpoint is down while a student is created; when it is up again, a replay brings the event. */
async function loseAndReplay(page: Page, app: string, token: string): Promise<void> {
  const { endpointUrl } = await addBinEndpoint(page, { app }, ['education.students.created']);
  const endpointPage = page.url();
  await setBin(page, { app }, endpointUrl, { 'Answers with': '503' });
  const created = await send(page, 'createStudent');
  await expect(created.getByText('201', { exact: true })).toBeVisible();
  await created.getByRole('link', { name: 'See the event and its deliveries' }).click();
  await page.getByRole('link', { name: 'Deliveries', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Deliveries' })).toBeVisible();
  await page.getByRole('link', { name: 'education.students.created' }).first().click();
  const delivery = page.getByRole('main');
  await expect(delivery.getByText(/Next attempt in/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Cancel retries' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel retries' }).click();
  await expect(delivery.getByText(/Failed after 1 attempt/)).toBeVisible();
  const failed = page.url();
  await setBin(page, { app }, endpointUrl, { 'Answers with': '200' });
  await page.goto(endpointPage);
  await page.getByRole('button', { name: 'Replay 1 delivery' }).click();
  const dialog = page.getByRole('dialog', { name: 'Replay deliveries' });
  await dialog.getByRole('button', { name: 'Replay 1 delivery' }).click();
  await expect(page.getByText('1 of 1 queued · 1 delivered')).toBeVisible({ timeout: 60_000 });
  await page.goto(failed);
  await expect(delivery.getByText('Replayed')).toBeVisible();
  expect(token).toMatch(/^okp_test_/);
}

/** The denied call's scope goes into the next version; the school is asked for the difference alone. */
async function widen(page: Page, reviewer: Page, base: string, app: string, slug: string) {
  await page.goto(`/dashboard/apps/${app}/scopes`);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('1 denied')).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await page.getByRole('button', { name: 'Add to the next version: education.terms.read' }).click();
  await page.getByLabel('Reason').fill('Counts the days of a term on which a bus was late.');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(page.getByText('Next version: needed')).toBeVisible();
  await page.goto(`/dashboard/apps/${app}/manifest`);
  await publish(page, reviewer, base, slug);
  await page.getByRole('link', { name: 'Installations', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Installations' })).toBeVisible();
  await openConsent(page, 'asks for 1 more');
  await expect(page.getByText('Counts the days of a term')).toBeVisible();
  await expect(page.getByText('Shows the students of each bus to its driver.')).toBeHidden();
  await page.getByRole('button', { name: 'Consent', exact: true }).click();
  await expect(page.getByText(/holds? from the next request/)).toBeVisible();
}

test('a new partner, from the application to a replayed delivery', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(600_000);
  const base = baseURL ?? '';
  const reviewer = await reviewerPage(browser, base);
  await test.step('applies, is approved, signs in', () => becomePartner(page, reviewer, base));
  const { app, slug } = await test.step('publishes an app', () => publishApp(page, reviewer, base));
  const first = await test.step('installs it in a school', () => install(page, app));
  await test.step('calls', async () => {
    const answer = await send(page, 'whoami');
    await expect(answer.getByText('200', { exact: true })).toBeVisible();
    await expect(answer).toContainText(slug);
    const denied = await send(page, 'listTerms');
    await expect(denied.getByText('403', { exact: true })).toBeVisible();
  });
  await test.step('gets the missing scope', () => widen(page, reviewer, base, app, slug));
  await test.step('calls again', async () => {
    const answer = await send(page, 'listTerms');
    await expect(answer.getByText('200', { exact: true })).toBeVisible();
  });
  const token = await test.step('rotates', () => rotate(page, app, first));
  await test.step('loses a delivery and brings it back', () => loseAndReplay(page, app, token));
  await reviewer.context().close();
});
