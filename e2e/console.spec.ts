import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/looks.ts';
import type { Partner } from './support/partner.ts';
import { expect, test } from './support/test.ts';

// Answers of refusal are written to the browser's console by the browser itself.
test.use({ expectedErrors: [/Failed to load resource/] });

async function signIn(page: Page, partner: Partner): Promise<void> {
  await page.goto('/signin');
  await page.getByLabel('E-mail').fill(partner.email);
  await page.getByLabel('Password').fill(partner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
}

/** Opens an operation of the workshop's document with its console; answers the console when its form is there. */
async function open(page: Page, operation: string, hash = '#try'): Promise<Locator> {
  await page.goto(`/reference/workshop/${operation}${hash}`);
  const panel = page.getByRole('region', { name: /^Console: / });
  await panel.getByRole('button', { name: 'Send request' }).waitFor();
  return panel;
}

async function send(panel: Locator, status: number): Promise<Locator> {
  await panel.getByRole('button', { name: 'Send request' }).click();
  const answer = panel.getByRole('region', { name: 'Answer' });
  await expect(answer.getByText(String(status), { exact: true }).first()).toBeVisible();
  return answer;
}

/** What the workshop says that it was sent. */
async function told(answer: Locator): Promise<Record<string, unknown>> {
  return JSON.parse((await answer.locator('pre').first().textContent()) ?? '');
}

test.describe('every kind of request, signed in', () => {
  test.beforeEach(async ({ page, partner }) => signIn(page, partner));

  test('styles of parameters, those of the path included, go out as the document says', async ({
    page,
  }) => {
    const panel = await open(page, 'getTool');
    await panel.getByRole('textbox', { name: 'trace' }).fill('a&b=c/é');
    const { url, headers } = await told(await send(panel, 200));
    expect(url).toBe(
      `/v1/tools/${encodeURIComponent('منشار 7')}/;shelf=a,b?trace=a%26b%3Dc%2F%C3%A9&filter%5Bcolour%5D=red&ids=1|2`,
    );
    expect(headers).toMatchObject({ 'x-list': 'p,q' });
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('cookie');
  });

  test('a body follows the chosen variant, without what only the server writes', async ({
    page,
  }) => {
    const panel = await open(page, 'createTool');
    const body = panel.getByRole('textbox', { name: 'Request body' });
    await expect(body).toHaveValue(/"saw"/);
    expect(JSON.parse(await body.inputValue())).toEqual({ kind: 'saw', teeth: 24 });
    await panel.locator('.examples-select select').selectOption({ label: 'Hammer' });
    await expect(body).toHaveValue(/"hammer"/);
    const sent = await told(await send(panel, 201));
    expect(sent.headers).toMatchObject({ 'content-type': 'application/json' });
    expect(JSON.parse(String(sent.body))).toEqual({ kind: 'hammer', weight: 500 });
  });

  test('a method of OpenAPI 3.2 is sent as itself', async ({ page }) => {
    const panel = await open(page, 'searchTools');
    const sent = await told(await send(panel, 200));
    expect(sent).toMatchObject({ method: 'QUERY', url: '/v1/search' });
    expect(JSON.parse(String(sent.body))).toEqual({ word: 'saw' });
  });

  test('a form, a body of XML and an upload arrive as what they are', async ({ page }) => {
    const form = await told(await send(await open(page, 'orderTool'), 201));
    expect(form.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' });
    expect(Object.fromEntries(new URLSearchParams(String(form.body)))).toMatchObject({
      name: 'ليان Harbi',
    });

    const xml = await told(await send(await open(page, 'sendNote'), 201));
    expect(xml.headers).toMatchObject({ 'content-type': 'application/xml' });
    expect(xml.body).toContain('<to>Sara</to>');

    const panel = await open(page, 'uploadPicture');
    const picture = { name: 'saw.png', mimeType: 'image/png', buffer: Buffer.from('not really') };
    await panel.locator('input[type="file"]').setInputFiles(picture);
    const upload = await told(await send(panel, 201));
    expect(JSON.stringify(upload.headers)).toContain('multipart/form-data; boundary=');
    expect(upload.body).toContain('filename="saw.png"');
    expect(upload.body).toContain('not really');
    const answer = panel.getByRole('region', { name: 'Answer' });
    await answer.getByRole('tab', { name: 'Request' }).click();
    await expect(answer).toContainText(`-F 'file=@"saw.png";type=image/png'`);
  });

  test('numbers keep every digit, the next page is a click, and what breaks the document is named', async ({
    page,
  }) => {
    const panel = await open(page, 'listTools');
    const first = await send(panel, 200);
    await expect(first).toContainText('9007199254740991');
    await expect(first).toContainText('59 of 60 calls left');
    await first.getByRole('button', { name: 'Next page' }).click();
    await expect(first).toContainText('9007199254740992');
    await expect(first).toContainText('/total');
    await expect(first.getByRole('button', { name: 'Next page' })).toBeHidden();
  });

  test('bytes are saved, large text is shown in windows, a page stays text', async ({ page }) => {
    const bytes = await send(await open(page, 'downloadFile'), 200);
    const saving = page.waitForEvent('download');
    await bytes.getByRole('button', { name: 'Download' }).click();
    expect((await saving).suggestedFilename()).toBe('answer.bin');

    const large = await send(await open(page, 'readCatalogue'), 200);
    await expect(large.locator('.console-windows')).toBeVisible();
    expect((await large.locator('pre').first().textContent())?.length).toBeLessThan(1_000_000);

    const html = await send(await open(page, 'readPage'), 200);
    await expect(html).toContainText('<script>document.title="run"</script>');
    await expect(page).not.toHaveTitle('run');
  });

  test('events are shown as they arrive', async ({ page, request }) => {
    const panel = await open(page, 'watchTools');
    await panel.getByRole('button', { name: 'Send request' }).click();
    const answer = panel.getByRole('region', { name: 'Answer' });
    await expect(answer).toContainText('data: first');
    await expect(answer).toContainText('Arriving');
    await request.post(`http://127.0.0.1:${process.env.PORTAL_E2E_UPSTREAM}/v1/stream/rest`);
    await expect(answer).toContainText('data: second');
    await expect(answer).not.toContainText('Arriving');
  });

  test('a server relative to nothing is refused with a sentence', async ({ page }) => {
    const panel = await open(page, 'listTools');
    await panel.getByLabel('Environment').selectOption({ label: '/relative' });
    await panel.getByRole('button', { name: 'Send request' }).click();
    const answer = panel.getByRole('region', { name: 'Answer' });
    await expect(answer).toContainText('Said by the portal');
    await expect(answer).not.toContainText(/ENOTFOUND|ECONN|127\.0\.0\.1/);
  });

  test('what was typed is there again, goes into a link, and comes out of a curl command', async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const panel = await open(page, 'listTools');
    await panel.getByRole('textbox', { name: 'page' }).fill('7');
    await send(panel, 200);
    await page.reload();
    await expect(panel.getByRole('textbox', { name: 'page' })).toHaveValue('7');

    await panel.getByRole('button', { name: 'Share' }).click();
    await expect(panel.getByText('Link copied')).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(decodeURIComponent(link)).toContain('"value":"7"');

    await panel.getByRole('button', { name: 'Import curl' }).click();
    const command =
      "curl 'http://workshop.test/v1/tools?page=3' -H 'Authorization: Bearer okp_test_x'";
    await panel.getByRole('textbox', { name: 'curl command' }).fill(command);
    await panel.getByRole('button', { name: 'Fill the form' }).click();
    await expect(panel.getByRole('textbox', { name: 'page' })).toHaveValue('3');
    await expect(panel).toContainText('token of the command was left out');

    const order = await open(page, 'orderTool');
    await order.getByRole('textbox').first().fill('ريم');
    await send(order, 201);
    await page.reload();
    await expect(order.getByRole('textbox').first()).toHaveValue('ريم');
  });

  test('the history finds what was sent, and compares two answers', async ({ page }) => {
    const panel = await open(page, 'listTools');
    for (const number of ['41', '42']) {
      await panel.getByRole('textbox', { name: 'page' }).fill(number);
      const answer = await send(panel, 200);
      await expect(answer).toContainText('"two"');
    }
    await page.goto('/dashboard/history');
    await page.getByRole('textbox', { name: 'Path or body contains' }).fill('page=4');
    await page.getByRole('textbox', { name: 'Path or body contains' }).press('Enter');
    const list = page.getByRole('region', { name: 'Requests from the console' });
    await expect(list.getByRole('link')).toHaveText([/page=42/, /page=41/]);
    for (const number of ['41', '42'])
      await list.getByRole('checkbox', { name: new RegExp(`page=${number}`) }).check();
    await page.getByRole('button', { name: 'Search or compare' }).click();
    const compared = page.getByRole('region', { name: 'Two answers compared' });
    await expect(compared).toContainText('only in the first: "id": 90071992547409942');
    await expect(page).toHaveURL(/id=his_.*id=his_/);
  });

  test('answers that differ are compared line by line, and a request is sent again from the history', async ({
    page,
  }) => {
    const panel = await open(page, 'listTools');
    for (const [number, found] of [
      ['1', '9007199254740991'],
      ['2', '9007199254740992'],
    ] as const) {
      await panel.getByRole('textbox', { name: 'page' }).fill(number);
      await expect(await send(panel, 200)).toContainText(found);
    }
    await page.goto('/dashboard/history');
    const list = page.getByRole('region', { name: 'Requests from the console' });
    const boxes = list.getByRole('checkbox', { name: /\/tools\?page=[12]$/ });
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await page.getByRole('button', { name: 'Search or compare' }).click();
    const compared = page.getByRole('region', { name: 'Two answers compared' });
    await expect(compared).toContainText('only in the first: "id": 900719925474099');
    await expect(compared).toContainText('only in the second: "id": 900719925474099');

    await page.goto('/dashboard/history');
    await list
      .getByRole('link', { name: /\/tools\?page=2$/ })
      .first()
      .click();
    const chosen = page.getByRole('region', { name: 'The chosen request' });
    await expect(chosen).toContainText('Answered 200');
    const before = await list.getByRole('link', { name: /\/tools\?page=2$/ }).count();
    await chosen.getByRole('button', { name: 'Send again' }).click();
    await expect(list.getByRole('link', { name: /\/tools\?page=2$/ })).toHaveCount(before + 1);
  });

  test('a credential is saved, shown by its ends alone, tested and deleted', async ({ page }) => {
    const token = '00aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789ABcd';
    const bodies: Promise<string>[] = [];
    page.on('response', (answer) => bodies.push(answer.text().catch(() => '')));
    await page.goto('/dashboard/credentials');
    await page.getByRole('button', { name: 'Save a credential' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save a credential' });
    await dialog.getByLabel('For').selectOption({ label: 'Okta API, your own org' });
    await dialog.getByLabel('Domain of your org').fill('noor-schools.example.com');
    await dialog.getByLabel('Token', { exact: true }).fill(token);
    await dialog.getByLabel('Name').fill('Noor org');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog).toContainText('such as acme.okta.com');
    await dialog.getByLabel('Domain of your org').fill('noor-schools.okta.com');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();

    const row = page.getByRole('row', { name: /Noor org/ });
    await expect(row).toContainText('SSWS 00aB…ABcd');
    await expect(row).toContainText('Never');
    await page.route('**/api/relay/okta/own/**', (route) => {
      expect(route.request().headers()['x-portal-credential']).toMatch(/^crd_/);
      return route.fulfill({ status: 401, headers: { 'x-portal-upstream-status': '401' } });
    });
    await row.getByRole('button', { name: 'Test' }).click();
    await expect(row).toContainText('does not accept this token (401)');
    await row.getByRole('button', { name: 'Delete' }).click();
    const confirm = page.getByRole('alertdialog').or(page.getByRole('dialog'));
    await confirm.getByRole('button', { name: 'Delete credential' }).click();
    await expect(page.getByText('No credential saved')).toBeVisible();
    expect((await Promise.all(bodies)).join('')).not.toContain(token);
  });
});

test('the console is used by keyboard alone, from the link to the answer and back', async ({
  page,
}) => {
  await page.goto('/reference/partners/whoami');
  await page.getByRole('link', { name: 'Try it' }).focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('region', { name: 'Console: GET /whoami' });
  await panel.getByRole('button', { name: 'Send request' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await expect(panel.getByRole('region', { name: 'Answer' })).toContainText('"tenant_id"');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page.getByRole('link', { name: 'Try it' })).toBeFocused();
});

test('a call of the Okta sandbox leads to its log entry', async ({ page, partner }) => {
  await signIn(page, partner);
  await page.goto('/reference/okta/createApplication#try');
  const panel = page.getByRole('region', { name: /^Console: POST/ });
  const answer = await send(panel, 200);
  const link = answer.getByRole('link', { name: /^req/ });
  const id = await link.textContent();
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('/api/v1/apps');
  await expect(page.getByText(id ?? '')).toBeVisible();
});

test('the explorer lists every operation and sends through the relay', async ({ page }) => {
  await page.goto('/reference/partners');
  await page.getByRole('link', { name: 'Open the explorer' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Explorer' })).toBeVisible();
  await page.getByRole('heading', { level: 3, name: 'Identity' }).getByRole('button').click();
  const row = page.getByRole('button', { name: /^GET.*whoami/i }).first();
  await row.click();
  await page.getByRole('button', { name: 'Execute' }).click();
  await expect(page.locator('.live-responses-table')).toContainText('"tenant_id"');
  await expect(page.locator('.request-url')).toContainText('/api/apps/whoami');
});

test('the explorer leads to the console for methods that Swagger UI has no place for', async ({
  page,
  partner,
}) => {
  await signIn(page, partner);
  await page.goto('/reference/workshop/explorer');
  const own = page.getByRole('region', { name: 'On their own pages' });
  await own.getByRole('link').click();
  await expect(page.getByRole('region', { name: 'Console: QUERY /search' })).toBeVisible();
});

test('the explorer warns of a scope that the installation lacks', async ({ page, partner }) => {
  await signIn(page, partner);
  await page.route('**/api/console/partners', async (route) => {
    const answer = await route.fetch();
    const context = await answer.json();
    for (const caller of context.callers) caller.scopes = ['education.grades.read'];
    await route.fulfill({ response: answer, json: context });
  });
  await page.goto('/reference/partners/explorer');
  await page
    .getByRole('heading', { level: 3, name: /^Students/ })
    .getByRole('button')
    .click();
  const held = Promise.withResolvers<void>();
  await page.route('**/openapi/partners/listStudents.json', async (route) => {
    await held.promise;
    await route.continue();
  });
  await page
    .getByRole('button', { name: /^GET.*students/i })
    .first()
    .click();
  // What is not there yet cannot be sent.
  const execute = page.getByRole('button', { name: 'Execute' });
  await expect(execute).toBeDisabled();
  held.resolve();
  await expect(execute).toBeEnabled();
  await expect(page.getByText('This installation lacks a scope')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Request this scope' })).toHaveAttribute(
    'href',
    /\/dashboard\/apps\/.*\/scopes/,
  );
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1440]) {
    test.describe(`${colorScheme}, ${width} wide`, () => {
      test.use({
        colorScheme,
        viewport: { width, height: 900 },
        contextOptions: { reducedMotion: 'reduce' },
      });
      test('console and explorer have nothing for axe to find', async ({ page, partner }) => {
        test.slow();
        await signIn(page, partner);
        for (const operation of ['getTool', 'uploadPicture', 'orderTool'])
          await check(page, operation);
        await send(await open(page, 'listTools'), 200);
        await expectAccessible(page, 'answer');
        await page.goto('/reference/partners/explorer');
        await page.getByRole('heading', { level: 3, name: 'Identity' }).getByRole('button').click();
        await page
          .getByRole('button', { name: /^GET.*whoami/i })
          .first()
          .click();
        await page.getByRole('button', { name: 'Execute' }).click();
        await expect(page.locator('.live-responses-table')).toContainText('"tenant_id"');
        await expectAccessible(page, 'explorer');
        for (const place of ['credentials', 'history']) {
          await page.goto(`/dashboard/${place}`);
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await expectAccessible(page, place);
        }
        await page
          .getByRole('link', { name: /\/tools/ })
          .first()
          .click();
        await expect(page.getByRole('region', { name: 'The chosen request' })).toBeVisible();
        await expectAccessible(page, 'one request');
      });
    });
  }
}

async function check(page: Page, operation: string): Promise<void> {
  await open(page, operation);
  await expectAccessible(page, operation);
}
