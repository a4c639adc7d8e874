import { isExactNumber, withoutMark } from '../std/exact-number.ts';
import { PAGE } from './limits.ts';
import type { Json, NamedSchema, SchemaNode, SchemaProperty, SchemaRef } from './model.ts';
import {
  childPointer,
  compact,
  flag,
  isObject,
  listMember,
  member,
  numberMember,
  objectMember,
  type RawObject,
  textMember,
} from './raw.ts';
import { readChooser, readParent } from './read-chooser.ts';
import {
  readEnum,
  readExtensions,
  readExternalDocs,
  readSchemaExamples,
  readTypes,
  readXml,
} from './read-schema-parts.ts';
import { note, problemOf, type Reader, schemaRef } from './reader.ts';
import { simplifySchema } from './simplify-schema.ts';

/** Values of one schema before its parts become schemas of their own. */
const INLINE_NODES = 1200;

/**
 * Reads the named schemas that wait, and those that reading brings up; gives what it read. Called again after operations,
 * whose inline schemas may have become named.
 */
export const readNamedSchemas = (reader: Reader): NamedSchema[] => {
  const outer = reader.notices;
  const read: NamedSchema[] = [];
  for (let next = reader.queue[reader.queueAt]; next; next = reader.queue[reader.queueAt]) {
    reader.queueAt += 1;
    reader.notices = [];
    reader.root = next;
    const node = readInlineSchema(reader, next.raw, next.pointer);
    const schema = { ...next.ref, origin: next.origin, pointer: next.pointer, node };
    reader.schemas[schema.key] = schema;
    read.push(schema);
    if (reader.notices.length > 0) {
      reader.schemaNotices.set(schema.key, reader.notices.slice(0, PAGE.notices));
    }
  }
  reader.notices = outer;
  reader.root = undefined;
  return read;
};

/** Reads a schema with a fresh allowance of inline values. */
export const readInlineSchema = (reader: Reader, raw: Json, pointer: string): SchemaNode => {
  reader.inlineLeft = INLINE_NODES;
  return readSchema(reader, raw, pointer, 0);
};

const readSchema = (reader: Reader, raw: Json, pointer: string, depth: number): SchemaNode => {
  if (typeof raw === 'boolean') return { always: raw };
  if (!isObject(raw)) {
    return {
      problem: note(reader, pointer, 'A schema is expected here, and something else stands here.'),
    };
  }
  reader.inlineLeft -= 1;
  const tooMuch = depth > PAGE.inlineDepth || reader.inlineLeft < 0;
  if (tooMuch && hasParts(raw)) return hoist(reader, raw, pointer);
  const read: Read = (part, key) => readSchema(reader, part, childPointer(pointer, key), depth + 1);
  const node: SchemaNode = {
    ...readReference(reader, raw, pointer),
    ...readFacts(reader, raw, pointer),
    ...readObjectPart(raw, read),
    ...readArrayPart(raw, read),
    ...readComposition(raw, read),
  };
  const chooser = readChooser(reader, raw, pointer);
  if (chooser) node.chooser = chooser;
  return simplifySchema(compact(node));
};

type Read = (part: Json, key: string) => SchemaNode;

const hasParts = (raw: RawObject): boolean =>
  Object.values(raw).some((value) => typeof value === 'object' && value !== null);

/** What nests too deep becomes a schema of its own, so that no page grows without bound. */
const hoist = (reader: Reader, raw: RawObject, pointer: string): SchemaNode => {
  const known = reader.hoisted.get(raw);
  const ref = known ?? nameHoisted(reader, pointer);
  if (!known) {
    reader.hoisted.set(raw, ref);
    reader.queue.push({ ref, raw, pointer, origin: 'place' });
  }
  return { ref: ref.key, refName: ref.name };
};

