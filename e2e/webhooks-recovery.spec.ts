import { expectGoodLooks } from './support/looks.ts';
import { makePartner } from './support/partner.ts';
import { expect, test } from './support/test.ts';
import { addBinEndpoint, createSubject, openApp, sendTest, setBin } from './support/webhooks.ts';

test.setTimeout(300_000);

test('a failing receiver: countdown, cancel, resend, what changed, and a replay that offers itself', async ({
  page,
}) => {
  const partner = await makePartner();
  await openApp(page, partner, 'webhooks');
  const { endpointUrl } = await addBinEndpoint(page, partner, ['education.subjects.created']);
  const endpointPage = page.url();
  await setBin(page, partner, endpointUrl, { 'Answers with': '500' });
  const name = `علم الفلك ${Date.now()}`;
  await sendTest(page, 'education.subjects.created', (data) => {
    Object.assign(data.subject ?? {}, { name });
  });
  const main = page.getByRole('main');
  await expect(main.getByText(/Next attempt in \d+ s/).first()).toBeVisible();
  await expect(main.getByText(name).first()).toBeVisible();
  await expect(main.getByText(/Body \d{4}-\d\d-\d\d, record \d{4}-\d\d-\d\d/)).toBeVisible();
  // Deliveries to one host share connections: one that was still open had no phase of connecting, and the page says so.
  const connecting = main.getByText('Connect', { exact: true }).first();
  await expect(
    connecting.or(main.getByText('over a connection that was still open')).first(),
  ).toBeVisible();
  for (const phase of ['First byte', 'Body']) {
    await expect(main.getByText(phase, { exact: true }).first()).toBeVisible();
  }
  // Its looks are seen below, when it is retried again: half a minute from now the next attempt would be made.
  await page.getByRole('button', { name: 'Cancel retries' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel retries' }).click();
  await expect(main.getByText(/Failed after 1 attempt/)).toBeVisible();
  await expectGoodLooks(page, 'a failed delivery');

  await setBin(page, partner, endpointUrl, { 'Answers with': '503' });
  const failed = page.url();
  await page.getByRole('button', { name: 'Resend now' }).click();
  await expect(main.getByText('Since attempt 1')).toBeVisible();
  await expect(
    main.getByRole('region', { name: 'Differences between attempts 1 and 2' }),
  ).toContainText('503');
  await expect(main.getByText('Resent by hand')).toBeVisible();
  const curl = await main
    .getByRole('button', { name: 'Copy as curl' })
    .first()
    .getAttribute('data-copy');
  expect(curl).toContain('X-Okta-Signature');
  expect(curl).toContain(name);
  await expectGoodLooks(page, 'the difference of two attempts of a delivery that is retried');
  await page.getByRole('button', { name: 'Cancel retries' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel retries' }).click();
  await expect(main.getByText(/Failed after [2-9] attempts/)).toBeVisible();

  await setBin(page, partner, endpointUrl, { 'Answers with': '200' });
  await page.goto(endpointPage);
  await expect(main.getByText('1 delivery failed.')).toBeVisible();
  await sendTest(page, 'ping');
  await expect(main.getByText('Delivered', { exact: true }).first()).toBeVisible();
  await page.goto(`/dashboard/apps/${partner.app}/webhooks`);
  const notices = page.getByRole('region', { name: 'Notices' });
  await expect(notices.getByText('It works again')).toBeVisible();
  await expectGoodLooks(page, 'the notice of a recovery');
  await notices.getByRole('link', { name: 'Replay them' }).click();
  await page.getByRole('button', { name: 'Replay 1 delivery' }).click();
  const dialog = page.getByRole('dialog', { name: 'Replay deliveries' });
  await expect(dialog.getByText('1 failed. What succeeds')).toBeVisible();
  await dialog.getByRole('button', { name: 'Replay 1 delivery' }).click();
  await expect(page.getByText('1 of 1 queued · 1 delivered')).toBeVisible({ timeout: 60_000 });
  await page.goto(failed);
  await expect(main.getByText('Replayed')).toBeVisible();
});

test('events of a disabled endpoint are held; a replay shows progress, pauses, resumes, is cancelled', async ({
  page,
  request,
}) => {
  const partner = await makePartner();
  await openApp(page, partner, 'webhooks');
  await addBinEndpoint(page, partner, ['education.subjects.created']);
  const endpointPage = page.url();
  await page.getByRole('button', { name: 'Disable' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByRole('button', { name: 'Enable' })).toBeVisible();
  // At one a second this leaves a busy machine time to pause the replay and to cancel it.
  for (let i = 1; i <= 48; i++) await createSubject(request, partner, `Robotics ${i}`);
  await page.reload();
  await expect(page.getByText('48 deliveries held while it was disabled.')).toBeVisible();
  await expectGoodLooks(page, 'a disabled endpoint');
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByRole('button', { name: 'Replay 48 deliveries' }).click();
  const dialog = page.getByRole('dialog', { name: 'Replay deliveries' });
  await dialog.getByLabel('How fast').selectOption('1');
  await expect(dialog.getByText('48 held. What succeeds')).toBeVisible();
  await expectGoodLooks(page, 'the preview of a replay');
  await dialog.getByRole('button', { name: 'Replay 48 deliveries' }).click();

  const jobs = page.getByRole('region', { name: 'Replays' });
  await expect(jobs.getByText(/[1-9]\d* of 48 queued/)).toBeVisible();
  await jobs.getByRole('button', { name: 'Pause' }).click();
  await expect(jobs.getByText('paused')).toBeVisible();
  await expectGoodLooks(page, 'a replay that waits');
  await jobs.getByRole('button', { name: 'Resume' }).click();
  await expect(jobs.getByText('running')).toBeVisible();
  await jobs.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the replay' }).click();
  await expect(jobs.getByText('cancelled')).toBeVisible();

  await page.goto(`${endpointPage.replace(/webhooks\/.*/, 'deliveries')}?status=held`);
  const table = page.getByRole('region', { name: 'Deliveries' });
  await expect(table.getByText('Held').first()).toBeVisible();
  await page.getByLabel('Select all on this page').check();
  await page.getByRole('button', { name: 'Replay selected' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Replay \d+ deliver/ })
    .click();
  await expect(page.getByText('No delivery matches these filters')).toBeVisible({
    timeout: 60_000,
  });
  const [listPage, endpointId] = endpointPage.split('/webhooks/');
  await page.goto(`${listPage}/deliveries?endpoint=${endpointId}&data=subject.name%3DRobotics+7`);
  await expect(table.getByRole('link', { name: 'education.subjects.created' })).toHaveCount(1);
  await page.getByLabel('Time', { exact: true }).selectOption({ label: 'Between…' });
  await page.getByLabel('From').fill('2020-01-01T00:00');
  await page.getByLabel('To', { exact: true }).fill('2020-02-01T00:00');
  await expect(page.getByText('No delivery matches these filters')).toBeVisible();
  await expectGoodLooks(page, 'the filters');
});
