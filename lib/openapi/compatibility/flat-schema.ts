import type { Chooser, Json, SchemaNode, SchemaType } from '../model.ts';
import type { Side } from './side.ts';

export type Located = { node: SchemaNode; pointer: string };
export type FlatProperty = Located & { required: boolean };
export type Bound = { value: number; exclusive: boolean };
/** `least` and `most` of something countable; `size` is the value of a number. */
export type Bounds = Partial<
  Record<'size' | 'length' | 'items' | 'properties', { least?: Bound; most?: Bound }>
>;

/** A schema with its references, `allOf` parts and parents folded in: what a value must keep to, in one place. */
export type FlatSchema = {
  pointer: string;
  types: Set<SchemaType> | undefined;
  nullable: boolean;
  /** No value is allowed. */
  never: boolean;
  format: string | undefined;
  enum: Json[] | undefined;
  bounds: Bounds;
  multipleOf: number | undefined;
  patterns: Set<string>;
  uniqueItems: boolean;
  properties: Map<string, FlatProperty>;
  patternProperties: Map<string, Located>;
  additional: Located | undefined;
  items: Located | undefined;
  prefixItems: Located[];
  /** Groups of alternatives: each `oneOf` or `anyOf` that the folded parts hold. */
  groups: { pointer: string; options: Located[] }[];
  chooser: Chooser | undefined;
  readOnly: boolean;
  writeOnly: boolean;
  default: Json | undefined;
  /** Keywords that are only compared as a whole: `not`, `if`, `contains`, … */
  other: Map<string, string>;
  /** The page limit cut its lists, or a part could not be read. */
  partial: boolean;
};

const emptyFlat = (pointer: string): FlatSchema => ({
  pointer,
  types: undefined,
  nullable: false,
  never: false,
  format: undefined,
  enum: undefined,
  bounds: {},
  multipleOf: undefined,
  patterns: new Set(),
  uniqueItems: false,
  properties: new Map(),
  patternProperties: new Map(),
  additional: undefined,
  items: undefined,
  prefixItems: [],
  groups: [],
  chooser: undefined,
  readOnly: false,
  writeOnly: false,
  default: undefined,
  other: new Map(),
  partial: false,
});

const MAX_DEPTH = 40;
type Fold = { side: Side; flat: FlatSchema; required: Set<string>; seen: Set<string> };

/** Folds a schema. Every named schema is entered once, so cycles end. */
export const flatten = (side: Side, { node, pointer }: Located): FlatSchema => {
  const flat = emptyFlat(pointer);
  const fold: Fold = { side, flat, required: new Set(), seen: new Set() };
  enter(fold, { node, pointer }, 0, true);
  for (const [name, property] of flat.properties)
    if (fold.required.has(name)) flat.properties.set(name, { ...property, required: true });
  return flat;
};

const enter = (fold: Fold, { node, pointer }: Located, depth: number, own: boolean): void => {
  if (depth > MAX_DEPTH) return;
  enterNamed(fold, node.parent?.key, depth, false);
  enterNamed(fold, node.ref, depth, own);
  for (const [at, part] of (node.allOf ?? []).entries()) {
    // A part that other schemas share offers its own subtypes as alternatives, not those of this one.
    const alone = node.allOf?.length === 1 && node.properties === undefined;
    enter(fold, { node: part, pointer: `${pointer}/allOf/${at}` }, depth + 1, own && alone);
  }
  foldScalars(fold.flat, node);
  foldBounds(fold.flat.bounds, node);
  foldObject(fold, node, pointer);
  foldArray(fold.flat, node, pointer);
  foldAlternatives(fold.flat, node, pointer, own);
};

const enterNamed = (fold: Fold, key: string | undefined, depth: number, own: boolean): void => {
  if (key === undefined || fold.seen.has(key)) return;
  fold.seen.add(key);
  const named = fold.side.schemaOf(key);
  if (named) enter(fold, { node: named.node, pointer: named.pointer }, depth + 1, own);
  else fold.flat.partial = true;
};

