import { describe, expect, it } from 'vitest';
import { combineSchemas, plainAllOf } from './combine-schema.ts';
import type { SchemaMap, SchemaNode } from './model-schema.ts';

describe('of two schemas that hold together', () => {
  it.each([
    [
      'limits of both hold, the tighter of each',
      { types: ['string'], maxLength: 10, minLength: 2 },
      { types: ['string'], maxLength: 20, minLength: 3, pattern: '^a' },
      { types: ['string'], maxLength: 10, minLength: 3, pattern: '^a' },
    ],
    [
      'a narrower type wins, and a number that is an integer is one',
      { types: ['number'], minimum: 0 },
      { types: ['integer'] },
      { types: ['integer'], minimum: 0 },
    ],
    [
      'only values that both list are left, and no example that is refused now',
      {
        types: ['string'],
        description: { text: 'The kind.' },
        examples: [{ value: 'dog' }],
        default: { value: 'dog' },
      },
      { const: { value: 'cat' } },
      { types: ['string'], description: { text: 'The kind.' }, const: { value: 'cat' } },
    ],
    [
      'enums meet',
      { enum: [{ value: 'a' }, { value: 'b' }] },
      { enum: [{ value: 'b' }, { value: 'c' }] },
      { enum: [{ value: 'b' }] },
    ],
    [
      'a reference keeps leading on when only words are added to it',
      { ref: 'Address', refName: 'Address' },
      { description: { text: 'Where it is sent.' }, readOnly: true },
      {
        ref: 'Address',
        refName: 'Address',
        description: { text: 'Where it is sent.' },
        readOnly: true,
      },
    ],
    [
      'null is taken only when no part shuts it out',
      { types: ['string'], nullable: true },
      { types: ['string'] },
      { types: ['string'] },
    ],
    [
      'null stays where the other part says nothing of types',
      { types: ['string'], nullable: true },
      { maxLength: 3 },
      { types: ['string'], nullable: true, maxLength: 3 },
    ],
  ] as [string, SchemaNode, SchemaNode, SchemaNode][])('%s', (_name, one, other, expected) => {
    expect(combineSchemas(one, other)).toEqual(expected);
  });

  it('the properties of two inline objects stand side by side', () => {
    const object = (name: string): SchemaNode => ({
      types: ['object'],
      properties: [{ name, required: false, schema: {} }],
    });
    const joined = combineSchemas(object('a'), object('b'));
    expect(joined.allOf?.map((part) => part.properties?.[0]?.name)).toEqual(['a', 'b']);
  });
});

describe('an allOf of plain values', () => {
  const schemas: SchemaMap = {
    Code: {
      key: 'Code',
      name: 'Code',
      origin: 'component',
      pointer: '#',
      node: { types: ['string'], pattern: '^[A-Z]+$' },
    },
    Pet: {
      key: 'Pet',
      name: 'Pet',
      origin: 'component',
      pointer: '#',
      node: { types: ['object'], properties: [{ name: 'id', required: true, schema: {} }] },
    },
  };

  it('is one value with the limits of all parts', () => {
    expect(
      plainAllOf(
        { description: { text: 'Short.' }, allOf: [{ ref: 'Code' }, { maxLength: 4 }] },
        schemas,
      ),
    ).toEqual({
      types: ['string'],
      pattern: '^[A-Z]+$',
      maxLength: 4,
      description: { text: 'Short.' },
    });
  });

  it('leaves objects and parts that are not known alone', () => {
    expect(plainAllOf({ allOf: [{ ref: 'Pet' }, { maxLength: 4 }] }, schemas)).toBeUndefined();
    expect(plainAllOf({ allOf: [{ ref: 'Absent' }, { maxLength: 4 }] }, schemas)).toBeUndefined();
    expect(
      plainAllOf({ allOf: [{ description: { text: 'a' } }, { minProperties: 1 }] }, schemas),
    ).toBeUndefined();
  });
});
