import type { APIRequestContext, Page } from '@playwright/test';
import type { Partner } from './partner.ts';
import { expect } from './test.ts';

/** A page of the partner's app, after signing in. */
export async function openApp(page: Page, partner: Partner, below: string): Promise<void> {
  await page.goto(`/dashboard/apps/${partner.app}/${below}`);
  await page.getByLabel('E-mail').fill(partner.email);
  await page.getByLabel('Password').fill(partner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(
    (url) => url.pathname + url.search === `/dashboard/apps/${partner.app}/${below}`,
  );
}

/** Adds a subject by the API, which fires one event. */
export async function createSubject(
  request: APIRequestContext,
  { token }: { token: string },
  name: string,
): Promise<void> {
  const code = `S${Date.now()}${Math.floor(Math.random() * 1e6)}`;
  const answer = await request.post('/api/apps/education/subjects', {
    headers: { authorization: `Bearer ${token}` },
    data: { name, code },
  });
  expect(answer.status(), await answer.text()).toBe(201);
}

/** Adds an endpoint on a new bin of its own; leaves its page open and answers with its secret. */
export async function addBinEndpoint(
  page: Page,
  partner: { app: string },
  events: readonly string[],
): Promise<{ endpointUrl: string; secret: string }> {
  await page.goto(`/dashboard/apps/${partner.app}/webhooks`);
  await page.getByRole('button', { name: 'Add endpoint' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add an endpoint' });
  await dialog.getByRole('button', { name: 'Use the built-in bin' }).click();
  await expect(dialog.getByLabel('Endpoint URL')).toHaveValue(/\/bin\//);
  const endpointUrl = await dialog.getByLabel('Endpoint URL').inputValue();
  for (const event of ['education.students.created', 'education.students.updated']) {
    await dialog.getByRole('checkbox', { name: event }).uncheck();
  }
  for (const event of events) await dialog.getByRole('checkbox', { name: event }).check();
  await dialog.getByRole('button', { name: 'Add endpoint' }).click();
  const added = page.getByRole('dialog', { name: 'Endpoint added' });
  const secret = (await added.locator('pre').textContent())?.trim() ?? '';
  expect(secret).toMatch(/^whsec_/);
  await added.getByRole('link', { name: 'Open the endpoint' }).click();
  await expect(page.getByRole('heading', { level: 1, name: endpointUrl })).toBeVisible();
  return { endpointUrl, secret };
}

/** Sets one of the knobs of the bin with this address. */
export async function setBin(
  page: Page,
  partner: { app: string },
  endpointUrl: string,
  knobs: Readonly<Record<string, string>>,
): Promise<void> {
  const back = page.url();
  await page.goto(`/dashboard/apps/${partner.app}/webhooks`);
  await page
    .getByRole('link', { name: new URL(endpointUrl).pathname })
    .last()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Built-in bin' })).toBeVisible();
  for (const [label, value] of Object.entries(knobs)) {
    const saved = page.waitForResponse(
      (answer) => answer.request().method() === 'PATCH' && answer.ok(),
    );
    await page.getByLabel(label, { exact: true }).selectOption(value);
    await saved;
  }
  await page.goto(back);
}

/** The newest delivery of the endpoint whose page is open: sends a test event, and opens what became of it. */
export async function sendTest(
  page: Page,
  event: string,
  edit: (data: Record<string, unknown>) => void = () => undefined,
): Promise<void> {
  await page.getByRole('button', { name: 'Send a test event' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send a test event' });
  await dialog.getByLabel('Event', { exact: true }).selectOption(event);
  const data = JSON.parse(await dialog.getByLabel('data', { exact: true }).inputValue());
  edit(data);
  await dialog.getByLabel('data', { exact: true }).fill(JSON.stringify(data, null, 2));
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page).toHaveURL(/\/deliveries\?endpoint=/);
  await page.getByRole('link', { name: event }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: event })).toBeVisible();
}

/** The headers of the newest attempt on a delivery's page, by lower-case name. */
export async function sentHeaders(page: Page): Promise<Map<string, string>> {
  const text = await page
    .locator('pre', { hasText: /x-okta-signature/i })
    .first()
    .textContent();
  return new Map(
    (text ?? '').split('\n').flatMap((line) => {
      const at = line.indexOf(': ');
      return at < 0 ? [] : [[line.slice(0, at).toLowerCase(), line.slice(at + 2)] as const];
    }),
  );
}

/** The exact bytes of the event on a delivery's page. */
export async function rawBody(page: Page): Promise<string> {
  const raw = page.getByRole('button', { name: 'Raw' }).first();
  return (await raw.getAttribute('data-copy')) ?? '';
}
