import { describe, expect, it } from 'vitest';
import { compileText } from '../fixtures/compile-text.ts';
import { compareDocuments } from './compare-documents.ts';
import { type ChangeKind, KINDS } from './rules.ts';

type Part = { parameters?: string; body?: string; answer?: string; more?: string; extra?: string };

/** A document of one operation; a case tells only the part that changes. */
const documentOf = ({ parameters, body, answer, more, extra }: Part): string => `
openapi: 3.1.0
info: {title: School, version: '1'}
paths:
  /students:
    post:
      operationId: createStudent
      ${parameters === undefined ? '' : `parameters: [${parameters}]`}
      ${body === undefined ? '' : `requestBody: {required: true, content: {application/json: {schema: ${body}}}}`}
      responses: {'200': {description: ok${answer === undefined ? '' : `, content: {application/json: {schema: ${answer}}}`}}}
      ${more ?? ''}
${extra ?? ''}
`;

const kindsOf = (older: string, newer: string): string[] =>
  compareDocuments(compileText(older), compileText(newer)).changes.map(
    ({ kind, rule, verdict }) => `${verdict} ${rule} ${kind}`,
  );
const named = (...kinds: ChangeKind[]): string[] =>
  kinds.map((kind) => `${KINDS[kind].verdict} ${KINDS[kind].rule} ${kind}`);

type Case = [name: string, older: Part, newer: Part, kinds: ChangeKind[]];
const run = (cases: Case[]): void => {
  it.each(cases)('%s', (_name, older, newer, kinds) => {
    expect(kindsOf(documentOf(older), documentOf(newer)).toSorted()).toEqual(
      named(...kinds).toSorted(),
    );
  });
};

const props = (...list: string[]): string => `{type: object, properties: {${list.join(', ')}}}`;
const name = 'full_name: {type: string}';
const phone = 'phone: {type: string}';
const query = (rest = ''): string => `{name: q, in: query, schema: {type: string}${rest}}`;

