import { signIn } from './support/entry.ts';
import { makePartner, portal } from './support/partner.ts';
import { expect, test } from './support/test.ts';

// A name that is markup, a formula and turns the text around it.
const evil = '=HYPERLINK("https://evil.example","x")<img src=x onerror=alert(1)>\u202eloohcs';
const shown = evil.replace('\u202e', '');

test('names that are markup, formulas or turn the text do nothing in pages and files', async ({
  page,
  baseURL,
}) => {
  const partner = await makePartner();
  await portal('tenant', 'create', '--org', partner.org, '--name', evil, '--size', 'small');
  let alerts = 0;
  page.on('dialog', (dialog) => {
    alerts += 1;
    void dialog.dismiss();
  });
  await signIn(page, baseURL, partner);
  const ofApp = `/dashboard/apps/${partner.app}`;
  await page.goto(`${ofApp}/installations`);
  await page.getByRole('link', { name: `Install in ${shown}` }).click();
  await expect(page.getByText(`for ${shown}`)).toBeVisible();
  await page.getByRole('button', { name: 'Install and consent' }).click();
  const token = (await page.locator('pre').first().textContent())?.trim() ?? '';
  await page.request.get('/api/apps/whoami', { headers: { authorization: `Bearer ${token}` } });
  const okta = await page.request.post('/api/portal/okta/tokens', {
    data: { kind: 'api', name: evil },
  });
  expect(okta.status()).toBe(200);

  for (const path of [
    `${ofApp}/installations`,
    `${ofApp}/tokens`,
    `${ofApp}/logs`,
    `${ofApp}/scopes`,
    `${ofApp}/deliveries`,
    '/dashboard/okta',
    '/dashboard/audit',
    '/dashboard',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.locator('img[src="x"]').count(), path).toBe(0);
    expect(await page.content(), path).not.toContain('\u202e');
  }
  await expect(page.getByRole('main')).toBeVisible();
  expect(alerts).toBe(0);

  const deliveries = `/api/portal/apps/${partner.app}/deliveries/export?format=csv`;
  const trail = '/api/portal/audit/export?format=csv';
  for (const path of [deliveries, trail]) {
    const csv = await (await page.request.get(path)).text();
    expect(csv, path).toContain('HYPERLINK');
    // No cell begins as a formula: neither a bare one nor one in quotes.
    for (const line of csv.split('\r\n')) expect(line, path).not.toMatch(/(^|,)"?[=+@]/);
  }
});
