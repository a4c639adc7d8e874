import { schemaOf } from './model-helpers.ts';
import type { Json, SchemaMap, SchemaNode, SchemaType } from './model-schema.ts';

/**
 * What two schemas that hold together say of one value, such as a property that two parts of `allOf` tell: the later
 * one's words, of two limits the tighter one, and everything that only one of them tells.
 */
export const combineSchemas = (earlier: SchemaNode, later: SchemaNode): SchemaNode => {
  if (earlier.problem || earlier.always !== undefined) return later;
  if (later.problem || later.always !== undefined) return later.always ? earlier : later;
  if (isInlineObject(earlier) && isInlineObject(later)) return joinObjects(earlier, later);
  if (!isPlain(later)) return withFlags(earlier, later);
  if (!isPlain(earlier)) return { ...earlier, ...withoutEmpty(wordsOf(later)) };
  const { exact: _before, nullable: _one, ...before } = withoutRefuted(earlier, later);
  const { exact: _after, nullable: _other, ...after } = later;
  return {
    ...before,
    ...after,
    ...withoutEmpty({
      types: commonTypes(earlier.types, later.types),
      enum: commonValues(earlier.enum, later.enum),
      exact: { ...earlier.exact, ...later.exact },
    }),
    ...tighter(earlier, later),
    ...(isNullable(earlier, later) ? { nullable: true } : {}),
  };
};

/**
 * The one schema that an `allOf` of several plain ones comes to, such as a named string with a limit beside it. Undefined
 * where a part is more than a plain value.
 */
export const plainAllOf = (node: SchemaNode, schemas: SchemaMap): SchemaNode | undefined => {
  const { allOf = [], ...own } = node;
  if (allOf.length < 2 || !isPlain(own)) return undefined;
  const parts: SchemaNode[] = [];
  for (const part of allOf) {
    const { ref: _ref, refName: _name, ...beside } = part;
    const target = part.ref === undefined ? undefined : schemaOf(schemas, part.ref)?.node;
    const whole = target ? { ...target, ...beside } : part;
    if (!isPlain(whole)) return undefined;
    parts.push(whole);
  }
  if (parts.every((part) => part.types?.[0] === 'object' || part.types === undefined))
    return undefined;
  return [...parts, own].reduce(combineSchemas);
};

/** Without examples and a default that the later one no longer allows. */
const withoutRefuted = (earlier: SchemaNode, later: SchemaNode): SchemaNode => {
  const values = later.const ? [later.const.value] : later.enum?.map(({ value }) => value);
  if (!values) return earlier;
  const allowed = new Set(values.map(same));
  const { default: told, examples, ...rest } = earlier;
  const kept = examples?.filter(
    ({ value, text }) => text === undefined && value !== undefined && allowed.has(same(value)),
  );
  return {
    ...rest,
    ...(told && allowed.has(same(told.value)) ? { default: told } : {}),
    ...(kept && kept.length > 0 ? { examples: kept } : {}),
  };
};

const withoutEmpty = <T extends object>(part: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(part).filter(
      ([, value]) =>
        value !== undefined && !(typeof value === 'object' && Object.keys(value).length === 0),
    ),
  ) as Partial<T>; // the same keys with the same values, some left out

const STRUCTURE = [
  'ref',
  'properties',
  'items',
  'prefixItems',
  'additionalProperties',
  'patternProperties',
  'allOf',
  'oneOf',
  'anyOf',
  'not',
  'condition',
  'chooser',
  'parent',
  'contentSchema',
] as const;

/** A schema that describes one value by itself: no reference, no parts. */
const isPlain = (node: SchemaNode): boolean => STRUCTURE.every((key) => node[key] === undefined);

const isInlineObject = (node: SchemaNode): boolean =>
  node.ref === undefined && node.properties !== undefined;

const joinObjects = (earlier: SchemaNode, later: SchemaNode): SchemaNode => ({
  types: ['object'],
  allOf: [earlier, later],
  ...withoutEmpty({ ...wordsOf(earlier), ...withoutEmpty(wordsOf(later)) }),
});

/** What is said about a value, whatever it is made of. */
const wordsOf = (node: SchemaNode): SchemaNode => ({
  title: node.title,
  description: node.description,
  deprecated: node.deprecated,
  readOnly: node.readOnly,
  writeOnly: node.writeOnly,
  default: node.default,
  examples: node.examples,
});

const withFlags = (earlier: SchemaNode, later: SchemaNode): SchemaNode => ({
  ...withoutEmpty({
    deprecated: earlier.deprecated,
    readOnly: earlier.readOnly,
    writeOnly: earlier.writeOnly,
  }),
  ...later,
});

/** The types that both take; when they have none in common, what the later one says. */
const commonTypes = (
  earlier: SchemaType[] | undefined,
  later: SchemaType[] | undefined,
): SchemaType[] | undefined => {
  if (!earlier || !later) return later ?? earlier;
  const common = later.flatMap((type): SchemaType[] => {
    if (earlier.includes(type) || (type === 'integer' && earlier.includes('number'))) return [type];
    return type === 'number' && earlier.includes('integer') ? ['integer'] : [];
  });
  return common.length > 0 ? [...new Set(common)] : later;
};

const commonValues = (
  earlier: SchemaNode['enum'],
  later: SchemaNode['enum'],
): SchemaNode['enum'] => {
  if (!earlier || !later) return later ?? earlier;
  const known = new Set(earlier.map(({ value }) => same(value)));
  const common = later.filter(({ value }) => known.has(same(value)));
  return common.length > 0 ? common : later;
};
const same = (value: Json): string => JSON.stringify(value);

const LOWER = [
  'minimum',
  'exclusiveMinimum',
  'minLength',
  'minItems',
  'minContains',
  'minProperties',
] as const;
const UPPER = [
  'maximum',
  'exclusiveMaximum',
  'maxLength',
  'maxItems',
  'maxContains',
  'maxProperties',
] as const;

const tighter = (earlier: SchemaNode, later: SchemaNode): SchemaNode => {
  const limits: SchemaNode = {};
  for (const key of [...LOWER, ...UPPER]) {
    const told = [earlier[key], later[key]].filter((limit) => limit !== undefined);
    if (told.length < 2) continue;
    limits[key] = LOWER.some((lower) => lower === key) ? Math.max(...told) : Math.min(...told);
  }
  return limits;
};

/** Null is taken when one says so and the other does not shut it out by its type. */
const isNullable = (earlier: SchemaNode, later: SchemaNode): boolean => {
  const shuts = (node: SchemaNode): boolean =>
    node.nullable !== true && (node.types !== undefined || node.enum !== undefined);
  return (earlier.nullable || later.nullable) === true && !shuts(earlier) && !shuts(later);
};
