import { describe, expect, it } from 'vitest';
import { compileText, operationPage } from './fixtures/compile-text.ts';
import { readConsoleDocument, readIndex, readNavigation, readSchema } from './read-compiled.ts';

describe('Swagger 2.0', () => {
  const api = compileText(`
swagger: '2.0'
info: {title: Old, version: '1'}
host: api.example.com
basePath: /v1
schemes: [https]
consumes: [application/json]
produces: [application/json, application/xml]
securityDefinitions: {basic: {type: basic}, oauth: {type: oauth2, flow: accessCode, authorizationUrl: 'https://id.example/a', tokenUrl: 'https://id.example/t', scopes: {read: Read}}}
security: [{oauth: [read]}]
paths:
  /items:
    parameters: [{$ref: '#/parameters/page'}]
    post:
      operationId: addItem
      parameters:
        - {name: tags, in: query, type: array, items: {type: string, enum: [a, b]}, collectionFormat: multi}
        - {name: ids, in: query, type: array, items: {type: integer}, collectionFormat: pipes}
        - {name: item, in: body, required: true, schema: {$ref: '#/definitions/Item'}}
      responses: {'200': {description: ok, schema: {$ref: '#/definitions/Item'}, headers: {X-Total: {type: integer}}, examples: {application/json: {id: 7}}}}
    put:
      operationId: upload
      consumes: [multipart/form-data]
      parameters: [{name: file, in: formData, type: file, required: true}, {name: note, in: formData, type: string}]
      responses: {'204': {description: done}}
parameters: {page: {name: page, in: query, type: integer, minimum: 0, exclusiveMinimum: true}}
definitions:
  Item: {type: object, discriminator: kind, required: [kind], properties: {id: {type: integer, x-nullable: true}, kind: {type: string}}}
  Book: {allOf: [{$ref: '#/definitions/Item'}, {type: object, properties: {isbn: {type: string}}}]}
`);

  it('has servers, bodies, styles, media types and security in their new places', async () => {
    const { operation, schemas } = await operationPage(api, 'addItem');
    expect(operation.servers).toMatchObject([{ url: 'https://api.example.com/v1' }]);
    expect(operation.parameters.map(({ name, serialized }) => [name, serialized])).toEqual([
      ['page', 'page=1'],
      ['tags', 'tags=a&tags=b'],
      ['ids', 'ids=1|2'],
    ]);
    expect(operation.parameters[0]?.schema).toEqual({ types: ['integer'], exclusiveMinimum: 0 });
    expect(operation.requestBody).toMatchObject({
      required: true,
      content: [{ mediaType: 'application/json', schema: { ref: 'Item' } }],
    });
    expect(operation.responses[0]).toMatchObject({
      headers: [{ name: 'X-Total' }],
      content: [
        { mediaType: 'application/json', examples: [{ value: { id: 7 } }] },
        { mediaType: 'application/xml' },
      ],
    });
    expect(operation.security).toMatchObject([
      {
        schemes: [
          {
            scheme: { type: 'oauth2', flows: [{ kind: 'authorizationCode' }] },
            scopes: [{ name: 'read' }],
          },
        ],
      },
    ]);
    expect(schemas.Item?.node.properties?.[0]?.schema.nullable).toBe(true);
    expect(schemas.Item?.node.chooser).toEqual({
      propertyName: 'kind',
      options: [{ key: 'Book', name: 'Book', value: 'Book' }],
    });
  });

  it('turns form fields into a multipart body', async () => {
    const { operation } = await operationPage(api, 'upload');
    expect(operation.requestBody?.content).toMatchObject([
      {
        mediaType: 'multipart/form-data',
        schema: {
          properties: [
            { name: 'file', required: true, schema: { format: 'binary' } },
            { name: 'note', required: false },
          ],
        },
      },
    ]);
  });

  it('gives the console a 3.0 document', async () => {
    expect(await readConsoleDocument(api, 'addItem')).toMatchObject({
      openapi: '3.0.3',
      servers: [{ url: 'https://api.example.com/v1' }],
      components: { schemas: { Item: { discriminator: { propertyName: 'kind' } } } },
    });
  });
});

