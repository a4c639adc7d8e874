import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { expect, test } from './support/test.ts';

const file = path.resolve(import.meta.dirname, '../content/apis/partners/openapi.yaml');

test('the served documents are made from the document as it is now', async ({ request }) => {
  const source = parse(readFileSync(file, 'utf8'));
  const served = await request.get('/docs/openapi.json');
  expect(await served.json()).toEqual(source);

  const operations = Object.values<object>(source.paths).flatMap((item) =>
    Object.values(item).flatMap(({ operationId, summary }) => (operationId ? [summary] : [])),
  );
  expect(operations).toHaveLength(22);
  const collection = await (await request.get('/docs/postman_collection.json')).json();
  const folders: { name: string; item: { name: string }[] }[] = collection.item;
  const tags: string[] = source.tags.map(({ name }: { name: string }) => name);
  // Before them stands a folder that looks up what the others need.
  const byTag = folders.filter(({ name }) => tags.includes(name));
  expect(byTag.map(({ name }) => name)).toEqual(tags);
  expect(byTag.flatMap(({ item }) => item)).toHaveLength(22);
});

test('every error code has its page, whoever answers with it', async ({ page, request }) => {
  await page.goto('/errors');
  const links = page.getByRole('article').getByRole('link');
  const hrefs = await links.evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
  const codes = hrefs.filter((href) => href.startsWith('/errors/'));
  expect(codes).toContain('/errors/scope_not_granted');
  expect(codes).toContain('/errors/sign_in_failed');
  for (const href of codes) expect((await request.get(href)).status(), href).toBe(200);
});
