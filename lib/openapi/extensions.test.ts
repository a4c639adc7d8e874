import { expect, it } from 'vitest';
import { compileText, operationPage } from './fixtures/compile-text.ts';
import { mergeSchema } from './model.ts';
import { operationSamples } from './operation-samples.ts';
import { readSchema } from './read-compiled.ts';

it('Okta’s extensions: parents offer their subtypes, variants are read, references in them never fail', async () => {
  const api = compileText(`
openapi: 3.0.1
info: {title: Okta, version: '1'}
paths:
  /policies:
    post:
      operationId: createPolicy
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Policy'}}}}
      responses: {}
      x-okta-multi-operation:
        - {operationId: createCert, consumes: [application/pkix-cert], encoding: base64, parameters: [{in: body, name: cert, required: true, type: string}]}
        - {operationId: createOther, parameters: [{in: body, name: user, schema: {$ref: '#/definitions/Nowhere'}}, {in: query, name: send, type: boolean, default: true}]}
components:
  schemas:
    Policy: {type: object, properties: {name: {type: string}, type: {type: string}}, x-openapi-v3-discriminator: {propertyName: type, mapping: {PASSWORD: '#/definitions/PasswordPolicy', GONE: '#/definitions/Nowhere'}}}
    PasswordPolicy: {type: object, properties: {minLength: {type: integer}}, x-okta-parent: '#/definitions/Policy'}
    AccessPolicy: {type: object, x-okta-parent: '#/definitions/Policy'}
    Orphan: {type: object, x-okta-parent: '#/definitions/Nowhere'}
`);
  const { operation, schemas } = await operationPage(api, 'createPolicy');
  expect(operation.notices).toEqual([]);
  expect(schemas.Policy?.node.chooser).toEqual({
    propertyName: 'type',
    options: [
      { key: 'PasswordPolicy', name: 'PasswordPolicy', value: 'PASSWORD' },
      { key: 'AccessPolicy', name: 'AccessPolicy' },
    ],
  });
  expect(
    mergeSchema({ ref: 'PasswordPolicy' }, schemas).properties.map(({ name, from }) => [
      name,
      from?.name,
    ]),
  ).toEqual([
    ['name', 'Policy'],
    ['type', 'Policy'],
    ['minLength', undefined],
  ]);
  expect(mergeSchema({ ref: 'PasswordPolicy' }, schemas).chooser).toBeUndefined();
  expect(operation.requestBody?.content[0]?.examples).toEqual([
    { generated: true, value: { name: 'string', type: 'PASSWORD', minLength: 1 } },
  ]);
  expect(operation.variants).toMatchObject([
    {
      operationId: 'createCert',
      encoding: 'base64',
      requestBody: { content: [{ mediaType: 'application/pkix-cert' }] },
    },
    {
      operationId: 'createOther',
      parameters: [{ name: 'send', schema: { default: { value: true } } }],
      requestBody: { content: [{ schema: {} }] },
    },
  ]);
});

it('callbacks, discriminators with mapping, XML forms', async () => {
  const api = compileText(`
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /hooks:
    post:
      operationId: subscribe
      requestBody: {content: {application/xml: {schema: {$ref: '#/components/schemas/Shape'}}}}
      responses: {'200': {description: ok}}
      callbacks: {event: {'{$request.body#/url}': {post: {summary: Something came, requestBody: {content: {application/json: {schema: {type: string}}}}, responses: {'200': {description: ok}}}}}}
components:
  schemas:
    Shape: {oneOf: [{$ref: '#/components/schemas/Round'}, {$ref: '#/components/schemas/Square'}], discriminator: {propertyName: kind, mapping: {r: Round, s: '#/components/schemas/Square', x: Nowhere}}}
    Round: {type: object, xml: {name: round}, properties: {kind: {type: string}, id: {type: integer, xml: {attribute: true}}, tags: {type: array, xml: {wrapped: true}, items: {type: string, xml: {name: tag}}}}}
    Square: {type: object, properties: {kind: {type: string}}}
`);
  const { operation, schemas } = await operationPage(api, 'subscribe');
  expect(operation.callbacks).toMatchObject([
    {
      name: 'event',
      expression: '{$request.body#/url}',
      exchanges: [{ method: 'POST', title: 'Something came' }],
    },
  ]);
  expect(schemas.Shape?.node.chooser?.options.map(({ name, value }) => [value, name])).toEqual([
    ['r', 'Round'],
    ['s', 'Square'],
  ]);
  expect(operation.notices).toEqual([
    {
      pointer: '#/components/schemas/Shape/discriminator/mapping/x',
      message: 'The value “x” is mapped to a schema that does not exist.',
    },
  ]);
  expect(operation.requestBody?.content[0]?.examples[0]?.text).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<Shape>\n  <kind>r</kind>\n  <id>1</id>\n  <tags>string</tags>\n</Shape>',
  );
});

