import { expect, it } from 'vitest';
import type { Json } from '#components/console/document.ts';
import { resolveDocument } from '#components/console/resolve-document.ts';
import { quickestMs } from '../../test/support/quickest.ts';

const document: { [name: string]: Json } = {
  paths: {
    '/nodes/{id}': {
      post: {
        parameters: [{ $ref: '#/components/parameters/Id' }],
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Node' } } },
        },
      },
    },
  },
  components: {
    parameters: { Id: { name: 'id', in: 'path', schema: { type: 'integer' } } },
    schemas: {
      Base: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
      'A/b': { type: 'string' },
      Node: {
        allOf: [
          { $ref: '#/components/schemas/Base' },
          {
            required: ['name'],
            properties: {
              name: { $ref: '#/components/schemas/A~1b' },
              parent: { $ref: '#/components/schemas/Node' },
              gone: { $ref: '#/components/schemas/Missing', description: 'not there' },
            },
          },
        ],
        description: 'A node',
        example: { $ref: 'data' },
      },
    },
  },
};

it('puts in what references mean, merges allOf, and ends where a schema contains itself', () => {
  const operation = resolveDocument(document, ['paths', '/nodes/{id}', 'post']);
  expect(operation).toEqual({
    parameters: [{ name: 'id', in: 'path', schema: { type: 'integer' } }],
    requestBody: {
      content: {
        'application/json': {
          schema: {
            type: 'object',
            description: 'A node',
            example: { $ref: 'data' },
            required: ['id', 'name'],
            properties: {
              id: { type: 'integer' },
              name: { type: 'string' },
              parent: {},
              gone: { description: 'not there' },
            },
          },
        },
      },
    },
  });
});

it('has nothing where the path leads nowhere, and follows no prototype', () => {
  expect(resolveDocument(document, ['paths', '/x'])).toBeUndefined();
  expect(resolveDocument(document, ['constructor'])).toBeUndefined();
});

it('ends on a document that would grow without end', async () => {
  const schemas: Record<string, { properties: Record<string, { $ref: string }> }> = {};
  for (let i = 0; i < 40; i++) {
    const next = { $ref: `#/components/schemas/S${(i + 1) % 40}` };
    schemas[`S${i}`] = { properties: { a: next, b: next, c: next } };
  }
  const resolve = () =>
    resolveDocument({ components: { schemas } }, ['components', 'schemas', 'S0']);
  expect(await quickestMs(2000, resolve)).toBeLessThan(2000);
});

it('gives an operation the parameters of its path, unless it has its own of that name and place', () => {
  const shared: { [name: string]: Json } = {
    paths: {
      '/nodes/{id}': {
        parameters: [
          { $ref: '#/components/parameters/Id' },
          { name: 'trace', in: 'query', description: 'of the path' },
        ],
        get: {
          parameters: [
            { name: 'trace', in: 'query', description: 'of the operation' },
            { name: 'id', in: 'query' },
          ],
        },
      },
    },
    components: { parameters: { Id: { name: 'id', in: 'path', schema: { type: 'integer' } } } },
  };
  expect(resolveDocument(shared, ['paths', '/nodes/{id}', 'get'])).toEqual({
    parameters: [
      { name: 'id', in: 'path', schema: { type: 'integer' } },
      { name: 'trace', in: 'query', description: 'of the operation' },
      { name: 'id', in: 'query' },
    ],
  });
});