it('OpenAPI 3.0 nullable, boolean limits and single examples read as 3.1', async () => {
  const api = compileText(`
openapi: 3.0.3
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    A:
      type: object
      nullable: true
      properties:
        n: {type: number, minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: false, example: 2}
        e: {type: string, nullable: true, enum: [x, null], x-enum-varnames: [Ex]}
`);
  const node = (await readSchema(api, 'A'))?.schema.node;
  expect(node?.nullable).toBe(true);
  expect(node?.properties).toEqual([
    {
      name: 'n',
      required: false,
      schema: { types: ['number'], exclusiveMinimum: 1, maximum: 5, examples: [{ value: 2 }] },
    },
    expect.objectContaining({
      name: 'e',
      schema: expect.objectContaining({
        nullable: true,
        enum: [{ value: 'x', description: { text: 'Ex' } }],
      }),
    }),
  ]);
});

it('OpenAPI 3.1 keywords are kept, each in its field', async () => {
  const api = compileText(`
openapi: 3.1.0
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    A:
      type: [object, 'null']
      properties: {t: {prefixItems: [{type: string}, {const: 1}], items: false}, k: {oneOf: [{const: a, title: First}, {const: b, description: Second}]}}
      patternProperties: {'^x-': {type: string}}
      additionalProperties: false
      propertyNames: {maxLength: 9}
      dependentRequired: {t: [k]}
      if: {properties: {t: {}}}
      then: {required: [k]}
      not: {required: [z]}
      $defs: {Deep: {type: integer}}
    B: {$ref: '#/components/schemas/A/$defs/Deep', description: beside}
`);
  const node = (await readSchema(api, 'A'))?.schema.node;
  expect(node).toMatchObject({
    types: ['object'],
    nullable: true,
    patternProperties: [{ pattern: '^x-', schema: { types: ['string'] } }],
    additionalProperties: { always: false },
    propertyNames: { maxLength: 9 },
    dependentRequired: [{ name: 't', requires: ['k'] }],
    condition: { if: {}, whenTrue: { requiredElsewhere: ['k'] } },
    not: { requiredElsewhere: ['z'] },
  });
  expect(node?.properties?.[0]?.schema).toEqual({
    types: ['array'],
    prefixItems: [{ types: ['string'] }, { types: ['integer'], const: { value: 1 } }],
    items: { always: false },
  });
  expect(node?.properties?.[1]?.schema.enum).toEqual([
    { value: 'a', description: { text: 'First' } },
    { value: 'b', description: { text: 'Second' } },
  ]);
  expect((await readSchema(api, 'B'))?.schema.node).toEqual({
    ref: 'A_Deep',
    refName: 'A_Deep',
    description: { text: 'beside' },
  });
  expect((await readSchema(api, 'A_Deep'))?.schema).toMatchObject({
    origin: 'place',
    node: { types: ['integer'] },
  });
});

describe('OpenAPI 3.2', () => {
  const api = compileText(`
openapi: 3.2.0
info: {title: New, version: '1'}
tags: [{name: all, summary: Everything}, {name: logs, parent: all, kind: nav}, {name: beta, kind: badge}]
paths:
  /logs:
    query: {operationId: findLogs, tags: [beta, logs], requestBody: {content: {application/json: {schema: {type: object}}}}, responses: {'200': {description: ok, content: {text/event-stream: {itemSchema: {type: object, properties: {event: {const: line}, data: {type: string}}}}}}}}
    additionalOperations: {PURGE: {operationId: purgeLogs, tags: [logs], responses: {'204': {description: gone}}}}
`);

  it('has the query method, added methods, streams, and tags with parents and kinds', async () => {
    const { operation } = await operationPage(api, 'findLogs');
    expect(operation.method).toBe('QUERY');
    expect(operation.responses[0]?.content[0]).toMatchObject({
      itemSchema: { types: ['object'] },
      examples: [{ text: 'event: line\ndata: string' }],
    });
    expect((await operationPage(api, 'purgeLogs')).operation.method).toBe('PURGE');
    expect((await readIndex(api))?.tags).toMatchObject([
      { slug: 'all', title: 'Everything', operations: 0 },
      { slug: 'logs', parent: 'all', kind: 'nav', operations: 2 },
    ]);
    expect(
      (await readNavigation(api, { tag: 'logs' }))?.open?.operations.map(({ method }) => method),
    ).toEqual(['QUERY', 'PURGE']);
  });

  it('gives the console a 3.1 document that names the real method', async () => {
    expect(await readConsoleDocument(api, 'findLogs')).toMatchObject({
      openapi: '3.1.1',
      paths: { '/logs': { post: { 'x-portal-method': 'QUERY' } } },
    });
  });
});

it('`openapi: 3.0` without quotes, which YAML reads as the number 3', () => {
  expect(() =>
    compileText('openapi: 3.0\ninfo: {title: T, version: 1}\npaths: {}\n'),
  ).not.toThrow();
});
