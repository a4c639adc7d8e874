import { describe, expect, it } from 'vitest';
import type { NamedSchema, SchemaMap, SchemaNode } from '#lib/openapi/model.ts';
import { planSchema } from './plan-schema.ts';
import type { SchemaView } from './schema-view.ts';

const named = (key: string, node: SchemaNode): NamedSchema => ({
  key,
  name: key,
  origin: 'component',
  pointer: `#/components/schemas/${key}`,
  node,
});
const ref = (key: string): SchemaNode => ({ ref: key, refName: key });
const object = (properties: Record<string, SchemaNode>): SchemaNode => ({
  types: ['object'],
  properties: Object.entries(properties).map(([name, schema]) => ({
    name,
    required: false,
    schema,
  })),
});
const text: SchemaNode = { types: ['string'] };
const schemas: SchemaMap = {
  Folder: named(
    'Folder',
    object({ name: text, parent: ref('Folder'), files: { types: ['array'], items: ref('File') } }),
  ),
  File: named(
    'File',
    object({ id: { ...text, readOnly: true }, secret: { ...text, writeOnly: true }, name: text }),
  ),
  Phone: named('Phone', { types: ['string'], pattern: '^\\+' }),
};
const plan = (node: SchemaNode, rows = 100, direction: 'request' | 'response' | 'both' = 'both') =>
  planSchema(node, schemas, direction, { rows });
const names = (view: SchemaView | undefined) => view?.body?.rows.map((row) => row.property.name);
const child = (view: SchemaView | undefined, name: string) =>
  view?.body?.rows.find((row) => row.property.name === name)?.view;

