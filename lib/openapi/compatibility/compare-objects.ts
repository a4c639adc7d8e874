import type { SchemaNode } from '../model.ts';
import { type At, below, type Comparison, type Direction, report } from './comparison.ts';
import { type FlatProperty, type FlatSchema, flatten, type Located } from './flat-schema.ts';

/** Compares what one value holds; given, so that the two files do not import each other. */
type CompareSchemas = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: SchemaNode | undefined,
  newer: SchemaNode | undefined,
) => void;

type Pair = { c: Comparison; at: At; direction: Direction; older: FlatSchema; newer: FlatSchema };

/** Compares the properties of two objects. Their order makes no difference (C0-08, C0-12). */
export const compareObjects = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: FlatSchema,
  newer: FlatSchema,
  compareSchemas: CompareSchemas,
): void => {
  const pair = { c, at, direction, older, newer };
  const before = visible(pair, 'old');
  const after = visible(pair, 'new');
  for (const [name, property] of before) {
    const other = after.get(name);
    if (other) compareProperty(pair, name, property, other, compareSchemas);
    else if (!newer.partial) removeProperty(pair, name, property);
  }
  for (const [name, property] of after) if (!before.has(name)) addProperty(pair, name, property);
  compareOpenness(pair, compareSchemas);
};

/** Properties that this direction carries: requests have none that are read only, answers none that are write only. */
const visible = (pair: Pair, which: 'old' | 'new'): Map<string, FlatProperty> => {
  const { c, direction } = pair;
  const { properties } = which === 'old' ? pair.older : pair.newer;
  const carried = [...properties].filter(([, property]) => {
    const flag = direction === 'request' ? 'readOnly' : 'writeOnly';
    if (property.node[flag] === true) return false;
    // Only a reference can bring the flag from elsewhere.
    const { ref, allOf } = property.node;
    return ref === undefined && !allOf ? true : !flatten(c[which], property)[flag];
  });
  return new Map(carried);
};

const placeOf = (
  { at, older, newer }: Pair,
  name: string,
  before: Located | undefined,
  after: Located | undefined,
): At => ({
  ...below(at, name),
  old: before?.pointer ?? older.pointer,
  new: after?.pointer ?? newer.pointer,
});

const compareProperty = (
  pair: Pair,
  name: string,
  before: FlatProperty,
  after: FlatProperty,
  compareSchemas: CompareSchemas,
): void => {
  const { c, direction } = pair;
  const place = placeOf(pair, name, before, after);
  if (direction === 'request') {
    if (!before.required && after.required)
      report(c, place, 'input-required', `\`${name}\` must be sent now.`);
    if (before.required && !after.required)
      report(c, place, 'input-optional', `\`${name}\` may be left out now.`);
  } else if (before.required && !after.required) loseGuarantee(pair, place, name, before, after);
  else if (!before.required && after.required)
    report(c, place, 'response-property-always', `\`${name}\` always stands in the answer now.`);
  if (after.node.deprecated === true && before.node.deprecated !== true)
    report(c, place, 'deprecated', `\`${name}\` is deprecated: new code should do without it.`);
  const optional = !before.required;
  compareSchemas(c, { ...place, optional }, direction, before.node, after.node);
};

/** C0-15: a property whose value is null may be left out, so leaving out what could be null changes nothing. */
const loseGuarantee = (
  { c }: Pair,
  place: At,
  name: string,
  before: FlatProperty,
  after: FlatProperty,
): void => {
  if (canBeNull(c, before))
    report(
      c,
      place,
      'response-null-left-out',
      `\`${name}\` may be left out of the answer now; it could be null before, which means the same.`,
    );
  else {
    const words = `\`${name}\` always stood in the answer and may be left out now.`;
    report(c, { ...place, new: after.pointer }, 'response-property-optional', words);
  }
};

const canBeNull = (c: Comparison, property: FlatProperty): boolean => {
  const flat = flatten(c.old, property);
  if (flat.nullable || flat.types?.size === 0) return true;
  return flat.groups.some(({ options }) =>
    options.some((option) => {
      const inner = flatten(c.old, option);
      return inner.nullable || inner.types?.size === 0;
    }),
  );
};

const removeProperty = (pair: Pair, name: string, property: FlatProperty): void => {
  const { c, direction } = pair;
  const place = placeOf(pair, name, property, undefined);
  if (direction === 'request')
    report(c, place, 'request-property-removed', `\`${name}\` is gone from requests.`, 'old');
  else report(c, place, 'response-property-removed', `\`${name}\` is gone from answers.`, 'old');
};

const addProperty = (pair: Pair, name: string, property: FlatProperty): void => {
  const { c, direction, older } = pair;
  if (older.partial) return;
  const place = placeOf(pair, name, undefined, property);
  if (direction === 'response')
    report(c, place, 'response-property-added', `\`${name}\` is new in answers.`);
  else if (property.required)
    report(c, place, 'input-required', `\`${name}\` is new in requests and must be sent.`);
  else report(c, place, 'request-property-added', `\`${name}\` is new in requests, optional.`);
};

/** Whether other names than those listed may stand in the object, and with which values. */
const compareOpenness = (pair: Pair, compareSchemas: CompareSchemas): void => {
  const { c, at, direction, older, newer } = pair;
  const [before, after] = [older.additional, newer.additional];
  const [wasClosed, isClosed] = [before?.node.always === false, after?.node.always === false];
  const isTyped = (one: Located | undefined) => one !== undefined && one.node.always === undefined;
  if (direction === 'request' && wasClosed !== isClosed) {
    if (isClosed)
      report(c, at, 'input-narrowed', 'Properties that are not listed are refused now.');
    else report(c, at, 'input-widened', 'Properties that are not listed are accepted now.');
  } else if (direction === 'response' && isTyped(before) && isClosed)
    report(c, at, 'response-property-removed', 'The answer is no longer a map of names.', 'old');
  else if (isTyped(before) && isTyped(after))
    compareSchemas(
      c,
      placeOf(pair, 'any name', before, after),
      direction,
      before?.node,
      after?.node,
    );
  else if (direction === 'request' && isTyped(after) && !isClosed && !wasClosed)
    report(c, at, 'input-narrowed', 'Properties that are not listed must fit a schema now.');
  for (const [pattern, one] of older.patternProperties) {
    const other = newer.patternProperties.get(pattern);
    const place = placeOf(pair, pattern, one, other);
    if (other) compareSchemas(c, place, direction, one.node, other.node);
    else if (direction === 'response' || isClosed)
      removeProperty(pair, pattern, { ...one, required: false });
  }
};
