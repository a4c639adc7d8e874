import type { Page } from '@playwright/test';
import { choosePassword, fillApplication, signIn } from './support/entry.ts';
import { expectAccessible } from './support/looks.ts';
import { type MailingPortal, test } from './support/mailing-portal.ts';
import { expect } from './support/test.ts';

// Each looks at many pages with axe, and machines that run tests are busy.
test.setTimeout(300_000);

const password = 'moss-violin-84-dune';
const tag = () => Math.random().toString(36).slice(2, 10);

/** Through the login and, where it asks for it, the consent page of the identity provider, and back. */
async function throughIssuer(page: Page, { url }: MailingPortal, login: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  const consent = page.getByRole('button', { name: 'Continue' });
  const back = page.waitForURL((at) => at.origin === url);
  const asked = consent.waitFor().then(
    () => true,
    () => false,
  );
  if (await Promise.race([asked, back.then(() => false)])) await consent.click();
  await back;
}

async function invite(page: Page, { url, demo }: MailingPortal, email: string): Promise<void> {
  await signIn(page, url, demo);
  await page.goto(`${url}/dashboard/team`);
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Role', { exact: true }).selectOption('owner');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await expect(page.getByText('It was mailed, too.')).toBeVisible();
  await expectAccessible(page);
}

test('a company applies, confirms by mail, is approved by mail, and its owner signs in', async ({
  page,
  browser,
  mailing,
}) => {
  const { url, reviewer, linkTo } = mailing;
  const company = `Masar ${tag()}`;
  const email = `sara-${tag()}@masar.example`;
  await page.goto(`${url}/apply`);
  await fillApplication(page, { company, email });
  await page.getByRole('button', { name: 'Send the application' }).click();
  await expect(page).toHaveURL(/\/apply\/status\//);
  await expect(page.getByText('A mail with a link is on its way')).toBeVisible();
  await expectAccessible(page);
  const status = page.url();
  await page.goto(await linkTo(email, '/apply/confirm'));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText('Your address is confirmed')).toBeVisible();

  const desk = await (await browser.newContext()).newPage();
  await signIn(desk, url, reviewer);
  await desk.getByRole('link', { name: company }).click();
  await desk.getByRole('button', { name: 'Approve' }).click();
  await expect(desk.getByText('told by mail')).toBeVisible();

  await page.goto(await linkTo(email, '/signin/password'));
  await choosePassword(page, password);
  await expect(page.getByText('Your password is chosen')).toBeVisible();
  await signIn(page, url, { email, password });
  await expect(page.getByRole('link', { name: company })).toBeVisible();
  await page.goto(status);
  await expect(page.getByText('you are its owner')).toBeVisible();
});

test('a forgotten password is replaced by mail, and every session ends', async ({
  page,
  browser,
  mailing,
}) => {
  const { url, linkTo } = mailing;
  const email = `huda-${tag()}@masar.example`;
  await invite(page, mailing, email);
  const link = await linkTo(email, '/invitations');
  const hers = await (await browser.newContext()).newPage();
  await hers.goto(link);
  await expectAccessible(hers);
  await hers.getByLabel('Your name').fill('هدى الحربي');
  await hers.getByLabel('Password').fill('tram-lamp-fig-22');
  await hers.getByRole('button', { name: 'Create account and join' }).click();
  await expect(hers).toHaveURL(/\/dashboard$/);

  const guest = await (await browser.newContext()).newPage();
  const answers: string[] = [];
  for (const address of [email, `nobody-${tag()}@masar.example`]) {
    await guest.goto(`${url}/signin`);
    await guest.getByRole('link', { name: 'Forgot your password?' }).click();
    await expect(guest.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
    await guest.getByLabel('E-mail').fill(address);
    await guest.getByRole('button', { name: 'Send the link' }).click();
    await expect(guest.getByText('Look into your mail')).toBeVisible();
    await expectAccessible(guest);
    answers.push((await guest.getByRole('main').textContent())?.replaceAll(address, '…') ?? '');
  }
  expect(answers[0]).toBe(answers[1]);
  await guest.goto(await linkTo(email, '/signin/password'));
  await expect(guest.getByRole('heading', { name: 'Choose a new password' })).toBeVisible();
  await choosePassword(guest, password);
  await expect(guest.getByText('Your password is chosen')).toBeVisible();
  await signIn(guest, url, { email, password });
  await hers.goto(`${url}/dashboard`);
  await expect(hers).toHaveURL(/\/signin/);
});

test('an invited person comes in through the identity provider, and confirms through it', async ({
  page,
  browser,
  mailing,
}) => {
  const { url, issuer } = mailing;
  const login = `nora-${tag()}`;
  const email = `${login}@masar.example`;
  issuer.people.set(login, { email, email_verified: true, name: 'نورة القحطاني' });
  await invite(page, mailing, email);

  const hers = await (await browser.newContext()).newPage();
  await hers.goto(`${url}/dashboard`);
  await hers.getByRole('button', { name: /^Continue with 127/ }).click();
  await throughIssuer(hers, mailing, login);
  await expect(hers).toHaveURL(/\/dashboard$/);
  await hers.getByRole('link', { name: 'Team' }).click();
  await expect(hers.getByText('نورة القحطاني')).toBeVisible();
  await hers.goto(`${url}/dashboard/sessions`);
  await expect(hers.getByText('You have no password here')).toBeVisible();
  await expectAccessible(hers);

  const confirm = async () =>
    hers.evaluate(async () => (await fetch('/api/portal/confirmation')).json());
  expect(await confirm()).toEqual({ password: false, issuer: true });
  await hers.goto(`${url}/dashboard`);
  await hers.getByRole('link', { name: 'Noor Attendance' }).first().click();
  await hers.getByRole('link', { name: 'Tokens' }).first().click();
  await expect(hers).toHaveURL(/\/tokens$/);
  let refusals = 0;
  await hers.route('**/api/portal/apps/*/tokens/*', async (route) => {
    if (route.request().method() === 'GET' || refusals++ > 0) return route.continue();
    const body = { message: 'Confirm with your password.', error: 'confirmation_required' };
    return route.fulfill({ status: 403, json: body });
  });
  const here = hers.url();
  await hers.getByRole('button', { name: 'Rotate' }).first().click();
  await hers.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
  await expect(hers.getByText('your identity provider asks you once more')).toBeVisible();
  await expectAccessible(hers);
  await hers.getByRole('button', { name: 'Confirm' }).click();
  await throughIssuer(hers, mailing, login);
  await expect(hers).toHaveURL(here);
});

// The pages of the provider want a font from elsewhere, and have no icon.
test.use({ expectedErrors: [/fonts\.googleapis|favicon\.ico/] });

test('somebody whom the provider knows and the portal does not is told what to do', async ({
  page,
  mailing,
}) => {
  const { url, issuer } = mailing;
  const login = `zaid-${tag()}`;
  issuer.people.set(login, { email: `${login}@masar.example`, email_verified: true });
  await page.goto(`${url}/signin`);
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Continue with 127/ }).click();
  await throughIssuer(page, mailing, login);
  await expect(page.getByText('There is no account with your address.')).toBeVisible();
  await expectAccessible(page);
});
