import { jsonText, withoutMark } from '../std/exact-number.ts';
import type { Json, NamedSchema, Prose, SchemaMap, SchemaNode } from './model-schema.ts';

/** The named schema under a key, or undefined when this page does not carry it. Safe for every key. */
export const schemaOf = (schemas: SchemaMap, key: string | undefined): NamedSchema | undefined =>
  key !== undefined && Object.hasOwn(schemas, key) ? schemas[key] : undefined;

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => escapes[c] ?? c);

/** Sanitised HTML of a text: ready to insert, made of block elements. */
export const proseHtml = (prose: Prose): string => prose.html ?? `<p>${escapeHtml(prose.text)}</p>`;

/** Whether a status is an error's: 4xx, 5xx (also as `4XX`). `default` is told apart by the caller. */
export const isErrorStatus = (status: string): boolean => /^[45]/.test(status);

/** A stable id for deep links, from the way to a thing: `response-200-user-name`. Never empty. */
export const anchorId = (...parts: string[]): string =>
  parts
    .map((part) =>
      part
        .normalize('NFC')
        .replace(/[^\p{L}\p{N}_.]+/gu, '-')
        .replace(/^-+|-+$/g, ''),
    )
    .filter((part) => part !== '')
    .join('-')
    .slice(0, 200) || 'section';

/** The ids of things that stand side by side: names that differ only by their marks (`id`, `@id`) get `-2`, `-3` …. */
export const siblingIds = (prefix: readonly string[], names: readonly string[]): string[] => {
  const taken = new Set<string>();
  return names.map((name) => {
    const base = anchorId(...prefix, name);
    let id = base;
    for (let count = 2; taken.has(id); count += 1) id = `${base}-${count}`;
    taken.add(id);
    return id;
  });
};

/** A value as one line for tables: strings bare, everything else as JSON. */
export const inlineValue = (value: Json): string =>
  typeof value === 'string' ? withoutMark(value) : jsonText(value);

// ---------------------------------------------------------------- words

/** The type in words: `string <date-time>`, `array of Pet`, `integer or null`, `Pet`, `any`. */
export const typeWords = (node: SchemaNode): string => {
  const words = baseWords(node);
  return node.nullable === true && words !== 'null' ? `${words} or null` : words;
};

const baseWords = (node: SchemaNode): string => {
  if (node.problem) return 'unreadable';
  if (node.always === false) return 'never';
  if (node.ref !== undefined) return node.refName ?? node.ref;
  if (node.types?.length === 0) return 'null';
  const types = node.types?.map((type) =>
    type === 'array' ? arrayWords(node) : withFormat(type, node),
  );
  if (types) return types.join(' or ');
  if (node.oneOf) return alternativeWords(node.oneOf, 'one of');
  if (node.anyOf) return alternativeWords(node.anyOf, 'any of');
  const only = node.allOf?.length === 1 ? node.allOf[0] : undefined;
  if (only) return baseWords(only);
  return node.allOf ? 'object' : 'any';
};

const withFormat = (type: string, node: SchemaNode): string => {
  const detail = node.format ?? node.contentMediaType;
  return detail !== undefined && type !== 'object' ? `${type} <${detail}>` : type;
};

const arrayWords = (node: SchemaNode): string => {
  if (node.prefixItems) return 'tuple';
  return node.items && node.items.always === undefined
    ? `array of ${typeWords(node.items)}`
    : 'array';
};

const alternativeWords = (nodes: SchemaNode[], lead: string): string => {
  const words = [...new Set(nodes.map(typeWords))];
  if (words.length === 1) return words[0] ?? 'any';
  return words.length <= 3 && words.every((word) => word.length <= 30)
    ? words.join(' or ')
    : `${lead} ${nodes.length}`;
};

const range = (
  low: number | undefined,
  high: number | undefined,
  unit: (n: number) => string,
): string[] => {
  if (low !== undefined && low === high) return [`exactly ${low} ${unit(low)}`];
  if (low !== undefined && high !== undefined) return [`${low} to ${high} ${unit(high)}`];
  if (low !== undefined && low > 0) return [`at least ${low} ${unit(low)}`];
  return high !== undefined ? [`at most ${high} ${unit(high)}`] : [];
};

const plural = (one: string, many: string) => (n: number) => (n === 1 ? one : many);

type Bound = number | string | undefined;
type Bounds = Record<'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum', Bound>;

const boundWords = (bounds: Partial<Bounds>): string[] => {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = bounds;
  const words: string[] = [];
  if (minimum !== undefined && maximum !== undefined) words.push(`${minimum} to ${maximum}`);
  else if (minimum !== undefined) words.push(`at least ${minimum}`);
  else if (maximum !== undefined) words.push(`at most ${maximum}`);
  if (exclusiveMinimum !== undefined) words.push(`greater than ${exclusiveMinimum}`);
  if (exclusiveMaximum !== undefined) words.push(`less than ${exclusiveMaximum}`);
  return words;
};

/** What a value must keep to, as short phrases: `3 to 20 characters`, `greater than 0`. Without pattern, enum, default. */
export const constraintWords = (node: SchemaNode): string[] => {
  const words: string[] = boundWords({ ...node, ...node.exact });
  if (node.multipleOf !== undefined) words.push(`a multiple of ${node.multipleOf}`);
  words.push(...range(node.minLength, node.maxLength, plural('character', 'characters')));
  words.push(...range(node.minItems, node.maxItems, plural('item', 'items')));
  if (node.uniqueItems === true) words.push('no item twice');
  words.push(
    ...range(node.minContains, node.maxContains, plural('matching item', 'matching items')),
  );
  words.push(...range(node.minProperties, node.maxProperties, plural('property', 'properties')));
  if ((node.additionalProperties ?? node.unevaluatedProperties)?.always === false)
    words.push('no other properties');
  if (node.items?.always === false) words.push('no further items');
  return words;
};
