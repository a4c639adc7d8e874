import { choosePassword, fillApplication, reviewerPage, signIn } from './support/entry.ts';
import { expectAccessible } from './support/looks.ts';
import { portal } from './support/partner.ts';
import { expect, test } from './support/test.ts';

// Each looks at many pages with axe, and machines that run tests are busy.
test.setTimeout(300_000);

const password = 'moss-violin-84-dune';
const tag = () => Math.random().toString(36).slice(2, 10);

test('without a mail server the reviewer hands over the link by which an owner gets in', async ({
  page,
  browser,
  baseURL,
}) => {
  const company = `<b>Masar</b> \u202eمسار ${tag()}`;
  const shown = company.replace('\u202e', '');
  const email = `sara-${tag()}@masar.example`;
  await page.goto('/apply');
  await expectAccessible(page);
  await page.getByLabel('Company').fill(company);
  await page.getByRole('button', { name: 'Send the application' }).click();
  await expect(page.getByText('5 answers need another look.')).toBeVisible();
  await expect(page.getByLabel('Company')).toHaveValue(company);
  await expect(page.getByLabel('Web site')).toBeFocused();
  await expectAccessible(page);
  await fillApplication(page, { company, email });
  await page.getByRole('button', { name: 'Send the application' }).click();
  await expect(page.getByText('Waiting for a reviewer')).toBeVisible();
  await expectAccessible(page);

  const reviewer = await reviewerPage(browser, baseURL);
  await expect(reviewer).toHaveURL(/\/admin$/);
  await expectAccessible(reviewer);
  await reviewer.goto(`${baseURL}/admin/applications?q=${encodeURIComponent(email)}`);
  await expectAccessible(reviewer);
  await reviewer.getByRole('link', { name: shown }).click();
  await expect(reviewer.getByRole('heading', { level: 1, name: shown })).toBeVisible();
  await expectAccessible(reviewer);
  await reviewer.getByRole('button', { name: 'Approve' }).click();
  const link = (await reviewer.locator('pre').textContent()) ?? '';
  const [url = ''] = /http\S+\/signin\/password\/[\w-]{43}/.exec(link) ?? [];
  await expectAccessible(reviewer);

  await page.reload();
  await expect(page.getByText('you are its owner')).toBeVisible();
  await page.goto(url);
  await expectAccessible(page);
  await choosePassword(page, 'password1234!');
  await expect(page.getByText('among those that are tried first')).toBeVisible();
  await choosePassword(page, password);
  await expect(page.getByText('Your password is chosen')).toBeVisible();
  await signIn(page, baseURL, { email, password });
  await expect(page).toHaveURL(/\/dashboard$/);
  await expect(page.getByRole('link', { name: shown })).toBeVisible();
  await page.goto('/dashboard/team');
  await expect(page.getByText('سارة الزهراني')).toBeVisible();
  const gone = await page.request.get(url);
  expect(gone.status()).toBe(404);
});

test('a declined applicant reads the reason, and nothing is made', async ({
  page,
  browser,
  baseURL,
}) => {
  const company = `Madar ${tag()}`;
  await page.goto('/apply');
  await fillApplication(page, { company, email: `omar-${tag()}@madar.example` });
  await page.getByRole('button', { name: 'Send the application' }).click();
  await expect(page.getByText('Waiting for a reviewer')).toBeVisible();
  const reviewer = await reviewerPage(browser, baseURL);
  await reviewer.goto(`${baseURL}/admin/applications?status=pending`);
  await reviewer.getByRole('link', { name: company }).click();
  await reviewer.getByLabel('Reason').fill('The site <script>alert(1)</script> does not answer.');
  await reviewer.getByRole('button', { name: 'Decline' }).click();
  await expect(reviewer.getByText('reads the reason')).toBeVisible();
  await page.reload();
  await expect(page.getByText('The site <script>alert(1)</script> does not answer.')).toBeVisible();
  await expectAccessible(page);
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('applying works, keeps what was typed, and is one application however often it is sent', async ({
    page,
    request,
  }) => {
    const company = `Rafed ${tag()}`;
    await page.goto('/apply');
    await page.getByLabel('Company').fill(company);
    await page.getByRole('button', { name: 'Send the application' }).click();
    await expect(page.getByText('Choose one of the three.')).toBeVisible();
    await expect(page.getByLabel('Company')).toHaveValue(company);
    await fillApplication(page, { company, email: `maha-${tag()}@rafed.example` });
    const sent = page.waitForRequest((one) => one.method() === 'POST');
    await page.getByRole('button', { name: 'Send the application' }).click();
    await expect(page.getByText('Waiting for a reviewer')).toBeVisible();
    const first = await sent;
    const again = await request.fetch(first.url(), {
      method: 'POST',
      headers: { ...(await first.allHeaders()) },
      data: first.postDataBuffer() ?? '',
      maxRedirects: 0,
    });
    expect(again.headers().location ?? '').toContain(new URL(page.url()).pathname);
  });
});

