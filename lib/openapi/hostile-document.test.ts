import { describe, expect, it } from 'vitest';
import { compileFiles, compileText, operationPage } from './fixtures/compile-text.ts';
import { readIndex, readNavigation, readSchema } from './read-compiled.ts';

const head = 'openapi: 3.0.3\ninfo: {title: T, version: "1"}\n';

describe('a faulty part costs itself a notice', () => {
  const api = compileText(`${head}
paths:
  /broken:
    get:
      parameters: [{$ref: '#/components/parameters/self'}, null, {name: x}, {name: ok, in: query, schema: {type: string}}]
      requestBody: 7
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Nowhere'}}}}
        '201': {$ref: 'http://elsewhere.example/responses.json#/x'}
        '202': {$ref: 'file:///etc/passwd'}
        '203': {$ref: '../../../etc/passwd'}
      x-anything: {$ref: '#/definitions/AlsoNowhere'}
  /listed: [1]
  /fine: {get: {operationId: fine, responses: {'200': {description: ok}}}}
components:
  parameters: {self: {$ref: '#/components/parameters/self'}}
  schemas: {Loop: {$ref: '#/components/schemas/Loop'}, Number: 5}
`);

  it('with its JSON pointer, and the rest of the operation stays', async () => {
    const { operation } = await operationPage(api, 'get-broken');
    const told = operation.notices.map(({ pointer, message }) => `${pointer} ${message}`);
    expect(told).toEqual([
      '#/paths/~1broken/get/parameters/0 A reference leads back to itself.',
      '#/paths/~1broken/get/parameters/1 An object is expected here, and something else stands here.',
      '#/paths/~1broken/get/parameters/2 A parameter here has no name, or no place among path, query, header and cookie.',
      '#/paths/~1broken/get/requestBody An object is expected here, and something else stands here.',
      '#/paths/~1broken/get/responses/200/content/application~1json/schema The reference “#/components/schemas/Nowhere” leads nowhere.',
      expect.stringContaining(
        '“http://elsewhere.example/responses.json#/x” points to another host',
      ),
      expect.stringContaining('“file:///etc/passwd” points to a file by its absolute address'),
      expect.stringContaining('“../../../etc/passwd” leads out of the document'),
    ]);
    expect(operation.parameters.map(({ name }) => name)).toEqual(['ok']);
    expect(operation.responses.map(({ status }) => status)).toEqual(['200', '201', '202', '203']);
  });

  it('and the others know nothing of it', async () => {
    expect((await operationPage(api, 'fine')).operation.notices).toEqual([]);
    expect(
      (await readIndex(api))?.notices.some(({ pointer }) => pointer === '#/paths/~1listed'),
    ).toBe(true);
    expect((await readSchema(api, 'Loop'))?.schema.node).toEqual({ ref: 'Loop', refName: 'Loop' });
    expect((await readSchema(api, 'Number'))?.schema.node.problem?.message).toContain(
      'A schema is expected',
    );
  });
});