describe('the rules, one by one', () => {
  describe('C0-04: parameters, properties and objects may be added', () => {
    run([
      [
        'an operation',
        {},
        { extra: '  /grades: {get: {operationId: g, responses: {}}}' },
        ['operation-added'],
      ],
      [
        'a property of a request',
        { body: props(name) },
        { body: props(name, phone) },
        ['request-property-added'],
      ],
      [
        'a header of a request',
        {},
        { parameters: '{name: X-Trace, in: header, schema: {type: string}}' },
        ['parameter-added'],
      ],
      [
        'a form of an answer',
        { answer: `{oneOf: [${props(name)}]}` },
        { answer: `{oneOf: [${props(name)}, ${props(phone)}]}` },
        ['output-value-added'],
      ],
      [
        'a webhook',
        {},
        { extra: 'webhooks: {student.created: {post: {responses: {}}}}' },
        ['webhook-added'],
      ],
      [
        'but nothing new may be demanded: a required property',
        { body: props(name) },
        { body: `{type: object, required: [phone], properties: {${name}, ${phone}}}` },
        ['input-required'],
      ],
      [
        'but nothing new may be demanded: a required parameter',
        {},
        { parameters: query(', required: true') },
        ['input-required'],
      ],
      [
        'but nothing new may be demanded: what was optional',
        { parameters: query() },
        { parameters: query(', required: true') },
        ['input-required'],
      ],
      [
        'but nothing new may be demanded: a credential',
        {
          extra: 'components: {securitySchemes: {t: {type: http, scheme: bearer}}}',
          more: 'security: []',
        },
        {
          extra: 'components: {securitySchemes: {t: {type: http, scheme: bearer}}}',
          more: 'security: [{t: []}]',
        },
        ['credential-required'],
      ],
    ]);
  });

  describe('C0-05: removing, renaming and narrowing take a new version', () => {
    const value = (schema: string) => ({ body: props(`v: ${schema}`) });
    run([
      [
        'a header of a request',
        { parameters: '{name: X-Trace, in: header, schema: {type: string}}' },
        {},
        ['parameter-removed'],
      ],
      [
        'an enum of an input',
        value('{enum: [a, b]}'),
        value('{enum: [a]}'),
        ['input-enum-narrowed'],
      ],
      [
        'an enum of an input, wider',
        value('{enum: [a]}'),
        value('{enum: [a, b]}'),
        ['input-widened'],
      ],
      [
        'a type of an input',
        value('{type: [string, integer]}'),
        value('{type: string}'),
        ['input-narrowed'],
      ],
      ['number to integer', value('{type: number}'), value('{type: integer}'), ['input-narrowed']],
      ['integer to number', value('{type: integer}'), value('{type: number}'), ['input-widened']],
      [
        'another type',
        value('{type: string, maxLength: 5}'),
        value('{type: integer, maximum: 5}'),
        ['input-narrowed'],
      ],
      ['null', value("{type: [string, 'null']}"), value('{type: string}'), ['input-narrowed']],
      ['a length', value('{maxLength: 9}'), value('{maxLength: 5}'), ['input-narrowed']],
      ['a length, longer', value('{maxLength: 5}'), value('{maxLength: 9}'), ['input-widened']],
      [
        'a bound that now excludes itself',
        value('{minimum: 0}'),
        value('{exclusiveMinimum: 0}'),
        ['input-narrowed'],
      ],
      [
        'a bound that is gone',
        value('{minimum: 0, type: number}'),
        value('{type: number}'),
        ['input-widened'],
      ],
      [
        'a pattern',
        value('{type: string}'),
        value("{type: string, pattern: '^a'}"),
        ['input-narrowed'],
      ],
      ['a step', value('{multipleOf: 2}'), value('{multipleOf: 3}'), ['input-narrowed']],
      ['a finer step', value('{multipleOf: 4}'), value('{multipleOf: 2}'), ['input-widened']],
      [
        'a format',
        value('{type: integer, format: int64}'),
        value('{type: integer, format: int32}'),
        ['input-narrowed'],
      ],
      [
        'other names',
        { body: props(name) },
        {
          body: `{type: object, additionalProperties: false, properties: {${name}}}`,
        },
        ['input-narrowed'],
      ],
      [
        'a form',
        { body: `{oneOf: [${props(name)}, ${props(phone)}]}` },
        { body: `{oneOf: [${props(phone)}]}` },
        ['input-narrowed'],
      ],
      [
        'a condition',
        value('{type: string}'),
        value('{type: string, not: {const: x}}'),
        ['input-narrowed'],
      ],
      [
        'items',
        value('{type: array, items: {type: string}}'),
        value('{type: array, items: {type: string, maxLength: 3}}'),
        ['input-narrowed'],
      ],
      [
        'a list that is written in another way',
        { parameters: '{name: q, in: query, schema: {type: array, items: {type: string}}}' },
        {
          parameters:
            '{name: q, in: query, explode: false, schema: {type: array, items: {type: string}}}',
        },
        ['parameter-style-changed'],
      ],
      [
        'a value of an answer',
        { answer: props('v: {enum: [a, b]}') },
        { answer: props('v: {enum: [a, c]}') },
        ['output-value-removed', 'output-value-added'],
      ],
      [
        'a type of an answer',
        { answer: props('v: {type: string}') },
        { answer: props('v: {type: [string, integer]}') },
        ['output-widened'],
      ],
      [
        'a type of an answer, narrower',
        { answer: props('v: {type: [string, integer]}') },
        { answer: props('v: {type: string}') },
        ['output-narrowed'],
      ],
      ['a deprecation is announced', {}, { more: 'deprecated: true' }, ['deprecated']],
      [
        'a default',
        value('{type: integer, default: 1}'),
        value('{type: integer, default: 2}'),
        ['input-default-changed'],
      ],
    ]);
  });

  describe('C0-06: what is not documented is private', () => {
    run([
      [
        'an operation',
        { extra: '  /grades: {get: {operationId: g, responses: {}}}' },
        {},
        ['operation-removed'],
      ],
      [
        'an operation under another path',
        { extra: '  /grades: {get: {operationId: g, responses: {}}}' },
        { extra: '  /levels: {get: {operationId: g, responses: {}}}' },
        ['operation-removed', 'operation-added'],
      ],
      [
        'a webhook',
        { extra: 'webhooks: {student.created: {post: {responses: {}}}}' },
        {},
        ['webhook-removed'],
      ],
    ]);
  });

  describe('C0-07, C0-08, C0-12: order makes no difference', () => {
    const other = '{name: page, in: query, schema: {type: integer}}';
    run([
      [
        'of query parameters',
        { parameters: `${query()}, ${other}` },
        { parameters: `${other}, ${query()}` },
        [],
      ],
      [
        'of properties of a request',
        { body: props(name, phone) },
        { body: props(phone, name) },
        [],
      ],
      [
        'of properties of an answer',
        { answer: props(name, phone) },
        { answer: props(phone, name) },
        [],
      ],
      [
        'of alternatives, types and values',
        { body: `{oneOf: [${props(name)}, ${props(phone)}]}`, answer: '{enum: [a, b]}' },
        { body: `{oneOf: [${props(phone)}, ${props(name)}]}`, answer: '{enum: [b, a]}' },
        [],
      ],
    ]);
  });

  describe('C0-09, C0-10, C0-11: what a request carries', () => {
    run([
      ['a query parameter comes', {}, { parameters: query() }, ['query-parameter-added']],
      ['a query parameter goes', { parameters: query() }, {}, ['query-parameter-removed']],
      [
        'a property goes',
        { body: props(name, phone) },
        { body: props(name) },
        ['request-property-removed'],
      ],
      [
        'a property is renamed',
        { body: props(name) },
        { body: props('name: {type: string}') },
        ['request-property-removed', 'request-property-added'],
      ],
      ['the body goes', { body: props(name) }, {}, ['request-body-removed']],
      [
        'a property becomes read only',
        { body: props(name, phone) },
        { body: props(name, 'phone: {type: string, readOnly: true}') },
        ['request-property-removed'],
      ],
    ]);
  });

  describe('C0-13, C0-14, C0-15: what an answer carries', () => {
    const required = (schema: string) =>
      `{type: object, required: [v], properties: {v: ${schema}}}`;
    const optional = (schema: string) => `{type: object, properties: {v: ${schema}}}`;
    run([
      [
        'a property comes',
        { answer: props(name) },
        { answer: props(name, phone) },
        ['response-property-added'],
      ],
      [
        'a required property comes',
        { answer: props(name) },
        { answer: `{type: object, required: [phone], properties: {${name}, ${phone}}}` },
        ['response-property-added'],
      ],
      [
        'a property goes',
        { answer: props(name, phone) },
        { answer: props(name) },
        ['response-property-removed'],
      ],
      [
        'what always stood there may be left out',
        { answer: required('{type: string}') },
        { answer: optional('{type: string}') },
        ['response-property-optional'],
      ],
      [
        'what could be null may be left out',
        { answer: required("{type: [string, 'null']}") },
        { answer: optional("{type: [string, 'null']}") },
        ['response-null-left-out'],
      ],
      [
        'what could be left out may be null',
        { answer: optional('{type: string}') },
        { answer: optional("{type: [string, 'null']}") },
        ['response-null-left-out'],
      ],
      [
        'what always stood there may be null',
        { answer: required('{type: string}') },
        { answer: required("{type: [string, 'null']}") },
        ['output-widened'],
      ],
      [
        'what was optional always stands there',
        { answer: optional('{type: string}') },
        { answer: required('{type: string}') },
        ['response-property-always'],
      ],
    ]);
  });
});

