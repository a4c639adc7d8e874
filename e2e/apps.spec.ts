import type { Page } from '@playwright/test';
import { reviewerPage, signIn as signInAt } from './support/entry.ts';
import { expectAccessible } from './support/looks.ts';
import { writeManifest as write } from './support/manifest.ts';
import { makePartner, type Partner, portal } from './support/partner.ts';
import { expect, test } from './support/test.ts';

async function signIn(page: Page, path: string, who: Partner): Promise<void> {
  await signInAt(page, undefined, who);
  await page.goto(path);
}

const stamp = () => Date.now().toString(36);

const manifest = (slug: string, edit: (text: string) => string = (text) => text) =>
  edit(`# Kept by hand.
slug: ${slug}
names:
  en: Masar Bus
  ar: حافلة مسار
integration_type: external
version: 1.0.0
scopes:
  education.students.read: Shows the students of each bus to its driver.
optional_scopes:
  education.sections.read: Groups the students of a bus by class.
webhooks:
  - url: https://bus.masar.example/hooks/okta
    events: [education.students.created]
bridge_url: https://bus.masar.example/bridge
contacts:
  - name: Support
    email: support@masar.example
data_retention: Bus lists are kept for one school year, and deleted 30 days after.
homepage_url: https://masar.example
privacy_url: https://masar.example/privacy
`);

async function createFromManifest(page: Page, text: string): Promise<string> {
  await page.getByRole('textbox', { name: 'Manifest' }).fill(text);
  await page.getByRole('button', { name: 'Create from this manifest' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Manifest' })).toBeVisible();
  return new URL(page.url()).pathname.split('/')[3] ?? '';
}

test('an app from a manifest that fails the scan, mended, reviewed, published and consented to', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000);
  // Of its own: it installs an app, and the newest installation is what other journeys' consoles call as.
  const partner = await makePartner();
  const slug = `masar-bus-${stamp()}`;
  await signIn(page, '/dashboard/apps/new', partner);
  await expectAccessible(page);
  const bad = manifest(slug, (text) =>
    text
      .replace('https://bus.masar.example/hooks', 'http://10.0.0.7/hooks')
      .replace('.read:', '.raed:'),
  );
  const app = await createFromManifest(page, bad);
  const problems = page.getByRole('main');
  await expect(problems.getByText('is education.students.read meant?')).toBeVisible();
  await expect(problems.getByText('10.0.0.7 is reached by plain http://.')).toBeVisible();
  await expect(problems.getByText('10.0.0.7 cannot be reached from the internet.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Submit' }).click();
  await expect(page.getByText('The scan refused the version')).toBeVisible();

  await write(page, manifest(slug));
  await expect(page.getByText('Ready to submit')).toBeVisible();
  await page.getByRole('button', { name: 'Submit' }).click();
  await expect(page.getByText('It passed the scan and waits for a reviewer')).toBeVisible();
  await expectAccessible(page);

  const review = await reviewerPage(browser, baseURL);
  await review.goto(`${baseURL}/admin/versions`);
  await expectAccessible(review);
  const row = review.getByRole('row', { name: slug });
  await row.getByRole('link', { name: 'Masar Bus' }).click();
  await expect(review.getByText('Shows the students of each bus').first()).toBeVisible();
  await expectAccessible(review);
  await review.getByRole('button', { name: 'Approve' }).click();
  await review.getByRole('alertdialog').getByRole('button', { name: 'Approve' }).click();
  await expect(review.getByText('Approved', { exact: true })).toBeVisible();

  await page.reload();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('This is what tenants find')).toBeVisible();

  await page.goto(`/dashboard/apps/${app}/installations/consent?tenant=${partner.tenant_id}`);
  await expect(page.getByText('Shows the students of each bus to its driver.')).toBeVisible();
  await page.getByRole('checkbox', { name: /See the sections/ }).uncheck();
  await page.getByRole('button', { name: 'Install and consent' }).click();
  await expect(page.getByText('1 scope holds')).toBeVisible();
  const token = (await page.locator('pre', { hasText: 'okp_test_' }).first().textContent()) ?? '';
  const headers = { authorization: `Bearer ${/okp_test_\w+/.exec(token)?.[0]}` };
  const whoami = await page.request.get('/api/apps/whoami', { headers });
  expect(await whoami.json()).toMatchObject({ module: slug, scopes: ['education.students.read'] });
  const denied = await page.request.get('/api/apps/education/terms', { headers });
  expect(denied.status()).toBe(403);

  await test.step('a denied call goes into the next version, and only the difference is asked', async () => {
    await page.goto(`/dashboard/apps/${app}/scopes`);
    await expect(async () => {
      await page.reload();
      await expect(page.getByText('1 denied')).toBeVisible({ timeout: 5_000 });
    }).toPass();
    await expectAccessible(page);
    await page
      .getByRole('button', { name: 'Add to the next version: education.terms.read' })
      .click();
    await page.getByLabel('Reason').fill('Counts the days of a term on which a bus was late.');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await expect(page.getByText('Next version: needed')).toBeVisible();
    await page.goto(`/dashboard/apps/${app}/manifest`);
    await expect(page.getByText('# Kept by hand.').first()).toBeVisible();
    await page.getByRole('button', { name: 'Submit' }).click();
    await expect(page.getByText('It passed the scan and waits for a reviewer')).toBeVisible();
    await review.goto(`${baseURL}/admin/versions`);
    await review.getByRole('row', { name: slug }).first().getByRole('link').click();
    await review.getByRole('button', { name: 'Approve' }).click();
    await review.getByRole('alertdialog').getByRole('button', { name: 'Approve' }).click();
    await expect(review.getByText('Approved', { exact: true })).toBeVisible();
    await page.reload();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByText('Another version took its place.')).toBeVisible();
    await page.goto(`/dashboard/apps/${app}/installations/consent?tenant=${partner.tenant_id}`);
    await expect(page.getByText('Counts the days of a term')).toBeVisible();
    await page.getByRole('button', { name: 'Consent', exact: true }).click();
    await expect(
      page
        .getByText('hold from the next request', { exact: false })
        .or(page.getByText('holds from the next request', { exact: false })),
    ).toBeVisible();
    const allowed = await page.request.get('/api/apps/education/terms', { headers });
    expect(allowed.status()).toBe(200);
  });
  await review.context().close();
});