const nameHoisted = (reader: Reader, pointer: string): SchemaRef => {
  const words = pointer
    .split('/')
    .filter((word) => !/^(?:#|properties|items|schema|content|components|schemas|\d+)$/.test(word));
  const name = words.slice(-3).join('.').slice(-80) || 'Part';
  return {
    key: reader.uniqueSchemaKey(
      name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[-._]+/, '') || 'part',
    ),
    name,
  };
};

const readReference = (reader: Reader, raw: RawObject, pointer: string): SchemaNode => {
  const ref = textMember(raw, '$ref');
  if (ref === undefined) return {};
  const target = schemaRef(reader, ref);
  if (target) return { ref: target.key, refName: target.name };
  return {
    problem: note(
      reader,
      pointer,
      problemOf(reader, ref) ?? `The reference “${ref.slice(0, 200)}” leads nowhere.`,
    ),
  };
};

const readFacts = (reader: Reader, raw: RawObject, pointer: string): SchemaNode => {
  const defaultValue = member(raw, 'default');
  const constValue = member(raw, 'const');
  return {
    ...readTypes(reader, raw, pointer),
    ...readLimits(raw),
    title: textMember(raw, 'title')?.slice(0, 300),
    description: reader.prose(textMember(raw, 'description')),
    deprecated: flag(raw, 'deprecated') || undefined,
    readOnly: flag(raw, 'readOnly') || undefined,
    writeOnly: flag(raw, 'writeOnly') || undefined,
    format: textMember(raw, 'format')?.slice(0, 100),
    contentMediaType: textMember(raw, 'contentMediaType')?.slice(0, 100),
    contentEncoding: textMember(raw, 'contentEncoding')?.slice(0, 100),
    pattern: textMember(raw, 'pattern')?.slice(0, 2000),
    ...readEnum(reader, raw),
    const: constValue === undefined ? undefined : { value: constValue },
    default: defaultValue === undefined ? undefined : { value: defaultValue },
    examples: readSchemaExamples(raw),
    parent: readParent(reader, raw),
    xml: readXml(raw),
    externalDocs: readExternalDocs(reader, raw),
    extensions: readExtensions(raw),
  };
};

const COUNTS = [
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minContains',
  'maxContains',
  'minProperties',
  'maxProperties',
] as const;

const readLimits = (raw: RawObject): SchemaNode => {
  const node: SchemaNode = { uniqueItems: flag(raw, 'uniqueItems') || undefined };
  for (const key of COUNTS) node[key] = numberMember(raw, key);
  // Before 3.1 `exclusiveMinimum: true` says that the minimum itself is out.
  const minimum = numberMember(raw, 'minimum');
  const maximum = numberMember(raw, 'maximum');
  if (flag(raw, 'exclusiveMinimum') === true) node.exclusiveMinimum = minimum;
  else Object.assign(node, { minimum, exclusiveMinimum: numberMember(raw, 'exclusiveMinimum') });
  if (flag(raw, 'exclusiveMaximum') === true) node.exclusiveMaximum = maximum;
  else Object.assign(node, { maximum, exclusiveMaximum: numberMember(raw, 'exclusiveMaximum') });
  return { ...node, exact: readExactLimits(raw, node) };
};

const readExactLimits = (raw: RawObject, node: SchemaNode): SchemaNode['exact'] => {
  const exact: SchemaNode['exact'] = {};
  for (const side of ['minimum', 'maximum'] as const) {
    const exclusive = side === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
    for (const key of [side, exclusive] as const) {
      const value = member(raw, key);
      if (!isExactNumber(value)) continue;
      exact[key === side && node[side] === undefined ? exclusive : key] = withoutMark(value);
    }
  }
  return Object.keys(exact).length > 0 ? exact : undefined;
};

const readOne = (raw: RawObject, key: string, read: Read): SchemaNode | undefined => {
  const value = member(raw, key);
  return value === undefined ? undefined : read(value, key);
};

const readMany = (raw: RawObject, key: string, read: Read): SchemaNode[] | undefined => {
  const parts = listMember(raw, key).slice(0, PAGE.alternatives);
  return parts.length > 0 ? parts.map((part, index) => read(part, `${key}/${index}`)) : undefined;
};

const readObjectPart = (raw: RawObject, read: Read): SchemaNode => {
  const required = new Set(listMember(raw, 'required').filter((name) => typeof name === 'string'));
  const entries = Object.entries(objectMember(raw, 'properties') ?? {});
  const properties = entries.slice(0, PAGE.properties).map(
    ([name, schema]): SchemaProperty => ({
      name,
      required: required.has(name) || member(schema, 'required') === true,
      schema: read(schema, `properties/${escapeKey(name)}`),
    }),
  );
  for (const [name] of entries) required.delete(name);
  const patterns = Object.entries(objectMember(raw, 'patternProperties') ?? {}).slice(
    0,
    PAGE.alternatives,
  );
  return {
    properties: properties.length > 0 ? properties : undefined,
    omitted: entries.length > PAGE.properties ? entries.length - PAGE.properties : undefined,
    requiredElsewhere: required.size > 0 ? [...required] : undefined,
    patternProperties:
      patterns.length > 0
        ? patterns.map(([pattern, schema]) => ({
            pattern,
            schema: read(schema, `patternProperties/${escapeKey(pattern)}`),
          }))
        : undefined,
    additionalProperties: readOne(raw, 'additionalProperties', read),
    unevaluatedProperties: readOne(raw, 'unevaluatedProperties', read),
    propertyNames: readOne(raw, 'propertyNames', read),
    ...readDependencies(raw, read),
  };
};

const escapeKey = (name: string): string => childPointer('', name).slice(1);

const readDependencies = (raw: RawObject, read: Read): SchemaNode => {
  // One name may stand in several of them.
  const all = ['dependencies', 'dependentRequired', 'dependentSchemas'].flatMap((key) =>
    Object.entries(objectMember(raw, key) ?? {}),
  );
  const requires: NonNullable<SchemaNode['dependentRequired']> = [];
  const schemas: NonNullable<SchemaNode['dependentSchemas']> = [];
  for (const [name, value] of all.slice(0, PAGE.alternatives)) {
    if (Array.isArray(value))
      requires.push({ name, requires: value.filter((item) => typeof item === 'string') });
    else schemas.push({ name, schema: read(value, `dependentSchemas/${escapeKey(name)}`) });
  }
  return {
    dependentRequired: requires.length > 0 ? requires : undefined,
    dependentSchemas: schemas.length > 0 ? schemas : undefined,
  };
};

const readArrayPart = (raw: RawObject, read: Read): SchemaNode => {
  const items = member(raw, 'items');
  // Before 2020-12 a list under `items` is a tuple, and `additionalItems` what follows it.
  const tuple = Array.isArray(items)
    ? items.slice(0, PAGE.alternatives).map((item, index) => read(item, `items/${index}`))
    : undefined;
  return {
    prefixItems: tuple ?? readMany(raw, 'prefixItems', read),
    items: tuple ? readOne(raw, 'additionalItems', read) : readOne(raw, 'items', read),
    contains: readOne(raw, 'contains', read),
    unevaluatedItems: readOne(raw, 'unevaluatedItems', read),
    contentSchema: readOne(raw, 'contentSchema', read),
  };
};

const readComposition = (raw: RawObject, read: Read): SchemaNode => ({
  allOf: readMany(raw, 'allOf', read),
  oneOf: readMany(raw, 'oneOf', read),
  anyOf: readMany(raw, 'anyOf', read),
  not: readOne(raw, 'not', read),
  condition: readCondition(raw, read),
});

const readCondition = (raw: RawObject, read: Read): SchemaNode['condition'] => {
  const test = readOne(raw, 'if', read);
  if (!test) return undefined;
  return compact({
    if: test,
    whenTrue: readOne(raw, 'then', read),
    whenFalse: readOne(raw, 'else', read),
  });
};