const paths = (text: string) => `
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
${text}`;

describe('media types, responses, headers', () => {
  const answers = (text: string) => paths(`  /a: {get: {operationId: a, responses: {${text}}}}`);
  it.each<[string, string, string, ChangeKind[]]>([
    [
      'a response goes',
      "'200': {description: ok}, '404': {description: no}",
      "'200': {description: ok}",
      ['response-removed'],
    ],
    [
      'a response that a range covers stays',
      "'200': {description: ok}, '404': {description: no}",
      "'200': {description: ok}, 4XX: {description: no}",
      ['response-added'],
    ],
    [
      'a media type goes and one comes',
      "'200': {description: ok, content: {application/xml: {}}}",
      "'200': {description: ok, content: {application/json: {}}}",
      ['media-type-removed', 'media-type-added'],
    ],
    [
      'parameters of a media type are no part of its name',
      "'200': {description: ok, content: {application/json: {}}}",
      "'200': {description: ok, content: {'Application/JSON; charset=utf-8': {}}}",
      [],
    ],
    [
      'a header goes, in whichever case',
      "'200': {description: ok, headers: {X-A: {schema: {type: string}}, X-B: {schema: {type: string}}}}",
      "'200': {description: ok, headers: {x-a: {schema: {type: string}}}}",
      ['response-header-removed'],
    ],
  ])('%s', (_name, older, newer, kinds) => {
    expect(kindsOf(answers(older), answers(newer)).toSorted()).toEqual(named(...kinds).toSorted());
  });
});

