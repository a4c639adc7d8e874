import { expect, it } from 'vitest';
import { compileText } from './fixtures/compile-text.ts';
import { readSchema } from './read-compiled.ts';

const api = compileText(`
openapi: 3.1.0
info: {title: Trees, version: '1'}
components:
  schemas:
    Tree:
      $id: https://example.com/schemas/tree
      $dynamicAnchor: node
      type: object
      properties: {children: {type: array, items: {$dynamicRef: '#node'}}}
    StringTree:
      $id: https://example.com/schemas/strings
      $dynamicAnchor: node
      $ref: tree
      properties: {data: {type: string}}
`);

it('an anchor that several schemas have is the one around the reference', async () => {
  const tree = (await readSchema(api, 'Tree'))?.schema.node;
  expect(tree?.properties?.[0]?.schema.items).toMatchObject({ ref: 'Tree' });
});

it('a reference is relative to the $id around it', async () => {
  const page = await readSchema(api, 'StringTree');
  expect(page?.schema.node).toMatchObject({ ref: 'Tree', refName: 'Tree' });
  expect(page?.notices).toEqual([]);
});
