import { signIn } from './support/entry.ts';
import { makePartner } from './support/partner.ts';
import { expect, test } from './support/test.ts';
import { makeMember, makeThings } from './support/things.ts';
import { createSubject } from './support/webhooks.ts';

// A partner of its own: the first steps and the log begin empty.
test('calls tick the first steps, appear in the log by themselves, and count in the usage', async ({
  page,
  request,
}) => {
  const partner = await makePartner();
  const headers = { authorization: `Bearer ${partner.token}` };
  await signIn(page, undefined, partner);
  const steps = page.getByRole('main').getByRole('listitem');
  await page.goto('/dashboard');
  await expect(steps.filter({ hasText: 'Call from your own program (to do)' })).toBeVisible();

  await page.goto(`/dashboard/apps/${partner.app}/logs`);
  await expect(page.getByText('No request yet')).toBeVisible();
  await request.get('/api/apps/whoami', { headers });
  await createSubject(request, partner, 'Robotics');
  expect((await request.get('/api/apps/education/students/999999999', { headers })).status()).toBe(
    404,
  );
  const log = page.getByRole('table');
  await expect(log.getByText('createSubject')).toBeVisible({ timeout: 60_000 });
  await expect(log.getByRole('cell', { name: 'whoami', exact: true })).toBeVisible();

  await page.goto(`/dashboard/apps/${partner.app}/logs?status=errors`);
  await expect(log.getByText('getStudent')).toBeVisible();
  await expect(log.getByText('createSubject')).toHaveCount(0);

  await page.getByRole('link', { name: 'Usage' }).click();
  const usage = page.getByRole('main');
  await expect(usage.getByRole('row', { name: /getStudent/ }).first()).toBeVisible();
  await expect(usage.getByText('p95 of the duration').first()).toBeVisible();

  await page.goto('/dashboard');
  await expect(steps.filter({ hasText: 'Call from your own program (done)' })).toBeVisible();
  await page.goto(`/dashboard/apps/${partner.app}/overview`);
  await expect(page.getByText('First steps')).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'Rotate a token' })).toBeVisible();
});

test('the audit trail names who, is narrowed, and its chain is verified', async ({ page }) => {
  const partner = await makePartner();
  await signIn(page, undefined, partner);
  await page.goto('/dashboard/audit');
  await page.getByRole('button', { name: 'Verify the chain' }).click();
  await expect(page.getByText(/All \d+ entries are as they were written/)).toBeVisible();
  await page.goto('/dashboard/audit?action=app.installed');
  const trail = page.getByRole('table');
  await expect(trail.getByText('app.installed')).toHaveCount(1);
  await expect(trail.getByText('webhook_endpoint.created')).toHaveCount(0);
  const file = await page.request.get('/api/portal/audit/export?format=csv');
  expect(file.headers()['content-type']).toContain('text/csv');
  expect(await file.text()).toContain('app.installed');
});

test('a token of the Okta sandbox is made, shown once, works, and ends when it is revoked', async ({
  page,
  request,
}) => {
  const partner = await makePartner();
  await signIn(page, undefined, partner);
  await page.goto('/dashboard/okta');
  await page.getByRole('button', { name: 'Make an API token' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Sync of apps');
  await dialog.getByRole('button', { name: /make/i }).click();
  const shown = dialog.locator('pre').first();
  await expect(shown).toBeVisible();
  const token = /00[\w-]{40}/.exec((await shown.textContent()) ?? '')?.[0] ?? '';
  expect(token).not.toBe('');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  const apps = () =>
    request.get('/api/v1/apps?limit=1', { headers: { authorization: `SSWS ${token}` } });
  expect((await apps()).status()).toBe(200);
  await page.reload();
  await expect(page.locator('body')).not.toContainText(token);
  await page.getByRole('button', { name: /^Revoke .*Sync of apps/ }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /revoke/i })
    .click();
  // While a dialog stands open, nothing behind it has a role.
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Revoke .*Sync of apps/ })).toHaveCount(0);
  expect((await apps()).status()).toBe(401);
});