describe('what is the same, written in another way', () => {
  it('Swagger 2.0 and OpenAPI 3.0', () => {
    const old = `
swagger: '2.0'
info: {title: T, version: '1'}
host: api.example.com
basePath: /v1
consumes: [application/json]
produces: [application/json]
securityDefinitions: {key: {type: apiKey, in: header, name: X-Key}}
security: [{key: []}]
paths:
  /items/{id}:
    put:
      parameters:
        - {name: id, in: path, required: true, type: string}
        - {name: tags, in: query, type: array, items: {type: string}, collectionFormat: multi}
        - {name: body, in: body, required: true, schema: {$ref: '#/definitions/Item'}}
      responses: {'200': {description: ok, schema: {$ref: '#/definitions/Item'}}}
definitions: {Item: {type: object, properties: {id: {type: string}, next: {$ref: '#/definitions/Item'}}}}`;
    const now = `
openapi: 3.0.3
info: {title: T, version: '2'}
servers: [{url: 'https://api.example.com'}]
security: [{apiKey: []}]
paths:
  /v1/items/{itemId}:
    put:
      parameters:
        - {name: tags, in: query, schema: {type: array, items: {type: string}}}
        - {name: itemId, in: path, required: true, schema: {type: string}}
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses: {'200': {description: fine, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
components:
  securitySchemes: {apiKey: {type: apiKey, in: header, name: x-key}}
  schemas: {Thing: {allOf: [{type: object, properties: {id: {type: string}}}, {properties: {next: {$ref: '#/components/schemas/Thing'}}}]}}`;
    expect(kindsOf(old, now)).toEqual([]);
  });

  it('nullable of 3.0 and null of 3.1; one alternative and none', () => {
    const text = (version: string, schema: string) => `
openapi: ${version}
info: {title: T, version: '1'}
paths: {/a: {post: {requestBody: {content: {application/json: {schema: ${schema}}}}, responses: {}}}}`;
    expect(
      kindsOf(
        text('3.0.3', '{type: string, nullable: true}'),
        text('3.1.0', "{type: [string, 'null']}"),
      ),
    ).toEqual([]);
    expect(kindsOf(text('3.0.3', props(name)), text('3.1.0', `{oneOf: [${props(name)}]}`))).toEqual(
      [],
    );
  });
});

