import { describe, expect, it } from 'vitest';
import { exampleFromSchema } from './example-from-schema.ts';
import type { Json, SchemaMap, SchemaNode } from './model.ts';

const schemas: SchemaMap = Object.fromEntries(
  Object.entries({
    Tree: {
      types: ['object'],
      properties: [
        { name: 'value', required: true, schema: { types: ['integer'] } },
        { name: 'children', required: false, schema: { types: ['array'], items: { ref: 'Tree' } } },
      ],
    },
    Cat: {
      types: ['object'],
      properties: [
        { name: 'kind', required: true, schema: { types: ['string'] } },
        { name: 'lives', required: false, schema: { types: ['integer'], maximum: 9, minimum: 9 } },
      ],
    },
    Dog: {
      types: ['object'],
      properties: [{ name: 'kind', required: true, schema: { types: ['string'] } }],
    },
  } satisfies Record<string, SchemaNode>).map(([key, node]) => [
    key,
    { key, name: key, origin: 'component' as const, pointer: '#', node: node as SchemaNode },
  ]),
);

const made = (
  node: SchemaNode,
  direction: 'request' | 'response' = 'response',
  chosen?: number,
): Json | undefined => exampleFromSchema(node, schemas, { direction, chosen });

describe('an example made from a schema', () => {
  it.each([
    [{ types: ['string'], examples: [{ value: 'told' }], default: { value: 'd' } }, 'told'],
    [{ types: ['string'], const: { value: 'c' } }, 'c'],
    [{ types: ['string'], enum: [{ value: null }, { value: 'first' }], nullable: true }, 'first'],
    [{ types: ['string'], format: 'uuid' }, '3f1c2b7a-9d54-4e7b-8a61-0c5d2e9f7b13'],
    [{ types: ['string'], minLength: 9 }, 'stringstr'],
    [{ types: ['string'], maxLength: 3 }, 'str'],
    [{ types: ['integer'], minimum: 18 }, 18],
    [{ types: ['number'], exclusiveMaximum: 1, multipleOf: 0.5 }, 0.5],
    [{ types: ['number'], exclusiveMinimum: 0, exclusiveMaximum: 1 }, 0.5],
    [{ types: ['number'], minimum: 0.3, multipleOf: 0.1 }, 0.3],
    [{ types: ['integer'], minimum: 1.5 }, 2],
    [{ types: ['integer'], exclusiveMinimum: 9, multipleOf: 5 }, 10],
    [{ types: ['string'], pattern: '^[A-Z]{3}-\\d{2}$' }, 'ABC-12'],
    [{ types: ['string'], pattern: '^[a-z]+$', minLength: 5, maxLength: 5 }, 'abcde'],
    [{ types: ['string'], format: 'binary', maxLength: 3 }, '<binary>'],
    [{ types: ['string'], contentEncoding: 'base64', contentMediaType: 'image/png' }, 'c2FtcGxl'],
    [{ allOf: [{ types: ['string'] }, { minLength: 8 }] }, 'stringst'],
    [{ types: ['boolean'] }, true],
    [{ types: [], nullable: true }, null],
    [{ types: ['array'], items: { types: ['integer'] }, minItems: 2 }, [1, 1]],
    [{ types: ['array'], items: { types: ['integer'] }, minItems: 5 }, [1, 1, 1, 1, 1]],
    [
      { types: ['array'], items: { types: ['integer'] }, minItems: 3, uniqueItems: true },
      [1, 2, 3],
    ],
    [
      { types: ['array'], prefixItems: [{ const: { value: 'a' } }, { types: ['integer'] }] },
      ['a', 1],
    ],
    [{ types: ['object'], additionalProperties: { types: ['boolean'] } }, { key: true }],
    [{ always: false }, undefined],
    [{ problem: { pointer: '#', message: 'x' } }, undefined],
  ] as [SchemaNode, Json | undefined][])('%j gives %j', (node, expected) => {
    expect(made(node)).toEqual(expected);
  });

  it('ends where a schema repeats', () => {
    expect(made({ ref: 'Tree' })).toEqual({ value: 1, children: [] });
  });

  it('takes the first alternative or the chosen one, with the value that chooses it', () => {
    const pet: SchemaNode = {
      oneOf: [{ ref: 'Cat' }, { ref: 'Dog' }],
      chooser: {
        propertyName: 'kind',
        options: [
          { key: 'Cat', name: 'Cat', value: 'cat' },
          { key: 'Dog', name: 'Dog', value: 'dog' },
        ],
      },
    };
    expect(made(pet)).toEqual({ kind: 'cat', lives: 9 });
    expect(made(pet, 'response', 1)).toEqual({ kind: 'dog' });
  });

  it('leaves readOnly out of requests and writeOnly out of responses', () => {
    const node: SchemaNode = {
      types: ['object'],
      properties: [
        { name: 'id', required: true, schema: { const: { value: 1 }, readOnly: true } },
        { name: 'secret', required: true, schema: { const: { value: 2 }, writeOnly: true } },
      ],
    };
    expect(made(node, 'request')).toEqual({ secret: 2 });
    expect(made(node, 'response')).toEqual({ id: 1 });
  });

  it('stays small for the widest schema', () => {
    const wide = (depth: number): SchemaNode =>
      depth === 0
        ? { types: ['string'] }
        : {
            types: ['object'],
            properties: Array.from({ length: 50 }, (_, i) => ({
              name: `p${i}`,
              required: true,
              schema: i < 3 ? wide(depth - 1) : { types: ['string'] },
            })),
          };
    expect(JSON.stringify(made(wide(6))).length).toBeLessThan(20_000);
  });
});
