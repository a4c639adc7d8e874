import { expectGoodLooks } from './support/looks.ts';
import { makePartner } from './support/partner.ts';
import { expect, test } from './support/test.ts';
import { openApp, sendTest, sentHeaders } from './support/webhooks.ts';

// A refused form is answered 422, which the browser notes.
test.use({ expectedErrors: [/422/] });
test.setTimeout(300_000);

test('an endpoint is added whole, refused with reasons, and edited whole; its secret is seen once', async ({
  page,
}) => {
  const partner = await makePartner();
  await openApp(page, partner, 'webhooks');
  await expectGoodLooks(page, 'the webhooks page');
  await page.getByRole('button', { name: 'Add endpoint' }).click();
  const add = page.getByRole('dialog', { name: 'Add an endpoint' });

  await add.getByLabel('Endpoint URL').fill('https://hooks.example.com/okta#orders');
  await add.getByRole('button', { name: 'Add a header' }).click();
  await add.getByLabel('Name of header 1').fill('Transfer-Encoding');
  await add.getByLabel('Value of header 1').fill('chunked');
  await add.getByRole('button', { name: 'Add endpoint' }).click();
  await expect(add.getByText('must not have a fragment')).toBeVisible();
  await expect(add.getByText('“Transfer-Encoding” is a header that the portal')).toBeVisible();
  await add.getByText('Schema and example of employees.directory.created').click();
  await expect(add.getByText('data.employee.job_title')).toBeVisible();
  await expectGoodLooks(page, 'the refused form');

  await add.getByRole('button', { name: 'Use the built-in bin' }).click();
  await expect(add.getByLabel('Endpoint URL')).toHaveValue(/\/bin\//);
  await add.getByLabel('Description').fill('فواتير الطلاب');
  await add.getByRole('checkbox', { name: 'employees.directory.created' }).check();
  await add.getByLabel('Name of header 1').fill('Authorization');
  await add.getByLabel('Value of header 1').fill('Bearer 5f0c-orange-lamp');
  await add.getByRole('button', { name: 'Add a header' }).click();
  await add.getByLabel('Name of header 2').fill('X-Team');
  await add.getByLabel('Value of header 2').fill('billing');
  await add.getByLabel('Rate cap').fill('9');
  await add.getByRole('button', { name: 'Add endpoint' }).click();
  const added = page.getByRole('dialog', { name: 'Endpoint added' });
  const secret = (await added.locator('pre').textContent())?.trim() ?? '';
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  await expectGoodLooks(page, 'the secret');
  await added.getByRole('link', { name: 'Open the endpoint' }).click();

  const main = page.getByRole('main');
  await expect(main.getByText('9 a second')).toBeVisible();
  await expect(main.getByText('X-Team: billing')).toBeVisible();
  await expect(main.getByText('Authorization: stored, never shown')).toBeVisible();
  await expectGoodLooks(page, 'the endpoint');

  await page.getByRole('button', { name: 'Edit' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit the endpoint' });
  await expect(edit.getByLabel('Value of header 1')).toHaveValue('');
  await edit.getByLabel('Value of header 2').fill('ledger');
  await edit.getByLabel('Description').fill('Student invoices');
  await edit.getByLabel('Rate cap').fill('');
  await edit.getByRole('checkbox', { name: 'education.students.updated' }).uncheck();
  await expectGoodLooks(page, 'the form of changes');
  const sent = page.waitForRequest((one) => one.method() === 'PATCH');
  await edit.getByRole('button', { name: 'Save changes' }).click();
  // What a colleague changed meanwhile is not written back.
  expect(Object.keys((await sent).postDataJSON()).sort()).toEqual([
    'customHeaders',
    'description',
    'events',
    'ratePerSecond',
  ]);
  await expect(main.getByText('X-Team: ledger')).toBeVisible();
  await expect(main.getByText('Student invoices')).toBeVisible();
  await expect(main.getByText('education.students.updated')).toHaveCount(0);

  await sendTest(page, 'employees.directory.created');
  await expect(page.getByText('Delivered', { exact: true }).first()).toBeVisible();
  const headers = await sentHeaders(page);
  expect(headers.get('authorization')).toBe('[redacted]');
  expect(headers.get('x-team')).toBe('ledger');
  const seen: string[] = [await page.content()];
  for (const below of ['webhooks', 'deliveries']) {
    await page.goto(`/dashboard/apps/${partner.app}/${below}`);
    seen.push(await page.content());
  }
  await page.goto('/dashboard/audit');
  await expect(page.getByRole('row', { name: 'webhook_endpoint.updated' }).first()).toBeVisible();
  seen.push(await page.content());
  for (const html of seen) {
    expect(html).not.toContain('5f0c-orange-lamp');
    expect(html).not.toContain(secret);
  }
});
