import { createHmac } from 'node:crypto';
import { expectGoodLooks } from './support/looks.ts';
import { makePartner } from './support/partner.ts';
import { expect, test } from './support/test.ts';
import { addBinEndpoint, openApp, rawBody, sendTest, sentHeaders } from './support/webhooks.ts';

// A second rotation is refused with 409, which the browser notes.
test.use({ expectedErrors: [/409/] });
test.setTimeout(300_000);

const okta = (secret: string, timestamp: string, body: string) =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');

function standard(secret: string, id: string, timestamp: string, body: string): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

test('a rotation overlaps: both secrets sign, X-Okta-Signature changes with the promotion', async ({
  page,
}) => {
  const partner = await makePartner();
  await openApp(page, partner, 'webhooks');
  const { secret: old } = await addBinEndpoint(page, partner, ['education.subjects.created']);
  const endpointPage = page.url();
  await page.getByRole('button', { name: 'Rotate secret' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Rotate' }).click();
  const shown = page.getByRole('dialog', { name: 'The new signing secret' });
  const fresh = (await shown.locator('pre').textContent())?.trim() ?? '';
  expect(fresh).toMatch(/^whsec_/);
  await shown.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('Two secrets are live')).toBeVisible();
  await expect(page.getByText('is keyed with the old one')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rotate secret' })).toHaveCount(0);
  await expectGoodLooks(page, 'a rotation under way');
  const again = await page.evaluate(async () => {
    const url = location.pathname.replace('/dashboard/', '/api/portal/');
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ action: 'rotate' });
    return (await fetch(url, { method: 'POST', headers, body })).status;
  });
  expect(again).toBe(409);

  const expectSigned = async (primary: string) => {
    await page.goto(endpointPage);
    await sendTest(page, 'ping');
    await expect(page.getByText('Delivered', { exact: true }).first()).toBeVisible();
    const headers = await sentHeaders(page);
    const body = await rawBody(page);
    const timestamp = headers.get('x-okta-timestamp') ?? '';
    const id = headers.get('webhook-id') ?? '';
    expect(headers.get('x-okta-signature')).toBe(okta(primary, timestamp, body));
    const both = [old, fresh].map((secret) => standard(secret, id, timestamp, body));
    expect(headers.get('webhook-signature')?.split(' ').sort()).toEqual(both.sort());
  };
  await expectSigned(old);
  await page.goto(endpointPage);
  await page.getByRole('button', { name: 'Promote the new secret' }).click();
  await expect(page.getByText('is keyed with the new one')).toBeVisible();
  await expectSigned(fresh);
});

test('the page about failing signatures names a wrong secret, a changed body and an old timestamp', async ({
  page,
}) => {
  const partner = await makePartner();
  await openApp(page, partner, 'webhooks');
  const { secret } = await addBinEndpoint(page, partner, ['ping']);
  await sendTest(page, 'education.students.created');
  await expect(page.getByText('Delivered', { exact: true }).first()).toBeVisible();
  const headers = await sentHeaders(page);
  const body = await rawBody(page);
  const timestamp = headers.get('x-okta-timestamp') ?? '';
  const signature = headers.get('x-okta-signature') ?? '';
  await page.getByText('Verify this signature').click();
  await page.getByRole('button', { name: 'Check on the server' }).click();
  await expect(page.getByText('Valid', { exact: true })).toBeVisible();
  await page.goto(`/dashboard/apps/${partner.app}/webhooks/verify`);

  const explain = async (
    change: Partial<Record<'secret' | 'timestamp' | 'signature' | 'body', string>>,
    title: RegExp,
  ) => {
    const pasted = { secret, timestamp, signature, body, ...change };
    await page.getByLabel('X-Okta-Signature').fill(pasted.signature);
    await page.getByLabel('X-Okta-Timestamp').fill(pasted.timestamp);
    await page.getByLabel('Signing secret').fill(pasted.secret);
    await page.getByLabel('Raw body').fill(pasted.body);
    await page.getByRole('button', { name: 'Explain' }).click();
    await expect(page.getByText(title)).toBeVisible();
  };
  await explain({}, /^The signature is right$/);
  await explain({ secret: `whsec_${'A'.repeat(43)}=` }, /not the one that signed this/);
  await explain({ body: body.replace('female', 'male') }, /differs from what was sent/);
  await explain({ body: JSON.stringify(JSON.parse(body), null, 2) }, /written again as JSON/);
  const past = String(Number(timestamp) - 3600);
  await explain(
    { timestamp: past, signature: okta(secret, past, body) },
    /The signature is right, but \d+ seconds old/,
  );
  await expectGoodLooks(page, 'an explained signature');
});
