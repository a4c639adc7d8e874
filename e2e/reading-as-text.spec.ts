import { expect, test } from './support/test.ts';

const pages: [address: string, words: RegExp][] = [
  ['/docs.md', /^# Guides[\s\S]+first-call\.md/],
  ['/docs/partners/first-call.md', /^# .+[\s\S]+curl/],
  ['/errors.md', /validation_failed\.md/],
  ['/errors/validation_failed.md', /^# validation_failed/],
  ['/reference.md', /\/reference\/partners\.md/],
  ['/reference/partners.md', /createStudent\.md/],
  ['/reference/partners/createStudent.md', /POST \/education\/students[\s\S]+`full_name`/],
  ['/reference/partners/schemas.md', /\/schemas\/Student\.md/],
  ['/reference/partners/schemas/Student.md', /^# Student/],
  ['/reference/partners/webhooks/education.students.created.md', /education\.students\.created/],
  ['/reference/partners/changes.md', /^# Changes of the Okta Partners API/],
];

for (const [address, words] of pages)
  test(`${address} is the page as Markdown`, async ({ request }) => {
    const answer = await request.get(address);
    expect([answer.status(), answer.headers()['content-type']]).toEqual([
      200,
      'text/markdown; charset=utf-8',
    ]);
    expect(await answer.text()).toMatch(words);
  });

test('what is not there is 404 as text', async ({ request }) => {
  for (const address of ['/docs/nothing.md', '/reference/partners/nothing.md', '/reference/no.md'])
    expect((await request.get(address)).status()).toBe(404);
});

test('"Copy as Markdown" copies what the address with .md answers', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/reference/partners/getStudent');
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  // The mark on the button goes again; what a screen reader is told stays.
  await expect(page.locator('#announcer')).toHaveText('Copied');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const answer = await page.request.get('/reference/partners/getStudent.md');
  expect(copied).toBe(await answer.text());
});

test('llms.txt leads to Markdown that is there', async ({ request, baseURL }) => {
  const text = await (await request.get('/llms.txt')).text();
  const links = [...text.matchAll(/\]\((\S+)\)/g)].map((match) => match[1] ?? '');
  expect(links.length).toBeGreaterThan(15);
  for (const link of links) {
    expect(link.startsWith(`${baseURL}/`)).toBe(true);
    expect((await request.get(link)).status(), link).toBe(200);
  }
  const full = await (await request.get('/llms-full.txt')).text();
  expect(full).toContain('# validation_failed');
  expect(full).toMatch(/POST \/education\/students/);
});

test('robots.txt names the site map, and the map names pages that are there', async ({
  request,
  baseURL,
}) => {
  const robots = await (await request.get('/robots.txt')).text();
  expect(robots).toContain(`Sitemap: ${baseURL}/sitemap.xml`);
  expect(robots).toContain('Disallow: /dashboard');
  const map = await request.get('/sitemap.xml');
  expect(map.headers()['content-type']).toContain('application/xml');
  const addresses = [...(await map.text()).matchAll(/<loc>(.*?)<\/loc>/g)].map((one) => one[1]);
  expect(addresses).toContain(`${baseURL}/reference/partners/createStudent`);
  expect(addresses).toContain(`${baseURL}/reference/partners/changes`);
  for (const address of addresses.filter((_, at) => at % 97 === 0))
    expect((await request.get(address ?? '')).status(), address).toBe(200);
});

test('every API has a Postman collection', async ({ request }) => {
  for (const [api, operation] of [
    ['partners', 'Create a student'],
    ['okta', 'List'],
  ]) {
    const answer = await request.get(`/openapi/${api}/postman_collection.json`);
    expect(answer.status()).toBe(200);
    expect(await answer.text()).toContain(operation);
  }
  const own = await (await request.get('/openapi/partners/postman_collection.json')).json();
  expect(own).toEqual(await (await request.get('/docs/postman_collection.json')).json());
  expect((await request.get('/openapi/nothing/postman_collection.json')).status()).toBe(404);
});

test('the changes of an API are listed from its overview, and say how to keep a version', async ({
  page,
}) => {
  await page.goto('/reference/partners');
  await page.getByRole('link', { name: 'Changes' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Changes of the Okta Partners API',
  );
  await expect(page.getByRole('heading', { name: '1.0.0', exact: true })).toBeVisible();
  await page.goto('/reference/okta/changes');
  await expect(page.getByText('No version is kept yet')).toBeVisible();
});

test('on paper an operation is its text: no header, navigation or buttons', async ({ page }) => {
  await page.goto('/reference/partners/createStudent');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('header[data-site]')).toBeHidden();
  await expect(page.locator('[data-side-nav]')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Copy as Markdown' })).toBeHidden();
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(wide).toBe(false);
});
