import { describe, expect, it } from 'vitest';
import type { Json } from '../document.ts';
import { checkJson } from './check-json.ts';

const document = {
  components: {
    schemas: {
      Node: {
        type: 'object',
        required: ['id'],
        properties: {
          id: { type: 'integer' },
          children: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
        },
      },
      Cat: {
        type: 'object',
        required: ['kind', 'lives'],
        properties: { lives: { type: 'integer' } },
      },
      Dog: {
        type: 'object',
        required: ['kind', 'tricks'],
        properties: { tricks: { type: 'array' } },
      },
    },
  },
};
const check = (schema: Json, value: Json) =>
  (checkJson(document, schema, value) ?? []).map(({ pointer, problem }) => `${pointer} ${problem}`);

describe('names each mismatch', () => {
  it.each<[string, Json, Json, string[]]>([
    ['a type', { type: 'string' }, 1, [' is integer, the document says string']],
    [
      'types of 3.1',
      { type: ['string', 'null'] },
      1.5,
      [' is number, the document says string or null'],
    ],
    [
      'what is missing and what is too much',
      { type: 'object', required: ['a'], properties: { b: {} }, additionalProperties: false },
      { b: 1, c: 2 },
      ['/a is required and not there', '/c is not in the document'],
    ],
    [
      'a place in a list',
      { items: { type: 'integer' } },
      [1, 'x'],
      ['/1 is string, the document says integer'],
    ],
    ['a choice', { enum: ['a', 'b'] }, 'c', [' is "c", the document knows "a", "b"']],
    ['a constant', { const: 1 }, 2, [' is not 1']],
    ['a format', { type: 'string', format: 'date-time' }, '2026-04-12', [' is no date-time']],
    ['a pattern', { pattern: '^[a-z]+$' }, 'A', [' does not match ^[a-z]+$']],
    ['a length', { maxLength: 1 }, 'ab', [' has 2 characters, at most 1 are said']],
    ['a bound', { minimum: 5 }, 4, [' is less than 5']],
    [
      'an exclusive bound of 3.0',
      { minimum: 5, exclusiveMinimum: true },
      5,
      [' is not more than 5'],
    ],
    ['an exclusive bound of 3.1', { exclusiveMaximum: 5 }, 5, [' is not less than 5']],
    [
      'names with slashes',
      { properties: { 'a/b': { type: 'string' } } },
      { 'a/b': 1 },
      ['/a~1b is integer, the document says string'],
    ],
    [
      'recursion',
      { $ref: '#/components/schemas/Node' },
      { id: 1, children: [{ id: 2, children: [{ id: 'x' }] }] },
      [
        '/children/0/children/0/id is integer, the document says integer'.replace(
          'is integer',
          'is string',
        ),
      ],
    ],
    [
      'the variant that comes nearest',
      { oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: 'string' }] },
      { kind: 'Cat', lives: 'nine' },
      ['/lives is string, the document says integer'],
    ],
    [
      'the variant that the discriminator names',
      {
        oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        discriminator: { propertyName: 'kind' },
      },
      { kind: 'Dog', lives: 9 },
      ['/tricks is required and not there'],
    ],
    [
      'parts of allOf',
      { allOf: [{ required: ['a'] }, { required: ['b'] }] },
      { a: 1 },
      ['/b is required and not there'],
    ],
  ])('%s', (_, schema, value, problems) => {
    expect(check(schema, value)).toEqual(problems);
  });
});

describe('lets pass', () => {
  it.each<[string, Json, Json]>([
    ['null where 3.0 says nullable', { type: 'string', nullable: true, enum: ['a'] }, null],
    ['integers as numbers', { type: 'number' }, 1],
    ['what the document does not mention', { type: 'object', properties: {} }, { more: 1 }],
    [
      'what is only written',
      { required: ['secret'], properties: { secret: { writeOnly: true } } },
      {},
    ],
    ['an unknown format', { format: 'int64' }, 5],
    ['a pattern that is none', { pattern: '(' }, 'x'],
    ['a reference to nowhere', { $ref: '#/components/schemas/Nobody' }, 5],
    ['a reference elsewhere', { $ref: 'https://example.com/x' }, 5],
  ])('%s', (_, schema, value) => {
    expect(check(schema, value)).toEqual([]);
  });
});

it('ends on values and schemas that go on and on', () => {
  const loop: { [name: string]: Json } = {
    components: { schemas: { Loop: { $ref: '#/components/schemas/Loop' } } },
  };
  expect(checkJson(loop, { $ref: '#/components/schemas/Loop' }, 1)).toEqual([]);
  const many = Array.from({ length: 10_000 }, () => 'x');
  expect(check({ items: { type: 'integer' } }, many)).toHaveLength(50);
});

it('gives up on schemas that choose among themselves without end', () => {
  const tree = { oneOf: [1, 2, 3].map(() => ({ $ref: '#/components/schemas/Tree' })) };
  const circular = { components: { schemas: { Tree: tree } } };
  expect(checkJson(circular, { $ref: '#/components/schemas/Tree' }, 1)).toBeNull();
});

it('judges a value that nests deeper than the platform prints', () => {
  const deep: Json = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000));
  expect(check({ enum: [1], type: 'array' }, deep)[0]).toMatch(
    /^ is .{1,300}, the document knows 1$/,
  );
});