describe('shared schemas', () => {
  const shared = (schemas: string) => `
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}}}}
  /b: {get: {responses: {'200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Node'}}}}}}}}
components: {schemas: ${schemas}}`;
  const node = (more: string) =>
    `{Node: {type: object, properties: {parent: {$ref: '#/components/schemas/Node'}, children: {type: array, items: {$ref: '#/components/schemas/Node'}}${more}}}}`;

  it('a change of one is told once for each direction, with the operations it reaches, and cycles end', () => {
    const { changes } = compareDocuments(
      compileText(shared(node(', size: {type: integer}'))),
      compileText(shared(node(''))),
    );
    expect(changes).toMatchObject([
      {
        kind: 'request-property-removed',
        place: 'Node › size',
        pointer: '#/components/schemas/Node/properties/size',
        document: 'old',
        usedBy: { operations: ['POST /a'], total: 1 },
      },
      {
        kind: 'response-property-removed',
        usedBy: { operations: ['GET /b', 'POST /a'], total: 2 },
      },
    ]);
  });

  it('recursion through alternatives and inheritance ends', () => {
    const loop = (more: string) =>
      `{Node: {oneOf: [{$ref: '#/components/schemas/Leaf'}, {$ref: '#/components/schemas/Branch'}], discriminator: {propertyName: kind}}, Leaf: {type: object, properties: {kind: {const: leaf}${more}}}, Branch: {allOf: [{$ref: '#/components/schemas/Leaf'}, {type: object, properties: {nodes: {type: array, items: {$ref: '#/components/schemas/Node'}}}}]}}`;
    expect(kindsOf(shared(loop('')), shared(loop('')))).toEqual([]);
    expect(kindsOf(shared(loop(', v: {type: string}')), shared(loop(''))).toSorted()).toEqual(
      named(
        'request-property-removed',
        'request-property-removed',
        'response-property-removed',
        'response-property-removed',
      ),
    );
  });

  it('a reference beside null is the reference, however it is written', () => {
    const next = (schema: string) => `{Node: {type: object, properties: {next: ${schema}}}}`;
    const ref = "{$ref: '#/components/schemas/Node'}";
    const ways = [
      next(`{anyOf: [${ref}, {type: 'null'}]}`),
      next(`{oneOf: [{type: 'null'}, ${ref}]}`),
    ];
    for (const older of ways)
      for (const newer of ways) expect(kindsOf(shared(older), shared(newer))).toEqual([]);
    expect(
      kindsOf(shared(next(`{allOf: [${ref}], description: The next}`)), shared(next(ref))),
    ).toEqual([]);
    expect(kindsOf(shared(next(ref)), shared(ways[0] ?? '')).toSorted()).toEqual(
      named('input-widened', 'response-null-left-out'),
    );
  });

  it('a subtype that is gone is breaking', () => {
    const zoo = (...pets: string[]) =>
      `{Node: {type: object, discriminator: {propertyName: kind, mapping: {${pets.map((pet) => `${pet}: '#/components/schemas/${pet}'`).join(', ')}}}, properties: {kind: {type: string}}}, ${pets.map((pet) => `${pet}: {allOf: [{$ref: '#/components/schemas/Node'}, {type: object, properties: {${pet}: {type: string}}}]}`).join(', ')}}`;
    expect(kindsOf(shared(zoo('cat', 'dog')), shared(zoo('cat')))).toEqual(
      named('input-narrowed', 'output-value-removed'),
    );
  });
});

describe('what the API sends', () => {
  const hook = (schema: string) =>
    `${paths('  {}').replace('{}', '/a: {get: {responses: {}}}').replace('3.0.3', '3.1.0')}
webhooks: {student.created: {post: {requestBody: {content: {application/json: {schema: ${schema}}}}, responses: {'200': {description: ok}}}}}`;
  it('the payload of a webhook is read by clients: like an answer', () => {
    expect(kindsOf(hook(props(name, phone)), hook(props(name)))).toEqual(
      named('response-property-removed'),
    );
    expect(kindsOf(hook(props(name)), hook(props(name, phone)))).toEqual(
      named('response-property-added'),
    );
  });
});

it('texts and examples are no changes, and the report says what was compared', () => {
  const report = compareDocuments(
    compileText(documentOf({ more: 'summary: Old' })),
    compileText(documentOf({ more: 'summary: New' })),
  );
  expect(report).toMatchObject({
    verdict: 'compatible',
    old: { title: 'School', version: '1', specVersion: '3.1' },
    counts: { breaking: 0, compatible: 0 },
    changes: [],
    notices: [],
  });
});
