import { expect, it } from 'vitest';
import { readExplorer } from './explorer-document.ts';
import { compileText } from './fixtures/compile-text.ts';
import { EXPLORER_OPERATIONS, NAVIGATION_PAGE_SIZE } from './model.ts';

const responses = { 200: { description: 'Fine' } };

it('lists every operation under its tags by its slug, without what it says', async () => {
  const paths = {
    '/camels/{id}': {
      get: { operationId: 'getCamel', tags: ['camels', 'herd'], summary: 'One camel', responses },
      delete: { operationId: 'sellCamel', tags: ['camels'], deprecated: true, responses },
    },
  };
  const document = { openapi: '3.1.0', info: { title: 'Herd', version: '2' }, paths };
  expect(await readExplorer(compileText(JSON.stringify(document)), {})).toMatchObject({
    openapi: '3.1.1',
    info: { title: 'Herd', version: '2' },
    paths: {
      '/camels/{id}': {
        get: {
          operationId: 'getCamel',
          tags: ['camels', 'herd'],
          summary: 'One camel',
          responses: {},
        },
        delete: { operationId: 'sellCamel', tags: ['camels'], deprecated: true },
      },
    },
  });
});

it('is asked for in parts where there are more operations than a tab can list', async () => {
  const many = Array.from({ length: EXPLORER_OPERATIONS + 1 }, (_, at) => [
    `/dates/${at}`,
    { get: { tags: ['dates'], responses } },
  ]);
  const paths = { ...Object.fromEntries(many), '/palms': { get: { tags: ['palms'], responses } } };
  const document = { openapi: '3.0.3', info: { title: 'Oasis', version: '1' }, paths };
  const api = compileText(JSON.stringify(document));
  expect(await readExplorer(api, {})).toBeNull();
  expect(await readExplorer(api, { tag: 'dates' })).toBeNull();
  const page = await readExplorer(api, { tag: 'dates', page: 2 });
  expect(Object.keys(page?.paths ?? {})).toHaveLength(NAVIGATION_PAGE_SIZE);
  expect(Object.keys((await readExplorer(api, { tag: 'palms' }))?.paths ?? {})).toEqual(['/palms']);
  expect(await readExplorer(api, { tag: 'none' })).toBeNull();
});
