import type { Page } from '@playwright/test';
import { expectAccessible } from './support/looks.ts';
import { expect, test } from './support/test.ts';

// Documents of e2e/documents: Swagger 2.0, OpenAPI 3.0, 3.1 and 3.2, a hostile one, and one that cannot be read.
const operations = [
  {
    path: '/reference/archive/uploadFile',
    title: 'Upload a file',
    facts: ['The file itself', 'write_pets', 'Uploaded fine'],
  },
  {
    path: '/reference/library/listBooks',
    title: 'List books',
    facts: ['How many books', 'at most 100', 'As on the cover'],
  },
  {
    path: '/reference/zoo/createVisit',
    title: 'Create a visit',
    facts: [';a=x;b=2', 'Level low', 'Hours then', 'Calls left'],
  },
  {
    path: '/reference/streams/querySearch',
    title: 'Query method search',
    facts: ['QUERY', 'Line number', 'Tick count'],
  },
  {
    path: '/reference/hostile/refs',
    title: 'window.hurt = 1',
    facts: ['file:///etc/passwd', 'http://169.254.169.254/x'],
  },
];

/** Every address that the page asks for. */
const requests = (page: Page): string[] => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  return asked;
};
const isShown = (page: Page, language: string) =>
  expect(page.locator(`pre[data-sample="${language}"]`)).toBeVisible();

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  for (const { path, title, facts } of operations) {
    test(`${path} is readable`, async ({ page }) => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
      for (const fact of facts) await expect(page.locator('body')).toContainText(fact);
      await isShown(page, 'curl');
      // The page is kept for everybody, so it cannot say who reads it.
      await expect(page.getByRole('link', { name: 'Your account' })).toBeVisible();
      await expect(page.getByRole('link', { name: 'Sign in' })).toBeHidden();
    });
  }

  test('searching is a plain form', async ({ page }) => {
    await page.goto('/reference/zoo');
    await page.getByRole('link', { name: 'Search', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Search for' }).fill('POST /animals/{}/visits');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL(/\/search\?q=/);
    const hit = page.getByRole('main').getByRole('link', { name: /Create a visit/ });
    await expect(hit.locator('mark')).toHaveText('/animals/{animalId}/visits');
    await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);
    await hit.click();
    await expect(page).toHaveURL(/\/reference\/zoo\/createVisit$/);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    const pages = [
      ...operations.map(({ path }) => path),
      '/reference',
      '/reference/zoo',
      '/reference/zoo/schemas/Visit',
      '/reference/zoo/webhooks/animalEscaped',
      '/search?q=visit',
    ];
    test('no page breaks a rule of accessibility, scrolls sideways on a phone or asks another host', async ({
      page,
      baseURL,
    }) => {
      test.slow();
      const asked = requests(page);
      for (const path of pages) {
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.goto(path);
        await expectAccessible(page, path);
        await page.setViewportSize({ width: 390, height: 844 });
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wide, path).toBeLessThanOrEqual(0);
      }
      const foreign = asked.filter(
        (url) => !url.startsWith(`${baseURL}/`) && !/^(data|blob):/.test(url),
      );
      expect(foreign).toEqual([]);
      expect(await page.evaluate(() => 'hurt' in window)).toBe(false);
    });
  });
}

test('the language of the samples is remembered across pages and loads, and never flashes', async ({
  page,
}) => {
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      document.documentElement.dataset.atFirst = document.documentElement.dataset.lang ?? 'none';
    });
  });
  await page.goto('/reference/library/listBooks');
  await isShown(page, 'curl');
  await page.getByRole('button', { name: 'Python', exact: true }).click();
  await isShown(page, 'python');
  await page
    .getByRole('link', { name: /Add a book/ })
    .first()
    .click();
  await expect(page).toHaveURL(/addBook$/);
  await isShown(page, 'python');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-at-first', 'python');
  await isShown(page, 'python');
  // A guide shows the same language, and its first one where the chosen one is missing.
  await page.goto('/docs/partners/webhooks');
  await isShown(page, 'python');
  await expect(page.locator('pre[data-sample="javascript"]')).toBeHidden();
  await page.evaluate(() => {
    document.documentElement.dataset.lang = 'csharp';
  });
  await isShown(page, 'javascript');
});

test('a deep link opens what it leads to: a property, an answer', async ({ page }) => {
  await page.goto('/reference/zoo/createVisit#response-4XX');
  await expect(page.locator('#response-4XX')).toHaveAttribute('open', '');
  const deep = page.locator('[id*="-nested-"][id$="-deepInside"]').first();
  const id = await deep.getAttribute('id');
  await page.goto('/reference/zoo/createVisit');
  await expect(page.locator(`[id="${id}"]`)).toBeHidden();
  await page.goto(`/reference/zoo/createVisit#${id}`);
  await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
});

test('a recursive schema opens level by level, then hands on to its page', async ({ page }) => {
  await page.goto('/reference/library/addBook');
  const shelf = page.locator('#body-shelf');
  await expect(shelf.locator('#body-shelf-inside')).toBeHidden();
  await shelf.locator('summary').first().click();
  await expect(shelf.locator('#body-shelf-inside')).toBeVisible();
  await expect(shelf.locator('#body-shelf-inside-inside')).toBeHidden();
  await page.locator('#body-shelf-inside summary').first().click();
  await expect(shelf.locator('#body-shelf-inside-inside')).toBeVisible();
  await page
    .locator('#body-shelf-inside-inside')
    .getByRole('link', { name: 'Shelf' })
    .last()
    .click();
  await expect(page).toHaveURL(/\/reference\/library\/schemas\/Shelf$/);
});

