import { jsonText } from '../std/exact-number.ts';
import { plainAllOf } from './combine-schema.ts';
import { exampleByName, exampleNumber, exampleString } from './example-scalars.ts';
import { isJson } from './media-types.ts';
import type { Json, MergedProperty, SchemaMap, SchemaNode } from './model.ts';
import { mergeSchema, schemaOf } from './model.ts';

export type ExampleOptions = {
  /** Leaves out readOnly properties of requests and writeOnly ones of responses. */
  direction: 'request' | 'response';
  /** Which of `oneOf` or `anyOf` to take; the first when absent or out of range. */
  chosen?: number;
};

type State = ExampleOptions & { schemas: SchemaMap; path: string[]; left: number; depth: number };

const MAX_VALUES = 250;
const MAX_DEPTH = 8;
/** A request shows what is needed and this many of the rest, so that it stays readable. */
const OPTIONAL_PROPERTIES = 12;

/**
 * A believable value of a schema: its own example, else const, default, the first enum value, else one made from types,
 * formats and limits. Recursive schemas end where they repeat; at most 250 values. Undefined when nothing can be said.
 */
export const exampleFromSchema = (
  node: SchemaNode,
  schemas: SchemaMap,
  options: ExampleOptions,
): Json | undefined => build(node, { ...options, schemas, path: [], left: MAX_VALUES, depth: 0 });

const build = (node: SchemaNode, state: State): Json | undefined => {
  state.left -= 1;
  if (state.left < 0 || state.depth > MAX_DEPTH || node.problem || node.always === false)
    return undefined;
  const told = toldValue(node);
  if (told !== undefined) return told;
  if (node.ref !== undefined) return buildReference(node, state);
  if (node.chooser && !node.oneOf && !node.anyOf) return buildChosen(node, state);
  const plain = plainAllOf(node, state.schemas);
  if (plain) return build(plain, state);
  const alternative = pickAlternative(node, state);
  if (isObjectLike(node)) return buildObject(node, alternative, state);
  if (alternative) {
    const value = within(state, undefined, () => build(alternative, state));
    if (!isRecord(value) || !node.chooser) return value;
    const chosen = { ...value };
    setChosenValue(node, alternative, chosen);
    return chosen;
  }
  return buildByType(node, state);
};

/** What the document itself gives as a value. */
const toldValue = (node: SchemaNode): Json | undefined => {
  const example = node.examples?.find((candidate) => candidate.value !== undefined);
  return (
    example?.value ??
    node.const?.value ??
    node.default?.value ??
    node.enum?.find(({ value }) => value !== null)?.value
  );
};

/** Runs a step one level down and comes back up; the allowance of values is shared. */
const within = <T>(state: State, key: string | undefined, run: () => T): T => {
  const { depth } = state;
  state.depth += 1;
  if (key !== undefined) state.path.push(key);
  const result = run();
  if (key !== undefined) state.path.pop();
  state.depth = depth;
  return result;
};

const buildReference = (node: SchemaNode, state: State): Json | undefined => {
  const key = node.ref ?? '';
  const target = schemaOf(state.schemas, key);
  if (!target || state.path.includes(key)) return undefined;
  const hasOwn = node.properties || node.allOf || node.parent;
  if (hasOwn && !toldValue(target.node))
    return within(state, key, () => buildObject(node, undefined, state));
  return within(state, key, () => build(target.node, state));
};

/** A parent that lists its subtypes: the first one, with the value that chooses it. */
const buildChosen = (node: SchemaNode, state: State): Json | undefined => {
  const { propertyName, options = [] } = node.chooser ?? {};
  const option = options[state.chosen ?? 0] ?? options[0];
  const subtype =
    option && !state.path.includes(option.key) ? schemaOf(state.schemas, option.key) : undefined;
  const own = isObjectLike(node)
    ? buildObject({ ...node, chooser: undefined }, undefined, state)
    : undefined;
  // Without a property that chooses, one subtype is as good as another: the parent's own is enough.
  if (isRecord(own) && propertyName === undefined) return own;
  const value = subtype ? within(state, option?.key, () => build(subtype.node, state)) : undefined;
  if (!isRecord(value) && !isRecord(own)) return value ?? own;
  const merged: Record<string, Json> = {
    ...(isRecord(own) ? own : {}),
    ...(isRecord(value) ? value : {}),
  };
  if (propertyName !== undefined && option?.value !== undefined)
    define(merged, propertyName, option.value);
  return merged;
};

const isRecord = (value: Json | undefined): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Sets a member whatever its name: `__proto__` becomes an ordinary one. */
const define = (target: Record<string, Json>, name: string, value: Json): void => {
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
};

const pickAlternative = (node: SchemaNode, state: State): SchemaNode | undefined => {
  const list = node.oneOf ?? node.anyOf;
  if (!list) return undefined;
  const chosen = state.depth === 0 && state.chosen !== undefined ? list[state.chosen] : undefined;
  // An alternative that leads back to where we are would give nothing.
  return (
    chosen ??
    list.find((part) => part.ref === undefined || !state.path.includes(part.ref)) ??
    list[0]
  );
};

const isObjectLike = (node: SchemaNode): boolean =>
  node.properties !== undefined ||
  node.parent !== undefined ||
  (node.allOf !== undefined && !isWrapper(node)) ||
  node.types?.[0] === 'object';

