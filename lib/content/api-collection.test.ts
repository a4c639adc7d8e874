import { expect, it } from 'vitest';
import { compileText, newFolder } from '../openapi/fixtures/compile-text.ts';
import { apiCollection } from './api-collection.ts';

const collectionOf = (yaml: string) =>
  apiCollection({ ...compileText(yaml), slug: 'any', apisDir: newFolder() });

it('any document becomes a collection: servers, ways to sign in, bodies of every kind', async () => {
  const made = await collectionOf(`
swagger: '2.0'
info: {title: Any, version: '1', description: About it}
host: api.example.com
basePath: /v1
schemes: [https]
consumes: [application/json]
produces: [application/json]
securityDefinitions: {key: {type: apiKey, in: header, name: X-Key}, basic: {type: basic}}
security: [{key: []}]
tags: [{name: Items, description: All items}]
paths:
  /items/{id}:
    put:
      tags: [Items]
      operationId: putItem
      parameters:
        - {name: id, in: path, required: true, type: string, x-example: a1}
        - {name: dry, in: query, type: boolean}
        - {name: body, in: body, schema: {type: object, properties: {size: {type: integer, example: 3}}}}
      responses: {'200': {description: ok}}
    post:
      tags: [Items]
      operationId: upload
      security: [{basic: []}]
      consumes: [multipart/form-data]
      parameters: [{name: id, in: path, required: true, type: string}, {name: file, in: formData, type: file, required: true}]
      responses: {'204': {description: done}}
  /health: {get: {tags: [Other], security: [], responses: {default: {description: Fine}}}}
`);
  expect(made).toMatchObject({
    info: { name: 'Any', description: 'About it' },
    auth: { type: 'apikey', apikey: [{ value: 'X-Key' }, { value: '{{apiKey}}' }, {}] },
    item: [
      {
        name: 'Items',
        description: 'All items',
        item: [
          {
            name: 'putItem',
            request: {
              method: 'PUT',
              body: { mode: 'raw', raw: '{\n  "size": 3\n}' },
              url: {
                raw: '{{baseUrl}}/items/:id',
                query: [{ key: 'dry', disabled: true }],
                variable: [{ key: 'id', value: 'a1' }],
              },
            },
          },
          {
            request: {
              auth: { type: 'basic' },
              body: { mode: 'formdata', formdata: [{ key: 'file', type: 'file' }] },
            },
          },
        ],
      },
      { name: 'Other', item: [{ request: { auth: { type: 'noauth' } } }] },
    ],
  });
  expect(made?.variable.map(({ key, value }) => [key, value])).toEqual([
    ['baseUrl', 'https://api.example.com/v1'],
    ['apiKey', ''],
    ['username', ''],
    ['password', ''],
  ]);
});