test('a rejected version comes back with its reason, and a rule that does not fit is waived', async ({
  page,
  partner,
  browser,
  baseURL,
}) => {
  const slug = `masar-desk-${stamp()}`;
  await signIn(page, '/dashboard/apps/new', partner);
  const bare = manifest(slug, (text) => text.replace(/privacy_url: .*\n/, ''));
  const app = await createFromManifest(page, bare);
  await page.getByRole('button', { name: 'Submit' }).click();
  await expect(page.getByText('The scan refused the version')).toBeVisible();

  const review = await reviewerPage(browser, baseURL);
  await review.goto(`${baseURL}/admin/versions`);
  const stopped = review.getByRole('region', { name: 'Stopped by the scan' });
  await stopped.getByRole('row', { name: slug }).getByRole('link').click();
  const rule = 'personal-data-without-privacy-url';
  await review.getByRole('button', { name: `Waive ${rule}` }).click();
  await review.getByLabel('Reason').fill('The privacy page is online before the launch.');
  await review.getByRole('button', { name: 'Waive', exact: true }).click();
  await expect(review.getByText('Waived for this app')).toBeVisible();

  await page.goto(`/dashboard/apps/${app}/versions`);
  await page.getByRole('button', { name: 'Submit' }).click();
  await expect(page.getByText('It passed the scan and waits for a reviewer')).toBeVisible();
  await review.reload();
  await review.getByLabel('Reason').fill('Say in the manifest which buses are meant.');
  await review.getByRole('button', { name: 'Reject' }).click();
  await expect(review.getByText('Rejected', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText('Say in the manifest which buses are meant.')).toBeVisible();
  await expectAccessible(page);
  await review.context().close();
});

test('two editors of one manifest notice each other', async ({ page, partner, context }) => {
  const slug = `masar-two-${stamp()}`;
  await signIn(page, '/dashboard/apps/new', partner);
  const app = await createFromManifest(page, manifest(slug));
  const other = await context.newPage();
  await other.goto(`/dashboard/apps/${app}/manifest`);
  await write(
    other,
    manifest(slug, (text) => text.replace('1.0.0', '1.0.1')),
  );
  await other.getByRole('button', { name: 'Save draft' }).click();
  await expect(
    other.getByText('Saved as revision 2').or(other.getByText('revision 2,')),
  ).toBeVisible();
  await write(
    page,
    manifest(slug, (text) => text.replace('1.0.0', '2.0.0')),
  );
  await expect(page.getByText(/saved revision 2/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Take theirs, drop mine' }).click();
  await expect(page.getByRole('textbox', { name: 'Manifest' })).toContainText('version: 1.0.1');
});

test('what belongs to another organization is not there', async ({ page, partner, request }) => {
  const other = (await portal('demo')) as Partner;
  await signIn(page, '/dashboard', partner);
  for (const section of ['manifest', 'versions', 'scopes']) {
    const answer = await page.request.get(`/dashboard/apps/${other.app}/${section}`);
    expect(answer.status(), section).toBe(404);
  }
  const file = await page.request.get(`/api/portal/apps/${other.app}/manifest/file`);
  expect(file.status()).toBe(404);
  expect((await page.request.get('/admin/versions')).status()).toBe(404);
  const schema = await request.get('/docs/manifest.schema.json');
  expect(await schema.json()).toMatchObject({ type: 'object', additionalProperties: false });
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('an app is created from an example, and its manifest saved and checked', async ({
    page,
    partner,
  }) => {
    const slug = `masar-plain-${stamp()}`;
    await signIn(page, '/dashboard/apps/new', partner);
    await page.getByLabel('Notification', { exact: true }).check();
    await page.getByLabel('Name', { exact: true }).fill('Masar Messages');
    await page.getByLabel('Slug').fill(slug);
    await page.getByRole('button', { name: 'Create app' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Manifest' })).toBeVisible();
    const text = page.getByRole('textbox', { name: 'Manifest' });
    await text.fill(`${await text.inputValue()}colour: blue\n`);
    await page.getByRole('button', { name: 'Save and check' }).click();
    await expect(page.getByText('“colour” is not a field of the manifest.')).toBeVisible();
  });

  test('a session that ended takes nothing of what was typed: it is sent after the next sign-in', async ({
    page,
  }) => {
    const partner = await makePartner();
    const slug = `masar-kept-${stamp()}`;
    const endSession = () => page.context().clearCookies();
    const signInAgain = async () => {
      const [tab] = await Promise.all([
        page.waitForEvent('popup'),
        page.getByRole('link', { name: 'Sign in in a new tab' }).click(),
      ]);
      await tab.getByLabel('E-mail').fill(partner.email);
      await tab.getByLabel('Password').fill(partner.password);
      await tab.getByRole('button', { name: 'Sign in' }).click();
      await expect(tab).not.toHaveURL(/signin/);
      await tab.close();
    };
    await signIn(page, '/dashboard/apps/new', partner);
    await page.getByLabel('Embedded', { exact: true }).check();
    await page.getByLabel('Name', { exact: true }).fill('Masar <Bus>');
    await page.getByLabel('Slug').fill(slug);
    await endSession();
    await page.getByRole('button', { name: 'Create app' }).click();
    await expect(page.getByText('You are signed out.')).toBeVisible();
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Masar <Bus>');
    await expect(page.getByLabel('Embedded', { exact: true })).toBeChecked();
    await signInAgain();
    await page.getByRole('button', { name: 'Create app' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Manifest' })).toBeVisible();

    const text = page.getByRole('textbox', { name: 'Manifest' });
    const written = `${await text.inputValue()}colour: blue\n`;
    await text.fill(written);
    await endSession();
    await page.getByRole('button', { name: 'Save and check' }).click();
    await expect(page.getByText('You are signed out.')).toBeVisible();
    await expect(text).toHaveValue(written);
    await signInAgain();
    await page.getByRole('button', { name: 'Save and check' }).click();
    await expect(page.getByText('“colour” is not a field of the manifest.')).toBeVisible();
    await expect(text).toHaveValue(written);
  });
});