it('values of an enum in every usual form of description, with their names', async () => {
  const api = compileText(`
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a:
    get:
      operationId: a
      parameters:
        - {name: map, in: query, schema: {enum: [a, b], x-enumDescriptions: {a: First, b: Second}}}
        - {name: list, in: query, schema: {enum: [1, 2], x-enum-varnames: [ONE, TWO], x-enum-descriptions: [First, Second]}}
        - {name: names, in: query, schema: {enum: [0, 1], x-enumNames: [Sunny, Rainy]}}
        - {name: generated, in: query, schema: {enum: [x], x-ms-enum: {name: Kind, values: [{value: x, name: Cross, description: First}]}}}
        - {name: constants, in: query, schema: {oneOf: [{const: p, title: Pi, description: First}, {const: q, title: Qu}]}}
      responses: {}
`);
  const { operation } = await operationPage(api, 'a');
  const told = operation.parameters.map(({ name, schema }) => [
    name,
    schema?.enum?.map((one) => [one.name, one.description?.text]),
  ]);
  expect(Object.fromEntries(told)).toEqual({
    map: [
      [undefined, 'First'],
      [undefined, 'Second'],
    ],
    list: [
      ['ONE', 'First'],
      ['TWO', 'Second'],
    ],
    names: [
      [undefined, 'Sunny'],
      [undefined, 'Rainy'],
    ],
    generated: [['Cross', 'First']],
    constants: [
      ['Pi', 'First'],
      [undefined, 'Qu'],
    ],
  });
});

it('a mapping adds to the names of the alternatives, and the default one is told', async () => {
  const api = compileText(`
openapi: 3.2.0
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind, mapping: {hund: Dog}, defaultMapping: Cat}}
    Cat: {type: object}
    Dog: {type: object}
`);
  const chooser = (await readSchema(api, 'Pet'))?.schema.node.chooser;
  expect(chooser?.options.map(({ value, name }) => [value, name])).toEqual([
    ['hund', 'Dog'],
    ['Cat', 'Cat'],
  ]);
  expect(chooser?.fallback?.name).toBe('Cat');
});

it('a sample of the document stands in for one in its language, and another program beside curl', async () => {
  const api = compileText(`
openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: https://zoo.example.com}]
paths:
  /a:
    get:
      operationId: a
      x-codeSamples: [{lang: Shell, label: Zoo CLI, source: zoo get}, {lang: python, label: SDK, source: zoo.get()}]
      responses: {}
  /b:
    get: {operationId: b, x-code-samples: [{lang: bash, source: $ curl -v https://zoo.example.com/b}], responses: {}}
`);
  const samples = async (slug: string) =>
    Object.fromEntries(
      operationSamples(await operationPage(api, slug), 'https://portal.example.com').map((one) => [
        one.id,
        one,
      ]),
    );
  const a = await samples('a');
  expect(a.curl?.code).toContain('https://zoo.example.com/a');
  expect(a.python).toMatchObject({ label: 'SDK', code: 'zoo.get()' });
  expect((await samples('b')).curl?.code).toBe('$ curl -v https://zoo.example.com/b');
});

it('extensions of bodies, media types, answers, headers, parameters and properties are kept, long ones by their beginning', async () => {
  const api = compileText(`
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a:
    post:
      operationId: a
      parameters: [{name: p, in: query, x-p: {deep: [1]}, schema: {type: string, x-s: true}}]
      requestBody:
        x-body: {limit: 5}
        content: {application/json: {x-media: streamed, schema: {type: object, properties: {n: {type: string, x-long: '${'y'.repeat(5000)}'}}}}}
      responses:
        '200': {description: ok, x-answer: [a, b], headers: {H: {x-h: 1, schema: {type: string}}}}
      callbacks: {done: {'{$url}': {post: {x-back: 1, responses: {}}}}}
`);
  const { operation } = await operationPage(api, 'a');
  const [parameter] = operation.parameters;
  const [answer] = operation.responses;
  const [media] = operation.requestBody?.content ?? [];
  expect([parameter?.extensions, parameter?.schema?.extensions]).toEqual([
    [{ name: 'x-p', value: { deep: [1] } }],
    [{ name: 'x-s', value: true }],
  ]);
  expect(operation.requestBody?.extensions).toEqual([{ name: 'x-body', value: { limit: 5 } }]);
  expect(media?.extensions).toEqual([{ name: 'x-media', value: 'streamed' }]);
  expect(answer?.extensions).toEqual([{ name: 'x-answer', value: ['a', 'b'] }]);
  expect(answer?.headers[0]?.extensions).toEqual([{ name: 'x-h', value: 1 }]);
  expect(operation.callbacks[0]?.exchanges[0]?.extensions).toEqual([{ name: 'x-back', value: 1 }]);
  const [long] = media?.schema?.properties?.[0]?.schema.extensions ?? [];
  expect(long?.value).toMatch(/^y{2000}…$/);
});

it('so are those of a Swagger 2.0 document', async () => {
  const api = compileText(`
swagger: '2.0'
info: {title: T, version: '1'}
paths:
  /a:
    post:
      operationId: a
      parameters: [{in: body, name: b, x-body: 1, schema: {type: object}}]
      responses: {'200': {description: ok, x-answer: 2, headers: {H: {type: string, x-h: 3}}}}
    put:
      operationId: b
      parameters: [{in: formData, name: f, type: file, x-file: images}]
      responses: {'200': {description: ok}}
`);
  const { requestBody, responses } = (await operationPage(api, 'a')).operation;
  expect(requestBody?.extensions).toEqual([{ name: 'x-body', value: 1 }]);
  expect(responses[0]?.extensions).toEqual([{ name: 'x-answer', value: 2 }]);
  expect(responses[0]?.headers[0]?.extensions).toEqual([{ name: 'x-h', value: 3 }]);
  const form = (await operationPage(api, 'b')).operation.requestBody?.content[0]?.schema;
  expect(form?.properties?.[0]?.schema.extensions).toEqual([{ name: 'x-file', value: 'images' }]);
});
