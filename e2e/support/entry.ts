import { type Browser, expect, type Page } from '@playwright/test';
import { portal } from './partner.ts';

/** Signs in on the page where the form is, or at `base`. */
export async function signIn(
  page: Page,
  base: string | undefined,
  who: { email: string; password: string },
) {
  await page.goto(`${base ?? ''}/signin`);
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).not.toHaveURL(/\/signin/);
}

/** Fills the form of an application; `company` and `email` tell tests apart. */
export async function fillApplication(page: Page, who: { company: string; email: string }) {
  await page.getByLabel('Company').fill(who.company);
  await page.getByLabel('Web site').fill('masar.example');
  await page.getByLabel('Your name').fill('سارة الزهراني');
  await page.getByLabel('Your e-mail').fill(who.email);
  await page.getByText('External system').click();
  await page
    .getByLabel('What you want to build')
    .fill('We show the attendance of each pupil to the guardians in our own app.');
}

/** Chooses a password on the page behind a link. */
export async function choosePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByLabel('New password once more').fill(password);
  await page.getByRole('button', { name: 'Choose this password' }).click();
}

/** A reviewer of the portal under test, signed in in a browser of their own. */
export async function reviewerPage(browser: Browser, base: string | undefined): Promise<Page> {
  const email = `rana-${Math.random().toString(36).slice(2, 10)}@okta-portal.example`;
  const who = ['--email', email, '--name', 'رنا الغامدي', '--reviewer'];
  // The command's own output, in the form that its documentation promises.
  const account = (await portal('user', 'create', ...who)) as { email: string; password: string };
  const page = await (await browser.newContext()).newPage();
  await signIn(page, base, account);
  return page;
}