test.describe('the reviewers’ pages', () => {
  test.use({ expectedErrors: [/404 \(Not Found\)/] });

  test('do not exist for partners; guests sign in first', async ({ page, partner, baseURL }) => {
    const pages = ['/admin', '/admin/applications', '/admin/applications/apl_x', '/admin/sessions'];
    for (const path of pages) {
      await page.goto(path);
      expect(page.url()).toMatch(/\/signin\?returnTo=%2Fadmin/);
    }
    await signIn(page, baseURL, partner);
    for (const path of pages) {
      expect((await page.goto(path))?.status()).toBe(404);
      await expect(page.getByRole('heading', { name: 'This page does not exist' })).toBeVisible();
    }
  });
});

test('changing the password ends the other sessions and keeps this one', async ({
  page,
  browser,
  baseURL,
}) => {
  const made = await portal('demo');
  const who = made as { email: string; password: string };
  const other = await (await browser.newContext()).newPage();
  await signIn(other, baseURL, who);
  await signIn(page, baseURL, who);
  await page.goto('/dashboard/sessions');
  await expectAccessible(page);
  await page.getByLabel('The password that you have').fill('not-the-password');
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByLabel('New password once more').fill(password);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('This is not your password')).toBeVisible();
  await page.getByLabel('The password that you have').fill(who.password);
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByLabel('New password once more').fill(password);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('Your password is changed')).toBeVisible();
  await other.goto(`${baseURL}/dashboard`);
  await expect(other).toHaveURL(/\/signin/);
  await page.goto('/dashboard/sessions');
  await expect(page.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible();
});

test('whoever belongs to no organization ends sessions and changes the password', async ({
  page,
  browser,
  baseURL,
}) => {
  const email = `amal-${tag()}@rafed.example`;
  // The command's own output, in the form that its documentation promises.
  const who = (await portal('user', 'create', '--email', email, '--name', 'أمل الحربي')) as {
    email: string;
    password: string;
  };
  const other = await (await browser.newContext()).newPage();
  await signIn(other, baseURL, who);
  await signIn(page, baseURL, who);
  await page.goto('/dashboard/sessions');
  await expect(page.getByText('You belong to no organization yet')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'End all others' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End all others' }).click();
  await expect(page.getByRole('region', { name: 'Sessions' }).getByRole('row')).toHaveCount(2);
  await other.goto(`${baseURL}/dashboard`);
  await expect(other).toHaveURL(/\/signin/);
  await page.getByLabel('The password that you have').fill(who.password);
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByLabel('New password once more').fill(password);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('Your password is changed')).toBeVisible();
});

test('no other site can start anything here', async ({ request }) => {
  const paths = [
    '/apply',
    '/signin',
    '/signin/forgot',
    '/signin/issuer',
    '/admin/applications/apl_x',
    '/api/auth/signin/oidc',
    '/api/portal/team',
    '/api/portal/sessions',
    '/api/portal/confirmation',
    '/api/portal/account-notices/ntc_x',
  ];
  for (const path of paths) {
    const answer = await request.post(path, {
      headers: { origin: 'https://evil.example' },
      data: {},
    });
    expect([path, answer.status()]).toEqual([path, 403]);
  }
});
