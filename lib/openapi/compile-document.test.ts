import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileText, operationPage } from './fixtures/compile-text.ts';
import { mergeSchema, typeWords } from './model.ts';
import {
  readConsoleDocument,
  readDocument,
  readIndex,
  readNavigation,
  readOperation,
  readSchema,
  readSearch,
  readWebhook,
} from './read-compiled.ts';

const school = readFileSync(path.join(import.meta.dirname, 'fixtures/school.yaml'), 'utf8');
const api = compileText(school);

describe('an operation page', () => {
  it('tells method, path, tag, server, security, neighbours', async () => {
    const { operation, place, previous, next } = await operationPage(api, 'getStudent');
    expect(operation).toMatchObject({
      method: 'GET',
      title: 'One student',
      pathPieces: [{ text: '/students/' }, { text: '{studentId}', parameter: 'studentId' }],
      tags: [{ slug: 'students', title: 'Students' }],
      servers: [
        {
          url: 'https://{region}.school.example/v2',
          variables: [{ name: 'region', default: 'eu', enum: ['eu', 'me'] }],
        },
      ],
      security: [{ schemes: [{ scheme: { type: 'http', scheme: 'bearer' } }] }],
      codeSamples: [{ lang: 'Shell', source: 'school get stu_1' }],
      notices: [],
    });
    expect({ place, previous, next: next?.slug }).toEqual({
      place: { tag: 'students', page: 1 },
      previous: undefined,
      next: 'removeStudent',
    });
  });

  it('merges the path’s parameters with its own', async () => {
    const { operation } = await operationPage(api, 'getStudent');
    expect(
      operation.parameters.map(({ name, in: place, serialized }) => [place, name, serialized]),
    ).toEqual([
      ['path', 'studentId', 'stu_1'],
      ['query', 'lang', 'lang=ar'],
    ]);
    expect(operation.parameters[1]).toMatchObject({
      description: { text: 'Told anew' },
      schema: {
        enum: [
          { value: 'ar', description: { text: 'Arabic' } },
          { value: 'en', description: { text: 'English' } },
        ],
      },
    });
  });

  it('lists success before errors, with headers, links and named examples; `$ref` in an example is data', async () => {
    const { operation } = await operationPage(api, 'getStudent');
    const [success, error] = operation.responses;
    expect([success?.status, error?.status]).toEqual(['200', '404']);
    expect(success?.headers).toMatchObject([
      { name: 'X-Rate', schema: { types: ['integer'], minimum: 1 } },
    ]);
    expect(success?.links).toMatchObject([{ name: 'guardian', operation: { slug: 'getStudent' } }]);
    expect(success?.content[0]?.examples).toEqual([
      { name: 'layla', summary: 'Layla', value: { $ref: 'not a reference', name: 'Layla' } },
    ]);
    expect(error?.content[0]?.examples).toEqual([
      { value: { code: 'not_found' }, generated: true },
    ]);
  });

  it('keeps recursion as a key, and `anyOf` with null as nullable', async () => {
    const { schemas } = await operationPage(api, 'getStudent');
    const properties = mergeSchema({ ref: 'Student' }, schemas).properties;
    expect(properties.map(({ name, schema }) => [name, typeWords(schema)])).toEqual([
      ['id', 'string'],
      ['name', 'string or null'],
      ['friends', 'array of Student'],
      ['mother', 'Student or null'],
    ]);
  });

  it('tells several ways to sign in, with described scopes', async () => {
    const { operation } = await operationPage(api, 'removeStudent');
    expect(operation.deprecated).toBe(true);
    expect(operation.security).toMatchObject([
      { schemes: [] },
      {
        schemes: [
          {
            scheme: { type: 'oauth2' },
            scopes: [{ name: 'students:write', description: { text: 'Change students' } }],
          },
        ],
      },
    ]);
  });

  it('of an internal operation exists, but no list names it', async () => {
    expect((await operationPage(api, 'secret')).operation.internal).toBe(true);
    const navigation = await readNavigation(api, { tag: 'students' });
    expect(navigation?.open?.operations.map(({ slug }) => slug)).toEqual([
      'getStudent',
      'removeStudent',
    ]);
    expect((await readSearch(api)).some(({ slug }) => slug === 'secret')).toBe(false);
    expect((await readIndex(api))?.api.counts.operations).toBe(2);
  });
});

describe('what belongs to the whole API', () => {
  it('navigation holds every tag, and operations of the open one only', async () => {
    expect(await readNavigation(api)).toMatchObject({
      groups: [{ title: 'People', tags: ['students'] }],
      tags: [{ slug: 'students', operations: 2 }],
    });
    expect((await readNavigation(api))?.open).toBeUndefined();
  });

  it('webhooks and schemas have pages; a schema tells who uses it', async () => {
    expect((await readWebhook(api, 'studentCreated'))?.webhook).toMatchObject({
      title: 'A student came',
      exchanges: [{ method: 'POST' }],
    });
    const page = await readSchema(api, 'Student');
    expect(page?.usedBy.map((use) => use.kind)).toEqual(['operation', 'webhook']);
    // The two uses in itself are not told: who reads the page sees them.
    expect(page?.usedByTotal).toBe(2);
  });

  it('search finds operations, parameters, schemas, webhooks and tags', async () => {
    const kinds = new Set((await readSearch(api)).map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['tag', 'operation', 'parameter', 'schema', 'webhook']));
  });

  it('the console’s document holds that operation and what it reaches, references intact', async () => {
    const document = JSON.parse(JSON.stringify(await readConsoleDocument(api, 'getStudent')));
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(['/students/{studentId}']);
    expect(Object.keys(document.paths['/students/{studentId}'])).toEqual(['parameters', 'get']);
    expect(Object.keys(document.components.schemas).toSorted()).toEqual(['Error', 'Student']);
    expect(document.components.securitySchemes).toEqual({
      token: { type: 'http', scheme: 'bearer' },
    });
    expect(document.components.schemas.Student.properties.friends.items.$ref).toBe(
      '#/components/schemas/Student',
    );
  });

  it('the document is served as it came', async () => {
    const document = JSON.parse((await readDocument(api)) ?? '');
    expect(Object.keys(document)).toEqual([
      'openapi',
      'info',
      'servers',
      'security',
      'tags',
      'x-tagGroups',
      'paths',
      'components',
      'webhooks',
    ]);
    expect(document.paths['/secret'].get['x-internal']).toBe(true);
  });

  it('nothing is read for a name that is not there or leads elsewhere', async () => {
    for (const name of ['nobody', '../index', '../../etc/passwd', '', 'a/b', 'getStudent\0']) {
      expect(await readOperation(api, name)).toBeNull();
      expect(await readSchema(api, name)).toBeNull();
      expect(await readWebhook(api, name)).toBeNull();
      expect(await readConsoleDocument(api, name)).toBeNull();
    }
  });
});

it('the index names the headers that requests may carry', async () => {
  const pets = compileText(`
openapi: 3.1.0
info: { title: Pets, version: '1' }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: api_key }
    other: { type: apiKey, in: query, name: in_query }
paths:
  /pets:
    parameters: [{ name: Depth, in: header, schema: { type: string } }]
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { description: Pets } }
`);
  expect((await readIndex(pets))?.requestHeaders.toSorted()).toEqual(['api_key', 'depth']);
});