const foldScalars = (flat: FlatSchema, node: SchemaNode): void => {
  if (node.always === false) flat.never = true;
  if (node.problem || node.omitted !== undefined) flat.partial = true;
  if (node.types) flat.types = intersect(flat.types, node.types);
  flat.nullable ||= node.nullable === true;
  flat.readOnly ||= node.readOnly === true;
  flat.writeOnly ||= node.writeOnly === true;
  flat.format = node.format ?? flat.format;
  const values = node.const ? [node.const.value] : node.enum?.map(({ value }) => value);
  if (values) {
    const kept = values.filter((value) => value !== null);
    const known = flat.enum && new Set(flat.enum.map((value) => JSON.stringify(value)));
    flat.enum = known ? kept.filter((value) => known.has(JSON.stringify(value))) : kept;
  }
  flat.multipleOf = node.multipleOf ?? flat.multipleOf;
  flat.uniqueItems ||= node.uniqueItems === true;
  if (node.pattern !== undefined) flat.patterns.add(node.pattern);
  if (node.default) flat.default = node.default.value;
};

const intersect = (known: Set<SchemaType> | undefined, more: SchemaType[]): Set<SchemaType> => {
  if (!known) return new Set(more);
  const both = more.filter(
    (type) => known.has(type) || (type === 'integer' && known.has('number')),
  );
  const integer = known.has('integer') && more.includes('number') && !both.includes('integer');
  return new Set(integer ? [...both, 'integer'] : both);
};

const foldBounds = (bounds: Bounds, node: SchemaNode): void => {
  const least = (name: keyof Bounds, value: number | undefined, exclusive = false): void => {
    const known = bounds[name]?.least;
    if (value !== undefined && (!known || value > known.value))
      bounds[name] = { ...bounds[name], least: { value, exclusive } };
  };
  const most = (name: keyof Bounds, value: number | undefined, exclusive = false): void => {
    const known = bounds[name]?.most;
    if (value !== undefined && (!known || value < known.value))
      bounds[name] = { ...bounds[name], most: { value, exclusive } };
  };
  least('size', node.minimum);
  least('size', node.exclusiveMinimum, true);
  most('size', node.maximum);
  most('size', node.exclusiveMaximum, true);
  least('length', node.minLength || undefined);
  most('length', node.maxLength);
  least('items', node.minItems || undefined);
  most('items', node.maxItems);
  least('properties', node.minProperties || undefined);
  most('properties', node.maxProperties);
};

const foldObject = ({ flat, required }: Fold, node: SchemaNode, pointer: string): void => {
  for (const { name, required: needed, schema } of node.properties ?? []) {
    const place = `${pointer}/properties/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    const known = flat.properties.get(name)?.required === true;
    flat.properties.set(name, { node: schema, pointer: place, required: needed || known });
  }
  for (const name of node.requiredElsewhere ?? []) required.add(name);
  for (const { pattern, schema } of node.patternProperties ?? [])
    flat.patternProperties.set(pattern, {
      node: schema,
      pointer: `${pointer}/patternProperties/${pattern}`,
    });
  const additional = node.additionalProperties ?? node.unevaluatedProperties;
  if (additional)
    flat.additional = { node: additional, pointer: `${pointer}/additionalProperties` };
  for (const { name, requires } of node.dependentRequired ?? [])
    flat.other.set(`dependentRequired of ${name}`, JSON.stringify(requires.toSorted()));
  const whole = {
    not: node.not,
    if: node.condition,
    propertyNames: node.propertyNames,
    dependentSchemas: node.dependentSchemas,
  };
  keepWhole(flat, whole);
};

const foldArray = (flat: FlatSchema, node: SchemaNode, pointer: string): void => {
  if (node.items) flat.items = { node: node.items, pointer: `${pointer}/items` };
  if (node.prefixItems)
    flat.prefixItems = node.prefixItems.map((one, at) => ({
      node: one,
      pointer: `${pointer}/prefixItems/${at}`,
    }));
  keepWhole(flat, {
    contains: node.contains,
    minContains: node.minContains,
    maxContains: node.maxContains,
    unevaluatedItems: node.unevaluatedItems,
  });
};

const keepWhole = (flat: FlatSchema, keywords: Record<string, unknown>): void => {
  for (const [name, value] of Object.entries(keywords))
    if (value !== undefined) flat.other.set(name, JSON.stringify(value));
};

const foldAlternatives = (
  flat: FlatSchema,
  node: SchemaNode,
  pointer: string,
  own: boolean,
): void => {
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    const options = node[keyword]?.map((one, at) => ({
      node: one,
      pointer: `${pointer}/${keyword}/${at}`,
    }));
    if (options) flat.groups.push({ pointer: `${pointer}/${keyword}`, options });
  }
  if (own && node.chooser) flat.chooser = node.chooser;
};