test('the navigation filters its operations', async ({ page }) => {
  await page.goto('/reference/library/listBooks');
  await page.getByRole('searchbox', { name: 'Filter operations' }).fill('addBok');
  const hits = page.locator('#nav-filter-hits');
  await expect(hits.getByRole('link')).toHaveText([/Add a book/]);
  await hits.getByRole('link').click();
  await expect(page).toHaveURL(/addBook$/);
});

test('search by keyboard alone: an operation, then all results', async ({ page }) => {
  await page.goto('/reference/library/listBooks');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('post /animals/{}/visits');
  await expect(page.getByRole('option', { name: /Create a visit/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/reference\/zoo\/createVisit$/);

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('訪問');
  await expect(page.getByRole('option', { name: /訪問を取得する/ })).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=/);
  await expect(page.getByRole('main').getByRole('link', { name: /訪問を取得する/ })).toBeVisible();
});

test('who has moved in the results stays there when the answer to another letter comes', async ({
  page,
}) => {
  const { promise: moved, resolve: letGo } = Promise.withResolvers<void>();
  await page.route('**/api/search?q=visit', async (route) => {
    await moved;
    await route.continue();
  });
  await page.goto('/reference/library/listBooks');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('visi');
  const all = page.getByRole('option', { name: /^All .* results/ });
  await expect(all).toBeVisible();
  const asked = page.waitForRequest('**/api/search?q=visit');
  await page.keyboard.type('t');
  const answer = (await asked).response();
  await page.keyboard.press('ArrowUp');
  await expect(all).toHaveAttribute('aria-selected', 'true');
  letGo();
  expect((await answer)?.status()).toBe(200);
  await expect(page.locator('mark', { hasText: /^visit$/i }).first()).toBeVisible();
  await expect(all).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=visit$/);
});

test('Enter opens the first result, also when none is marked', async ({ page }) => {
  await page.goto('/reference/library/listBooks');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('post /animals/{}/visits');
  const hit = page.getByRole('option', { name: /Create a visit/ });
  await expect(hit.locator('mark')).toHaveText('/animals/{animalId}/visits');
  // A list that comes while the one before goes can lose its mark; here it is taken away.
  for (const option of await page.getByRole('option').all()) {
    await option.evaluate((node) => node.setAttribute('aria-selected', 'false'));
  }
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/reference\/zoo\/createVisit$/);
});

test('what is typed while the search loads is searched for', async ({ page }) => {
  await page.goto('/reference/library/listBooks');
  await page.waitForLoadState('networkidle');
  const { promise: typed, resolve: letGo } = Promise.withResolvers<void>();
  await page.route('**/_next/static/chunks/**', async (route) => {
    await typed;
    await route.continue();
  });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('post /animald');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('s');
  await expect(page.getByRole('combobox')).toBeHidden();
  letGo();
  await expect(page.getByRole('combobox')).toHaveValue('post /animals');
  await page.keyboard.type('/{}/visits');
  await expect(page.getByRole('option', { name: /Create a visit/ })).toBeVisible();
  // Opened once more, nothing is held back.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('x');
  await expect(page.getByRole('combobox')).toHaveValue('post /animals/{}/visitsx');
});

test('what is pressed, chosen and typed before the page listens is done when it listens', async ({
  page,
}) => {
  const { promise: drawn, resolve: letGo } = Promise.withResolvers<void>();
  await page.route('**/_next/static/chunks/**', async (route) => {
    await drawn;
    await route.continue();
  });
  await page.goto('/reference/library/listBooks', { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'Python', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Filter operations' }).fill('addBok');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('animals');
  await isShown(page, 'curl');
  letGo();
  await isShown(page, 'python');
  await expect(page.getByRole('combobox')).toHaveValue('animals');
  await page.keyboard.press('Escape');
  await expect(page.locator('#nav-filter-hits').getByRole('link')).toHaveText([/Add a book/]);
});

test('printing leaves the article, with everything open', async ({ page }) => {
  await page.goto('/reference/zoo/createVisit');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('header[data-site]')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Python' })).toBeHidden();
  const answer = page.locator('#response-4XX');
  await expect(answer).not.toHaveAttribute('open', '');
  const height = await answer.evaluate((node) => node.getBoundingClientRect().height);
  expect(height).toBeGreaterThan(60);
});

test('what is internal has a page, and no list names it', async ({ page, request }) => {
  await page.goto('/reference/zoo/secretOp');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A secret operation');
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);
  for (const list of [
    '/sitemap.xml',
    '/llms-full.txt',
    '/reference/zoo',
    '/api/search?q=secretOp',
  ]) {
    expect(await (await request.get(list)).text(), list).not.toMatch(/secretOp|A secret operation/);
  }
});

test('a page tells others what it is: canonical address, title, picture', async ({
  page,
  baseURL,
}) => {
  await page.goto('/reference/library/listBooks?utm=1');
  const content = (name: string) =>
    page.locator(`meta[property="og:${name}"]`).getAttribute('content');
  const address = `${baseURL}/reference/library/listBooks`;
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', address);
  expect(await content('url')).toBe(address);
  expect(await content('title')).toContain('List books');
  expect(await content('description')).toContain('the newest first');
  expect(await content('site_name')).toBe('Okta Developer Portal');
  const picture = (await content('image')) ?? '';
  expect(picture).toBe(`${baseURL}/og.png`);
  expect((await page.request.get(picture)).headers()['content-type']).toBe('image/png');
  await expect(page.locator('meta[name="twitter:card"]')).toHaveAttribute(
    'content',
    'summary_large_image',
  );
});

test('a document that cannot be read is listed with reason and place', async ({ page }) => {
  await page.goto('/reference');
  const main = page.getByRole('main');
  await expect(main).toContainText('has no anchor before it');
  await expect(main).toContainText('3:8');
  await expect(main.getByRole('link', { name: /Library/ }).first()).toBeVisible();
});