/** `allOf` with one part is a reference with a description. */
const isWrapper = (node: SchemaNode): boolean => node.allOf?.length === 1;

const buildObject = (
  node: SchemaNode,
  alternative: SchemaNode | undefined,
  state: State,
): Json | undefined => {
  const merged = mergeSchema(node, state.schemas);
  if (merged.properties.length === 0 && node.allOf) {
    const first = node.allOf
      .map((part) => within(state, undefined, () => build(part, state)))
      .find((value) => value !== undefined);
    if (first !== undefined) return first;
  }
  const out: Record<string, Json> = {};
  for (const property of chooseProperties(merged.properties, state)) {
    const made = within(state, undefined, () => build(property.schema, state));
    const value = isPlain(property.schema, made)
      ? exampleByName(property.name, property.schema)
      : made;
    if (value !== undefined) define(out, property.name, value);
    else if (property.required && property.schema.nullable) define(out, property.name, null);
  }
  for (const part of [
    ...(alternative ? [alternative] : []),
    ...merged.rest.flatMap((rest) => pickAlternative(rest, state) ?? []),
  ]) {
    const value = within(state, undefined, () => build(part, state));
    if (isRecord(value))
      for (const [name, inner] of Object.entries(value)) define(out, name, inner);
  }
  setChosenValue(node, alternative, out);
  if (Object.keys(out).length === 0) addFreeProperty(node, out, state);
  return out;
};

/** A string that nothing but its type describes. */
const isPlain = (node: SchemaNode, made: Json | undefined): boolean =>
  made === 'string' && node.ref === undefined && toldValue(node) === undefined;

/** The discriminator's property says which alternative was taken. */
const setChosenValue = (
  node: SchemaNode,
  alternative: SchemaNode | undefined,
  out: Record<string, Json>,
): void => {
  const { propertyName, options = [] } = node.chooser ?? {};
  const option = options.find(({ key }) => key === alternative?.ref);
  if (propertyName !== undefined && option?.value !== undefined)
    define(out, propertyName, option.value);
};

const addFreeProperty = (node: SchemaNode, out: Record<string, Json>, state: State): void => {
  const free = node.additionalProperties ?? node.patternProperties?.[0]?.schema;
  if (!free || free.always !== undefined) return;
  const value = within(state, undefined, () => build(free, state));
  if (value !== undefined) define(out, 'key', value);
};

const chooseProperties = (properties: MergedProperty[], state: State): MergedProperty[] => {
  const hidden = state.direction === 'request' ? 'readOnly' : 'writeOnly';
  const shown = properties.filter(
    ({ schema, required }) => schema[hidden] !== true && (schema.deprecated !== true || required),
  );
  const needed = shown.filter(({ required }) => required);
  const limit = needed.length > 0 && state.depth > 2 ? 4 : OPTIONAL_PROPERTIES;
  if (state.direction === 'response' && state.depth <= 2) return shown.slice(0, 60);
  const optional = new Set(shown.filter(({ required }) => !required).slice(0, limit));
  return shown.filter((property) => property.required || optional.has(property));
};

const buildByType = (node: SchemaNode, state: State): Json | undefined => {
  const wrapped = node.allOf?.[0];
  if (wrapped) return within(state, undefined, () => build(wrapped, state));
  switch (node.types?.[0]) {
    case 'string':
      return contentText(node, state) ?? exampleString(node);
    case 'integer':
    case 'number':
      return exampleNumber(node);
    case 'boolean':
      return true;
    case 'array':
      return buildArray(node, state);
    case 'object':
      return {};
    default:
      return node.types?.length === 0 ? null : undefined;
  }
};

/** A string that holds JSON of a known form. */
const contentText = (node: SchemaNode, state: State): string | undefined => {
  const { contentSchema, contentMediaType = 'application/json', contentEncoding } = node;
  if (!contentSchema || contentEncoding !== undefined || !isJson(contentMediaType))
    return undefined;
  const inner = within(state, undefined, () => build(contentSchema, state));
  return inner === undefined ? undefined : jsonText(inner);
};

/** How many a reader can take in. */
const MAX_ITEMS = 10;

const buildArray = (node: SchemaNode, state: State): Json => {
  if (node.prefixItems) {
    return node.prefixItems.map(
      (item) => within(state, undefined, () => build(item, state)) ?? null,
    );
  }
  const { items } = node;
  if (!items) return [];
  const value = within(state, undefined, () => build(items, state));
  if (value === undefined) return [];
  if (node.uniqueItems) return differentItems(node, items, value);
  const { minItems = 1, maxItems = MAX_ITEMS } = node;
  const length = Math.min(MAX_ITEMS, maxItems, Math.max(1, minItems));
  return Array.from({ length }, () => value);
};

/** As many as there must be, where different ones are at hand; else one. */
const differentItems = (node: SchemaNode, items: SchemaNode, first: Json): Json[] => {
  const count = Math.min(MAX_ITEMS, Math.max(1, node.minItems ?? 1));
  const listed = items.enum?.slice(0, count).map(({ value }) => value);
  if (listed && listed.length === count) return listed;
  if (typeof first !== 'number') return [first];
  const step = items.multipleOf ?? 1;
  return Array.from({ length: count }, (_, index) => first + index * step);
};
