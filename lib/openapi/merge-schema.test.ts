import { describe, expect, it } from 'vitest';
import {
  anchorId,
  constraintWords,
  mergeSchema,
  proseHtml,
  type SchemaMap,
  type SchemaNode,
  schemaOf,
  typeWords,
  visibleProperties,
} from './model.ts';

const named = (nodes: Record<string, SchemaNode>): SchemaMap =>
  Object.fromEntries(
    Object.entries(nodes).map(([key, node]) => [
      key,
      { key, name: key, origin: 'component' as const, pointer: `#/${key}`, node },
    ]),
  );

const text: SchemaNode = { types: ['string'] };
const property = (name: string, schema: SchemaNode = text, required = false) => ({
  name,
  schema,
  required,
});

describe('mergeSchema', () => {
  const schemas = named({
    Base: {
      types: ['object'],
      properties: [property('id', text, true), property('kind')],
      chooser: { propertyName: 'kind', options: [{ key: 'Child', name: 'Child', value: 'c' }] },
    },
    Child: {
      allOf: [
        { ref: 'Base', refName: 'Base' },
        {
          properties: [property('kind', { const: { value: 'c' } }), property('extra')],
          requiredElsewhere: ['id'],
        },
      ],
    },
    Grandchild: { parent: { key: 'Child', name: 'Child' }, properties: [property('own')] },
    Loop: { allOf: [{ ref: 'Loop' }], properties: [property('a')] },
    Lost: { allOf: [{ ref: 'Absent', refName: 'Absent' }], properties: [property('a')] },
    Either: { allOf: [{ ref: 'Base' }, { oneOf: [text] }] },
  });
  const names = (node: SchemaNode) =>
    mergeSchema(node, schemas).properties.map(
      ({ name, from, required }) =>
        `${name}${required ? '*' : ''}${from ? ` of ${from.name}` : ''}`,
    );

  it('folds allOf and parents in; what is told twice of a property holds together, "required" too', () => {
    expect(names({ ref: 'Child' })).toEqual(['id* of Base', 'kind', 'extra']);
    expect(names({ ref: 'Grandchild' })).toEqual([
      'id* of Base',
      'kind of Child',
      'extra of Child',
      'own',
    ]);
    expect(mergeSchema({ ref: 'Child' }, schemas).properties[1]?.schema).toEqual({
      types: ['string'],
      const: { value: 'c' },
    });
  });

  it('offers the chooser of the schema itself, never an inherited one', () => {
    expect(mergeSchema({ ref: 'Base' }, schemas).chooser?.propertyName).toBe('kind');
    expect(mergeSchema({ allOf: [{ ref: 'Base' }] }, schemas).chooser?.propertyName).toBe('kind');
    expect(mergeSchema({ ref: 'Child' }, schemas).chooser).toBeUndefined();
    expect(mergeSchema({ ref: 'Grandchild' }, schemas).chooser).toBeUndefined();
  });

  it('ends where schemas refer to themselves, names what the page does not carry, keeps alternatives apart', () => {
    expect(names({ ref: 'Loop' })).toEqual(['a']);
    expect(mergeSchema({ ref: 'Lost' }, schemas).missing).toEqual([
      { key: 'Absent', name: 'Absent' },
    ]);
    expect(mergeSchema({ ref: 'Either' }, schemas).rest).toEqual([{ oneOf: [text] }]);
  });

  it('does not take a key for a member of every object', () => {
    expect(schemaOf(schemas, 'constructor')).toBeUndefined();
    expect(mergeSchema({ ref: '__proto__', refName: '__proto__' }, schemas).missing).toEqual([
      { key: '__proto__', name: '__proto__' },
    ]);
  });
});

it.each([
  [{ types: ['string'], format: 'date-time' }, 'string <date-time>'],
  [{ types: ['array'], items: { ref: 'Pet', refName: 'Pet' } }, 'array of Pet'],
  [{ types: ['integer'], nullable: true }, 'integer or null'],
  [{ types: ['string', 'integer'] }, 'string or integer'],
  [{ types: [], nullable: true }, 'null'],
  [{}, 'any'],
  [{ always: false }, 'never'],
  [{ oneOf: [text, { types: ['integer'] }] }, 'string or integer'],
  [
    {
      anyOf: Array(5)
        .fill(0)
        .map((_, i) => ({ ref: `S${i}` })),
    },
    'any of 5',
  ],
  [{ types: ['array'], prefixItems: [text] }, 'tuple'],
] as [SchemaNode, string][])('%j is called %s', (node, words) => {
  expect(typeWords(node)).toBe(words);
});

it.each([
  [{ minLength: 3, maxLength: 20 }, ['3 to 20 characters']],
  [{ minItems: 1 }, ['at least 1 item']],
  [{ minLength: 9, maxLength: 9 }, ['exactly 9 characters']],
  [
    { minimum: 0, exclusiveMaximum: 1, multipleOf: 0.1 },
    ['at least 0', 'less than 1', 'a multiple of 0.1'],
  ],
  [{ uniqueItems: true, maxItems: 2 }, ['at most 2 items', 'no item twice']],
  [{ additionalProperties: { always: false } }, ['no other properties']],
] as [SchemaNode, string[]][])('%j is told as %j', (node, words) => {
  expect(constraintWords(node)).toEqual(words);
});

it('readOnly belongs to answers, writeOnly to requests', () => {
  const properties = [
    property('id', { readOnly: true }),
    property('password', { writeOnly: true }),
    property('name'),
  ];
  expect(visibleProperties(properties, 'request').map(({ name }) => name)).toEqual([
    'password',
    'name',
  ]);
  expect(visibleProperties(properties, 'response').map(({ name }) => name)).toEqual(['id', 'name']);
});

it('plain prose is escaped, anchors hold only safe characters', () => {
  expect(proseHtml({ text: 'a <b> & "c"' })).toBe('<p>a &lt;b&gt; &amp; &quot;c&quot;</p>');
  expect(anchorId('response', '200', 'x y/z"<')).toBe('response-200-x-y-z');
  expect(anchorId('勤怠')).toBe('勤怠');
  expect(anchorId('"<>')).toBe('section');
});