describe('planSchema', () => {
  it('opens a recursive schema once inside itself, then hands on to its page', () => {
    const inner = child(plan(ref('Folder')), 'parent');
    expect(names(inner)).toEqual(['name', 'parent', 'files']);
    expect(child(inner, 'parent')).toMatchObject({ cut: true, link: { key: 'Folder' } });
  });

  it('spends its rows level by level, so that a wide first level is never lost to a deep one', () => {
    const view = plan(ref('Folder'), 5);
    expect(names(view)).toEqual(['name', 'parent', 'files']);
    expect(child(view, 'files')?.cut ?? child(view, 'files')?.body?.rows.length).toBeTruthy();
  });

  it('leaves read-only properties out of requests and write-only ones out of responses', () => {
    expect(names(plan(ref('File'), 100, 'request'))).toEqual(['secret', 'name']);
    expect(names(plan(ref('File'), 100, 'response'))).toEqual(['id', 'name']);
    expect(plan(ref('File'), 100, 'response').body?.hidden).toBe(1);
  });

  it('tells a named string by its type, and a named object by its name', () => {
    const view = plan(object({ phone: ref('Phone'), folder: ref('Folder') }));
    expect(child(view, 'phone')).toMatchObject({ words: 'string', node: { pattern: '^\\+' } });
    expect(child(view, 'phone')?.link).toBeUndefined();
    expect(child(view, 'folder')).toMatchObject({ words: 'Folder', link: { key: 'Folder' } });
  });

  it('looks through arrays to what their items hold', () => {
    const files = child(plan(ref('Folder')), 'files');
    expect(files?.words).toBe('array of File');
    expect(names(files)).toEqual(['id', 'secret', 'name']);
  });

  it('offers the kinds of a discriminator by the values that choose them', () => {
    const view = plan({
      ...object({ kind: text }),
      chooser: { propertyName: 'kind', options: [{ key: 'File', name: 'File', value: 'file' }] },
    });
    expect(view.body?.options).toMatchObject({
      kind: 'one',
      propertyName: 'kind',
      options: [{ value: 'file', label: 'File' }],
    });
    expect(names(view.body?.options?.options[0]?.view)).toEqual(['id', 'secret', 'name']);
  });

  it('tells two plain alternatives in the type and opens nothing for them', () => {
    const view = plan(object({ value: { oneOf: [text, { types: ['integer'] }] } }));
    expect(child(view, 'value')).toMatchObject({ words: 'string or integer' });
    expect(child(view, 'value')?.body).toBeUndefined();
  });

  it('leads to the page of a schema that this page does not carry', () => {
    const view = plan(object({ far: ref('FarAway') }));
    expect(child(view, 'far')).toMatchObject({ cut: true, link: { key: 'FarAway' } });
  });

  it('ends on schemas that refer to each other and to themselves', () => {
    const loop: SchemaMap = {
      A: named('A', ref('B')),
      B: named('B', ref('A')),
      Self: named('Self', { allOf: [ref('Self')] }),
    };
    expect(planSchema(ref('A'), loop, 'both', { rows: 10 }).body).toBeUndefined();
    expect(() => planSchema(ref('Self'), loop, 'both', { rows: 10 })).not.toThrow();
  });

  it('keeps what a list says of its items as a whole, and names that must be given', () => {
    const bag = plan({
      types: ['array'],
      items: text,
      contains: { ...text, const: { value: 'needle' } },
    });
    expect(bag.body?.extras.map(({ label }) => label)).toEqual(['At least one item is']);
    const visit = plan({
      ...object({ card: text }),
      requiredElsewhere: ['card', 'elsewhere'],
      dependentRequired: [{ name: 'card', requires: ['billing'] }],
      propertyNames: { pattern: '^[a-z]+$' },
    });
    expect(visit.body?.rules).toEqual([
      { label: 'Also required:', names: ['elsewhere'] },
      { label: 'With card also required:', names: ['billing'] },
    ]);
    expect(visit.body?.extras.map(({ label }) => label)).toEqual(['The name of each property is']);
  });

  it('tells what alternatives demand, and what a part of allOf says beside its properties', () => {
    const price = plan({
      anyOf: [{ types: ['number'], exclusiveMinimum: 0 }, { types: ['string'] }],
    });
    expect(price.body?.options?.options).toHaveLength(2);
    const open = plan({
      allOf: [
        ref('File'),
        { ...object({ more: text }), additionalProperties: { types: ['integer'] } },
      ],
    });
    expect(names(open)).toEqual(['id', 'secret', 'name', 'more']);
    const [rest] = open.body?.extras ?? [];
    expect(rest?.view.body?.rows).toEqual([]);
    expect(rest?.view.body?.extras.map(({ label }) => label)).toEqual(['Any other property']);
  });

  it('counts long lists of values as rows, and cuts them when the rows are spent', () => {
    const long: SchemaNode = {
      types: ['string'],
      enum: Array.from({ length: 60 }, (_, number) => ({ value: `v${number}` })),
    };
    const budget = { rows: 3 };
    const [first, second, third] = [1, 2, 3].map(() => planSchema(long, {}, 'both', budget));
    expect(first?.node.enum).toHaveLength(60);
    expect(second?.node.enum).toHaveLength(60);
    expect(third?.node).toMatchObject({ enum: { length: 12 }, omitted: 48 });
  });

  it('offers the alternative for all other values beside the mapped ones', () => {
    const view = plan({
      chooser: {
        propertyName: 'kind',
        options: [{ key: 'File', name: 'File', value: 'f' }],
        fallback: { key: 'Folder', name: 'Folder' },
      },
    });
    expect(view.body?.options?.fallback).toBe('Folder');
    expect(view.body?.options?.options.map(({ label }) => label)).toEqual(['File', 'Folder']);
  });

  it('tells an allOf of plain values as one value, and says what lies inside by its role', () => {
    const view = plan(object({ code: { allOf: [ref('Phone'), { maxLength: 15 }] } }));
    expect(child(view, 'code')).toMatchObject({
      words: 'string',
      node: { pattern: '^\\+', maxLength: 15 },
    });
    expect(child(view, 'code')?.body).toBeUndefined();
    const counted = plan({
      types: ['array'],
      items: text,
      contains: { const: { value: 'a' } },
      minContains: 2,
    });
    expect(counted.body?.extras.map(({ label }) => label)).toEqual(['The items that count are']);
  });
});
