import { type Bundle, PROBLEM_PREFIX } from './bundle.ts';
import { createProseReader } from './markdown.ts';
import type {
  Json,
  NamedSchema,
  Notice,
  Prose,
  SchemaKey,
  SchemaMap,
  SchemaRef,
  SpecVersion,
} from './model.ts';
import { isObject, member, type RawObject, textMember } from './raw.ts';
import { createSlugger, nameSlug } from './slug.ts';

/** What reading one document shares: its names, its texts, and where notices go at the moment. */
export type Reader = {
  document: RawObject;
  version: SpecVersion;
  problems: string[];
  prose: (source: string | undefined) => Prose | undefined;
  /** Component name → key. */
  keys: Map<string, SchemaKey>;
  /** Named schemas read so far; complete when operations are read. */
  schemas: SchemaMap;
  /** Notices of each named schema. */
  schemaNotices: Map<SchemaKey, Notice[]>;
  /** Schemas that wait to be read. */
  queue: PendingSchema[];
  queueAt: number;
  /** Inline schemas that became named because they nest too deep, by identity. */
  hoisted: Map<RawObject, SchemaRef>;
  /** The named schema that is read now. */
  root: PendingSchema | undefined;
  subtypes: Subtypes;
  uniqueSchemaKey: (wanted: string) => string;
  /** Of what is read now. */
  notices: Notice[];
  /** Values left of what one schema or operation may hold inline. */
  inlineLeft: number;
};

export type PendingSchema = {
  ref: SchemaRef;
  raw: Json;
  pointer: string;
  origin: NamedSchema['origin'];
};
/** Children by the parent's component name. */
export type Subtypes = { byAllOf: Map<string, string[]>; byOktaParent: Map<string, string[]> };

const SCHEMAS = '#/components/schemas/';

export const createReader = (bundle: Bundle, document: RawObject): Reader => {
  const uniqueSchemaKey = createSlugger();
  const schemas = member(member(document, 'components'), 'schemas');
  const names = isObject(schemas) ? Object.keys(schemas) : [];
  const keys = new Map(names.map((name) => [name, uniqueSchemaKey(nameSlug(name, 'schema'))]));
  const queue: PendingSchema[] = [];
  for (const [name, key] of keys) {
    const origin =
      bundle.origins.get(SCHEMAS + escapeToken(name)) ??
      bundle.origins.get(`#/definitions/${escapeToken(name)}`);
    queue.push({
      ref: { key, name },
      raw: member(schemas, name) ?? {},
      pointer:
        origin ?? (bundle.version === '2.0' ? '#/definitions/' : SCHEMAS) + escapeToken(name),
      origin: origin?.includes('/') && origin.startsWith('#') ? 'place' : 'component',
    });
  }
  return {
    document,
    version: bundle.version,
    problems: bundle.problems,
    prose: createProseReader(),
    keys,
    schemas: Object.create(null) as SchemaMap, // `create` is typed any
    schemaNotices: new Map(),
    queue,
    queueAt: 0,
    hoisted: new Map(),
    root: undefined,
    subtypes: findSubtypes(isObject(schemas) ? schemas : {}),
    uniqueSchemaKey,
    notices: [],
    inlineLeft: 0,
  };
};

const escapeToken = (name: string): string => name.replace(/~/g, '~0').replace(/\//g, '~1');
const unescapeToken = (token: string): string => token.replace(/~1/g, '/').replace(/~0/g, '~');

/** The component a bundle's reference names, with its key. */
export const schemaRef = (reader: Reader, ref: string): SchemaRef | undefined => {
  const name = ref.startsWith(SCHEMAS)
    ? unescapeToken(ref.slice(SCHEMAS.length))
    : ref.startsWith('#/definitions/')
      ? unescapeToken(ref.slice(14))
      : ref;
  const key = reader.keys.get(name);
  return key === undefined ? undefined : { key, name };
};

const findSubtypes = (schemas: RawObject): Subtypes => {
  const subtypes: Subtypes = { byAllOf: new Map(), byOktaParent: new Map() };
  const add = (index: Map<string, string[]>, parent: string, child: string) => {
    const children = index.get(parent);
    if (children) children.push(child);
    else index.set(parent, [child]);
  };
  for (const [name, schema] of Object.entries(schemas)) {
    const parts = member(schema, 'allOf');
    for (const part of Array.isArray(parts) ? parts : []) {
      const ref = textMember(part, '$ref');
      if (ref?.startsWith(SCHEMAS))
        add(subtypes.byAllOf, unescapeToken(ref.slice(SCHEMAS.length)), name);
    }
    const parent = textMember(schema, 'x-okta-parent')?.split('/').at(-1);
    if (parent !== undefined && parent !== name)
      add(subtypes.byOktaParent, unescapeToken(parent), name);
  }
  return subtypes;
};

/** Notes something for readers of the part that is read now. */
export const note = (reader: Reader, pointer: string, message: string): Notice => {
  const full = /^\//.test(pointer) ? `#${pointer}` : pointer;
  const notice = { pointer: reader.version === '2.0' ? swaggerPointer(full) : full, message };
  const isKnown = reader.notices.some(
    (other) => other.pointer === notice.pointer && other.message === message,
  );
  if (!isKnown) reader.notices.push(notice);
  return notice;
};

/** Where Swagger 2.0 keeps what the model, like OpenAPI 3, keeps elsewhere. */
export const swaggerPointer = (pointer: string): string =>
  pointer
    .replace(/^#\/components\/schemas\//, '#/definitions/')
    .replace(/\/requestBody\/content\/[^/]+(?:\/schema)?/, '/parameters')
    .replace(/\/content\/[^/]+\/schema/, '/schema');

/** The sentence of a reference that could not be followed. */
export const problemOf = (reader: Reader, ref: string): string | undefined => {
  if (!ref.startsWith(PROBLEM_PREFIX)) return undefined;
  return (
    reader.problems[Number(ref.slice(PROBLEM_PREFIX.length))] ??
    'A reference could not be followed.'
  );
};

/** What a value that may be a reference stands for. A reference that leads nowhere is noted, and undefined. */
export const follow = (
  reader: Reader,
  value: Json | undefined,
  pointer: string,
): RawObject | undefined => {
  let current = value;
  for (let hops = 0; hops < 50; hops += 1) {
    const ref = textMember(current, '$ref');
    if (ref === undefined) break;
    const problem = problemOf(reader, ref);
    const target = problem === undefined ? componentAt(reader, ref) : undefined;
    if (target === undefined) {
      note(reader, pointer, problem ?? `The reference “${ref.slice(0, 200)}” leads nowhere.`);
      return undefined;
    }
    current = mergeSiblings(target, current);
  }
  if (textMember(current, '$ref') !== undefined) {
    note(reader, pointer, 'A reference leads back to itself.');
    return undefined;
  }
  if (isObject(current)) return current;
  if (current !== undefined)
    note(reader, pointer, 'An object is expected here, and something else stands here.');
  return undefined;
};

/** OpenAPI 3.1 lets a summary and a description stand beside a reference. */
const mergeSiblings = (target: Json, from: Json | undefined): Json => {
  if (!isObject(target) || !isObject(from) || Object.keys(from).length === 1) return target;
  const { $ref: _, ...siblings } = from;
  return { ...target, ...siblings };
};

const componentAt = (reader: Reader, ref: string): Json | undefined => {
  const parts = /^#\/components\/([^/]+)\/(.+)$/s.exec(ref);
  if (!parts) return undefined;
  const section = member(member(reader.document, 'components'), parts[1] ?? '');
  return member(section, unescapeToken(parts[2] ?? ''));
};
