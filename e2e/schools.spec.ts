import type { Page } from '@playwright/test';
import type { Partner } from './support/partner.ts';
import { expect, test } from './support/test.ts';

test.setTimeout(300_000);

async function openInstallations(page: Page, partner: Partner): Promise<void> {
  await page.goto(`/dashboard/apps/${partner.app}/installations`);
  await page.getByLabel('E-mail').fill(partner.email);
  await page.getByLabel('Password').fill(partner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Installations' })).toBeVisible();
}

test('a school is created, installed with its token shown once, written to, and reset', async ({
  page,
  partner,
  request,
}) => {
  await openInstallations(page, partner);
  const name = `مدارس النخبة ${Date.now()}`;
  await page.getByRole('button', { name: 'Create a school' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create a sandbox school' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Size').selectOption('large');
  // The page hears of the end when its progress was seen, not before.
  const { promise: seen, resolve: goOn } = Promise.withResolvers<void>();
  await page.route('**/tenants/jobs/*', async (route) => {
    await seen;
    await route.continue();
  });
  await dialog.getByRole('button', { name: 'Create school' }).click();
  await expect(page.getByRole('progressbar', { name: `Creating ${name}` })).toBeVisible();
  goOn();
  await expect(page.getByText('School created')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(/holds \d\d,\d{3} new records/)).toBeVisible();
  const schools = page.getByRole('region', { name: 'Sandbox schools' });
  const row = schools.getByRole('row', { name });
  await expect(row).toContainText('20,000');

  await row.getByRole('link', { name: `Install in ${name}` }).click();
  await page.getByRole('button', { name: 'Install and consent' }).click();
  await expect(page.getByText('Installed', { exact: true })).toBeVisible();
  const env = await page.locator('pre', { hasText: 'OKTA_PARTNER_TOKEN=' }).textContent();
  const token = /okp_test_\w+/.exec(env ?? '')?.[0] ?? '';
  expect(token).not.toBe('');
  const headers = { authorization: `Bearer ${token}` };
  const message = 'غدًا اجتماع أولياء الأمور';
  const sent = await request.post('/api/apps/notifications/send', {
    headers,
    data: { to: '+966501234567', message },
  });
  expect(sent.status()).toBe(202);
  await page.getByRole('link', { name: 'Installations', exact: true }).last().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Installations' })).toBeVisible();
  await expect(row).toContainText('Installed');
  await expect(page.locator('body')).not.toContainText(token);

  await row.getByRole('link', { name }).click();
  await expect(page.getByRole('row', { name: message })).toContainText('+966501234567');

  await page.goBack();
  await row.getByRole('button', { name: `Reset ${name}` }).click();
  const confirm = page.getByRole('alertdialog');
  await confirm.getByLabel('Size').selectOption('small');
  await confirm.getByRole('button', { name: 'Reset school' }).click();
  await expect(page.getByText('School reset')).toBeVisible({ timeout: 120_000 });
  await expect(row).toContainText('300');
  const students = await request.get('/api/apps/education/students', { headers });
  expect((await students.json()).total).toBe(300);
});
