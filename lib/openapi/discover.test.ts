import path from 'node:path';
import { expect, it } from 'vitest';
import { discoverContent, discoverDocuments } from './discover.ts';
import { writeFiles } from './fixtures/compile-text.ts';

const found = (files: Record<string, string>) => {
  const dir = writeFiles(files);
  return discoverDocuments(dir).map((item) => [
    item.slug,
    'entry' in item ? path.relative(dir, item.entry) : 'refused',
  ]);
};
const document = 'components: {}\nopenapi: 3.0.0\n';

it('finds each file, and one document in each folder by its entry', () => {
  expect(
    found({
      'b.yaml': document,
      'a.v1.json': '{}',
      'readme.md': '',
      '.hidden/openapi.yaml': document,
      'named/openapi.yml': document,
      'named/other.yaml': document,
      'nested/spec/swagger.json': '{}',
      'nested/common/error.json': '{}',
      'single/api.yaml': document,
      'single/schemas/pet.yaml': 'type: object',
    }),
  ).toEqual([
    ['a.v1', 'a.v1.json'],
    ['b', 'b.yaml'],
    ['named', 'named/openapi.yml'],
    ['nested', 'nested/spec/swagger.json'],
    ['single', 'single/api.yaml'],
  ]);
});

it('takes each of several documents in one folder, also deeper, and refuses a folder without any', () => {
  expect(
    found({
      'many/a.yaml': document,
      'many/b.json': '{"info": {}, "openapi": "3.1.0"}',
      'many/fragment.yaml': 'type: object',
      'many/deep/c.yaml': document,
      'nothing/notes.yaml': 'a: 1',
    }),
  ).toEqual([
    ['many-a', 'many/a.yaml'],
    ['many-b', 'many/b.json'],
    ['many-deep', 'many/deep/c.yaml'],
    ['nothing', 'refused'],
  ]);
});

it('finds the writers’ documents by their fixed name, without kept versions', () => {
  const dir = writeFiles({
    'partners/openapi.yaml': document,
    'partners/versions/1.yaml': document,
    'drafts/x.yaml': document,
  });
  expect(discoverContent(dir).map(({ slug }) => slug)).toEqual(['partners']);
  expect(discoverContent(path.join(dir, 'absent'))).toEqual([]);
});