test.describe('a session that ends while a page stands open', () => {
  test.use({ expectedErrors: [/401 \(Unauthorized\)/] });

  test('says so, keeps what is typed, and goes on after a sign-in in another tab', async ({
    page,
    browser,
    baseURL,
  }) => {
    const partner = await makePartner();
    const other = await (await browser.newContext()).newPage();
    await signIn(other, baseURL, partner);
    const endOthers = () =>
      other.request.post(`${baseURL}/api/portal/sessions`, { data: { others: true } });
    await signIn(page, undefined, partner);
    await page.goto(`/dashboard/apps/${partner.app}/webhooks`);
    await page.getByRole('button', { name: 'Add endpoint' }).click();
    const dialog = page.getByRole('dialog');
    const address = dialog.getByLabel('Endpoint URL');
    await address.fill('https://hooks.masar.example/okta');
    await page.mouse.click(5, 300);
    await endOthers();
    await dialog.getByRole('button', { name: 'Add endpoint' }).click();
    await expect(dialog.getByText('You are signed out.')).toBeVisible();
    await expect(address).toHaveValue('https://hooks.masar.example/okta');
    await page.keyboard.press('Escape');
    await expect(page.getByText('Your session has ended.')).toBeVisible();
    const [tab] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: 'Sign in in a new tab' }).click(),
    ]);
    await tab.getByLabel('E-mail').fill(partner.email);
    await tab.getByLabel('Password').fill(partner.password);
    await tab.getByRole('button', { name: 'Sign in' }).click();
    await expect(tab).toHaveURL(/\/webhooks$/);
    await page.getByRole('button', { name: 'Add endpoint' }).click();
    await expect(address).toHaveValue('https://hooks.masar.example/okta');
    await dialog.getByRole('button', { name: 'Add endpoint' }).click();
    await expect(dialog.getByText('Copy the signing secret now')).toBeVisible();

    await page.goto('/dashboard/apps/new');
    await page.getByLabel('Name', { exact: true }).fill('Bus routes');
    await endOthers();
    await page.getByRole('button', { name: 'Create app' }).click();
    await expect(page.getByText('You are signed out.')).toBeVisible();
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Bus routes');
  });
});

test('viewers are offered nothing that is refused, and a role is changed on purpose only', async ({
  page,
  browser,
  baseURL,
}) => {
  const { partner, things } = await makeThings(browser);
  const member = await makeMember(partner.org, 'viewer');
  const viewer = await (await browser.newContext()).newPage();
  await signIn(viewer, baseURL, member);
  const app = `${baseURL}/dashboard/apps/${partner.app}`;
  const acts = /Resend|Replay|Save|Cancel|Pause|Dismiss|Enable|Disable|Delete|Rotate|Add/;
  for (const path of [
    'webhooks',
    `webhooks/${things.endpoint}`,
    `webhooks/bins/${things.bin}`,
    'deliveries',
    `deliveries/${things.delivery}`,
  ]) {
    await viewer.goto(`${app}/${path}`);
    const main = viewer.getByRole('main');
    await expect(main.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(main.getByRole('button', { name: acts }), path).toHaveCount(0);
    await expect(main.getByLabel(/^Select /), path).toHaveCount(0);
  }
  await viewer.goto(`${app}/webhooks/bins/${things.bin}`);
  await expect(viewer.getByLabel('Answers with')).toBeDisabled();

  await signIn(page, undefined, partner);
  // Chosen before the page listens, a role is asked about when it does.
  const { promise: drawn, resolve: letGo } = Promise.withResolvers<void>();
  await page.route('**/_next/static/chunks/**', async (route) => {
    await drawn;
    await route.continue();
  });
  await page.goto('/dashboard/team', { waitUntil: 'commit' });
  const role = page.getByLabel('Role of Noura Al-Harbi');
  await role.selectOption('admin');
  letGo();
  const question = page.getByRole('alertdialog');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(role).toHaveValue('viewer');
  await role.selectOption('developer');
  await question.getByRole('button', { name: 'Change the role' }).click();
  await expect(question).toBeHidden();
  await page.reload();
  await expect(role).toHaveValue('developer');
});
