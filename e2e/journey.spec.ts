import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

/** The headers of the shown request, by lower-case name. */
function headersOf(text: string): Map<string, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const at = line.indexOf(': ');
      return at < 0 ? [] : [[line.slice(0, at).toLowerCase(), line.slice(at + 2)] as const];
    }),
  );
}

/** The token is nowhere that a script of the page, or of another one, could find it. */
async function expectNoToken(page: Page): Promise<void> {
  const everywhere = await page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      location.href,
      document.cookie,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
    ]),
  );
  expect(everywhere).not.toMatch(/okp_(test|live)_[0-9A-Za-z]/);
}

test('from the reference of createStudent to its signed webhook', async ({ page, partner }) => {
  await page.goto('/reference/partners/createStudent');
  await expect(page.getByRole('heading', { level: 1, name: 'Create a student' })).toBeVisible();

  await page.getByRole('link', { name: 'Try it' }).click();
  const panel = page.getByRole('region', { name: 'Console: POST /education/students' });
  await expect(panel.getByRole('textbox', { name: 'Request body' })).toHaveValue(/"full_name": "/);
  const body = await panel.getByRole('textbox', { name: 'Request body' }).inputValue();
  const name = `ليان Harbi ${Date.now()}`;
  await panel
    .getByRole('textbox', { name: 'Request body' })
    .fill(body.replace(/("full_name": )"[^"]*"/, `$1"${name}"`));
  await panel.getByRole('link', { name: 'Sign in' }).click();

  await page.getByLabel('E-mail').fill(partner.email);
  await page.getByLabel('Password').fill(partner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/reference\/partners\/createStudent#try$/);

  const answers: string[] = [];
  page.on('response', async (response) => {
    if (response.url().includes('/api/')) answers.push(await response.text().catch(() => ''));
  });
  const form = panel.getByRole('textbox', { name: 'Request body' });
  await expect(panel.getByText('education.students.write')).toBeVisible();
  await expect(form).toHaveValue(/"full_name": "/);
  const proposed = JSON.parse(await form.inputValue());
  await form.fill(JSON.stringify({ ...proposed, full_name: name }, null, 2));
  await panel.getByRole('button', { name: 'Send request' }).click();
  const answer = panel.getByRole('region', { name: 'Answer' });
  await expect(answer.getByText('201', { exact: true })).toBeVisible();
  await expect(answer).toContainText(name);
  await expectNoToken(page);
  expect(answers.join('\n')).not.toMatch(/okp_(test|live)_[0-9A-Za-z]/);

  await answer.getByRole('link', { name: 'See the event and its deliveries' }).click();
  await expect(page.getByText('education.students.created').first()).toBeVisible();
  await page.getByRole('link', { name: 'Deliveries', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Deliveries' })).toBeVisible();
  await page.getByRole('link', { name: 'education.students.created' }).first().click();
  const delivery = page.getByRole('main');
  await expect(delivery.getByText('delivered', { exact: false }).first()).toBeVisible();

  const sent = delivery.locator('pre', { hasText: 'x-okta-signature' }).first();
  const headers = headersOf((await sent.textContent()) ?? '');
  const raw = await delivery.getByRole('button', { name: 'Raw' }).first().getAttribute('data-copy');
  expect(JSON.parse(raw ?? '')).toMatchObject({
    event: 'education.students.created',
    tenant_id: partner.tenant_id,
    data: { student: { full_name: name } },
  });
  const timestamp = headers.get('x-okta-timestamp');
  const expected = createHmac('sha256', partner.webhook.secret)
    .update(`${timestamp}.${raw}`)
    .digest('hex');
  expect(headers.get('x-okta-signature')).toBe(expected);
});

test('a guest reads the demo tenant from the console, and is asked to sign in to write', async ({
  page,
}) => {
  await page.goto('/reference/partners/whoami#try');
  const panel = page.getByRole('region', { name: 'Console: GET /whoami' });
  await panel.getByRole('button', { name: 'Send request' }).click();
  await expect(panel.getByText('200', { exact: true })).toBeVisible();
  await expect(panel.getByRole('region', { name: 'Answer' })).toContainText('"tenant_id"');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page.getByRole('link', { name: 'Try it' })).toBeFocused();

  await page.goto('/reference/partners/createStudent#try');
  await expect(page.getByText('Sign in to send this request')).toBeVisible();
});

test('signing out works at once, also for a page that is open elsewhere', async ({
  page,
  partner,
  context,
}) => {
  await page.goto('/dashboard');
  await expect(page).toHaveURL(/\/signin\?returnTo=%2Fdashboard$/);
  await page.getByLabel('E-mail').fill(partner.email);
  await page.getByLabel('Password').fill(partner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();

  const cookies = await context.cookies();
  await page.goto('/signout');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/$/);
  await context.addCookies(cookies);
  await page.goto('/dashboard');
  await expect(page).toHaveURL(/\/signin/);
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('signing in works', async ({ page, partner }) => {
    await page.goto('/signin');
    await page.getByLabel('E-mail').fill(partner.email);
    await page.getByLabel('Password').fill('not-the-password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('is not right')).toBeVisible();
    await page.getByLabel('E-mail').fill(partner.email);
    await page.getByLabel('Password').fill(partner.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  });
});