it('names of prototypes are names like others', async () => {
  const api = compileText(`${head}
paths:
  /__proto__: {get: {operationId: __proto__, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/__proto__'}}}}}}}
  /c: {get: {operationId: constructor, parameters: [{name: __proto__, in: query, schema: {type: string}}], responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/toString'}}}}}}}
components:
  schemas:
    __proto__: {type: object, properties: {__proto__: {type: string}, hasOwnProperty: {type: boolean}}}
    toString: {type: object, example: {__proto__: {polluted: true}}}
`);
  const { operation, schemas } = await operationPage(api, 'constructor');
  expect(operation.parameters[0]?.name).toBe('__proto__');
  expect(Object.keys(schemas)).toEqual(['toString']);
  const page = await readSchema(api, 'proto');
  expect(page?.schema.node.properties?.map(({ name }) => name)).toEqual([
    '__proto__',
    'hasOwnProperty',
  ]);
  expect(JSON.stringify(page?.examples)).toBe(
    '[{"value":{"__proto__":"string","hasOwnProperty":true},"generated":true}]',
  );
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

it('equal, colliding and enormous operationIds get distinct, bounded slugs', async () => {
  const api = compileText(`${head}
paths:
  /a: {get: {operationId: dup}, post: {operationId: dup}, put: {operationId: DUP}, delete: {operationId: ${'x'.repeat(100_000)}}}
  /u/{id}: {get: {}}
  /u/{name}: {get: {}}
  "/u/{id}?kind=a#frag": {get: {}}
`);
  const tags = (await readIndex(api))?.tags ?? [];
  const branches = await Promise.all(tags.map(({ slug }) => readNavigation(api, { tag: slug })));
  const slugs = branches.flatMap(
    (branch) => branch?.open?.operations.map(({ slug }) => slug) ?? [],
  );
  expect(slugs).toEqual([
    'dup',
    'dup-2',
    'DUP-3',
    expect.stringMatching(/^x{80}-[0-9a-f]{8}$/),
    'get-u-id',
    'get-u-name',
    'get-u-id-kind-a-frag',
  ]);
});

it('schemas that nest deep or repeat by aliases stay small on every page', async () => {
  const nest = (depth: number): string =>
    depth === 0 ? '{type: string}' : `{type: object, properties: {in: ${nest(depth - 1)}}}`;
  const wide = Array.from(
    { length: 12 },
    (_, i) =>
      `    W${i}: &w${i} {type: object, properties: {${i === 0 ? 'a: {type: string}' : Array.from({ length: 6 }, (_, j) => `p${j}: *w${i - 1}`).join(', ')}}}`,
  ).slice(0, 7);
  const api = compileText(`${head}
paths:
  /deep: {post: {operationId: deep, requestBody: {content: {application/json: {schema: ${nest(100)}}}}, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/W6'}}}}}}}
components:
  schemas:
${wide.join('\n')}
`);
  const page = await operationPage(api, 'deep');
  expect(JSON.stringify(page).length).toBeLessThan(400_000);
  expect(Object.keys(page.schemas).length).toBeGreaterThan(1);
});

describe('several files', () => {
  it('become one document; names of the entry win; nothing outside the folder is read', async () => {
    const api = compileFiles({
      'spec/openapi.yaml': `${head}
paths:
  /pets: {$ref: 'paths/pets.yaml'}
components:
  schemas:
    Pet: {$ref: '../models/pet.yaml'}
`,
      'spec/paths/pets.yaml': `get: {operationId: pets, parameters: [{$ref: '../params.yaml#/limit'}], responses: {'200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: ../../models/pet.yaml}}, examples: {one: {$ref: ../one.json}}}}}, default: {$ref: '../../../outside.yaml'}}}`,
      'spec/params.yaml': 'limit: {name: limit, in: query, schema: {type: integer, default: 20}}',
      'spec/one.json': '[{"name": "Luna", "$ref": "data"}]',
      'models/pet.yaml':
        "type: object\nproperties: {name: {type: string}, mate: {$ref: '#'}, owner: {$ref: 'owner.yaml#/definitions/Owner'}}",
      'models/owner.yaml':
        "definitions: {Owner: {type: object, properties: {pets: {type: array, items: {$ref: 'pet.yaml'}}, city: {$ref: '#/definitions/City'}}}, City: {type: string}}",
    });
    // The root is the folder of all of them only when the entry is opened with it; here the entry's own parent is it.
    const { operation, schemas } = await operationPage(api, 'pets');
    expect(operation.parameters).toMatchObject([
      { name: 'limit', schema: { default: { value: 20 } } },
    ]);
    expect(operation.responses[0]?.content[0]).toMatchObject({
      schema: { items: { ref: 'Pet' } },
      examples: [{ name: 'one', value: [{ name: 'Luna', $ref: 'data' }] }],
    });
    expect(Object.keys(schemas)).toEqual(['Pet', 'Owner', 'City']);
    expect(schemas.Pet?.node.properties?.[1]?.schema).toEqual({ ref: 'Pet', refName: 'Pet' });
    expect(operation.notices).toMatchObject([
      { message: expect.stringContaining('leads out of the document') },
    ]);
  });
});
