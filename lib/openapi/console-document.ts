import { filledUrl } from './filled-url.ts';
import { consoleServers, type Json, type SchemaKey, type SpecVersion } from './model.ts';
import {
  emptyObject,
  isExtensionKey,
  isObject,
  listMember,
  member,
  type RawObject,
  textMember,
} from './raw.ts';
import type { MethodEntry } from './read-exchange.ts';
import { readServers } from './read-info.ts';
import { problemOf, type Reader, schemaRef } from './reader.ts';
import { type Kind, SECTIONS_3, SHAPES_3 } from './shapes.ts';

/** The document of one operation, without its schemas: those are put in when it is read, so that nothing is stored twice. */
export type ConsoleParts = {
  document: RawObject;
  schemas: SchemaKey[];
  /** Names that the schemas refer to, but that are too many to carry: they stand as open objects. */
  stubs: string[];
};

/** A component schema as the document writes it, for the console. */
export type RawSchema = { name: string; schema: Json };

export type ConsoleBuilder = {
  rawSchemas: Map<SchemaKey, { name: string; schema: Json; refs: SchemaKey[]; nodes: number }>;
  build: (entry: MethodEntry, path: string, pathItem: RawObject) => ConsoleParts;
};

/** Values that Swagger UI may have to expand for one operation; beyond it a browser stops answering. */
const EXPANDED_NODES = 8_000;
const MAX_LEVELS = 8;

export const createConsoleBuilder = (reader: Reader, version: SpecVersion): ConsoleBuilder => {
  const rawSchemas: ConsoleBuilder['rawSchemas'] = new Map();
  const schemas = member(member(reader.document, 'components'), 'schemas');
  for (const [name, raw] of isObject(schemas) ? Object.entries(schemas) : []) {
    const key = reader.keys.get(name);
    if (key === undefined) continue;
    const copy = copier(reader);
    const schema = copy.copy('schema', raw);
    rawSchemas.set(key, { name, schema, refs: copy.schemaKeys(), nodes: copy.nodes() });
  }
  const choose = rememberChoices(rawSchemas);
  return {
    rawSchemas,
    build: (entry, path, pathItem) =>
      buildParts({ reader, version, choose }, entry, path, pathItem),
  };
};

type Choice = Pick<ConsoleParts, 'schemas' | 'stubs'>;
type Choose = (request: SchemaKey[], response: SchemaKey[]) => Choice;
type BuildContext = { reader: Reader; version: SpecVersion; choose: Choose };

/** Operations of one resource start from the same schemas. */
const rememberChoices = (all: ConsoleBuilder['rawSchemas']): Choose => {
  const known = new Map<string, Choice>();
  return (request, response) => {
    const identity = JSON.stringify([request, response]);
    const choice = known.get(identity) ?? chooseSchemas(all, request, response);
    known.set(identity, choice);
    return choice;
  };
};

const buildParts = (
  { reader, version, choose }: BuildContext,
  entry: MethodEntry,
  path: string,
  pathItem: RawObject,
): ConsoleParts => {
  const request = copier(reader);
  const response = copier(reader);
  const { responses, ...rest } = entry.raw;
  const operation: RawObject = Object.assign(
    emptyObject(),
    request.copy('operation', withoutExtensions(rest)),
  );
  const item = emptyObject();
  const parameters = listMember(pathItem, 'parameters');
  if (parameters.length > 0)
    item.parameters = parameters.map((parameter) => request.copy('parameter', parameter));
  operation.responses =
    member(response.copy('operation', { responses: responses ?? {} }), 'responses') ?? {};
  const method = entry.method.toLowerCase();
  const known = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'].includes(
    method,
  );
  // No version before 3.2 can say other methods; the console reads the real one from the extension.
  if (!known) operation['x-portal-method'] = entry.method;
  item[known ? method : 'post'] = operation;
  const servers = [entry.raw, pathItem, reader.document]
    .map((holder) => member(holder, 'servers'))
    .find((list) => list !== undefined);
  // The console finds its environments by them.
  operation[consoleServers] = readServers(reader, servers ?? [{ url: '/' }]).map(filledUrl);
  const paths = emptyObject();
  paths[path] = item;
  const info = member(reader.document, 'info');
  const document: RawObject = Object.assign(emptyObject(), {
    openapi: consoleVersion(reader, version),
    info: { title: textMember(info, 'title') ?? 'API', version: textMember(info, 'version') ?? '' },
    ...(servers === undefined ? {} : { servers }),
    ...(member(reader.document, 'security') === undefined
      ? {}
      : { security: member(reader.document, 'security') }),
    paths,
    components: Object.assign(
      emptyObject(),
      request.components(),
      response.components(),
      securitySchemes(reader, entry.raw),
    ),
  });
  for (const [section, entries] of Object.entries(request.components()))
    mergeSection(document, section, entries);
  return { document, ...choose(request.schemaKeys(), response.schemaKeys()) };
};

const mergeSection = (document: RawObject, section: string, entries: Json): void => {
  const components = member(document, 'components');
  const present = member(components, section);
  if (isObject(components) && isObject(present) && isObject(entries))
    components[section] = Object.assign(emptyObject(), present, entries);
};

const withoutExtensions = (raw: RawObject): RawObject =>
  Object.assign(
    emptyObject(),
    Object.fromEntries(
      Object.entries(raw).filter(([key]) => !isExtensionKey(key) && key !== 'callbacks'),
    ),
  );

const consoleVersion = (reader: Reader, version: SpecVersion): string => {
  if (version === '3.2') return '3.1.1';
  return textMember(reader.document, 'openapi') ?? '3.0.3';
};

const securitySchemes = (reader: Reader, operation: RawObject): RawObject => {
  const alternatives = member(operation, 'security') ?? member(reader.document, 'security');
  const names = new Set(
    (Array.isArray(alternatives) ? alternatives : []).flatMap((item) =>
      isObject(item) ? Object.keys(item) : [],
    ),
  );
  const all = member(member(reader.document, 'components'), 'securitySchemes');
  const used = emptyObject();
  for (const name of names) {
    const scheme = member(all, name);
    if (scheme !== undefined) used[name] = scheme;
  }
  return names.size > 0 ? { securitySchemes: used } : {};
};

type Copier = {
  copy: (kind: Kind, raw: Json) => Json;
  /** Components other than schemas that the copies refer to, with what those refer to. */
  components: () => RawObject;
  schemaKeys: () => SchemaKey[];
  nodes: () => number;
};

/** Copies parts of a document, collecting what they refer to; what could not be followed becomes its sentence. */
const copier = (reader: Reader): Copier => {
  const keys = new Set<SchemaKey>();
  const components = emptyObject();
  const done = new Set<string>();
  const copies = new Map<RawObject, Json>();
  let nodes = 0;

  const copy: Copier['copy'] = (kind, raw) => {
    if (!isObject(raw)) return raw;
    const known = copies.get(raw);
    if (known !== undefined) return known;
    nodes += 1;
    const ref = textMember(raw, '$ref');
    const problem = ref === undefined ? undefined : problemOf(reader, ref);
    if (problem !== undefined) return { description: problem };
    if (ref !== undefined) collect(kind, ref);
    const out = emptyObject();
    for (const [key, value] of Object.entries(raw)) {
      const child = isExtensionKey(key)
        ? undefined
        : (SHAPES_3[kind].fields.get(key) ?? SHAPES_3[kind].rest);
      if (!child) out[key] = value;
      else if (Array.isArray(value)) out[key] = value.map((item) => copy(child.kind, item));
      else if (child.as === 'map' && isObject(value)) out[key] = copyMap(child.kind, value);
      else out[key] = copy(child.kind, value);
    }
    if (kind === 'schema') copies.set(raw, out);
    return out;
  };

  const copyMap = (kind: Kind, raw: RawObject): RawObject => {
    const out = emptyObject();
    for (const [key, value] of Object.entries(raw)) out[key] = copy(kind, value);
    return out;
  };

  const collect = (kind: Kind, ref: string): void => {
    if (kind === 'schema') {
      const target = schemaRef(reader, ref);
      if (target) keys.add(target.key);
      return;
    }
    const section = SECTIONS_3[kind]?.[1];
    if (section === undefined || done.has(ref)) return;
    done.add(ref);
    const name = (ref.split('/').at(-1) ?? '').replace(/~1/g, '/').replace(/~0/g, '~');
    const target = member(member(member(reader.document, 'components'), section), name);
    if (target === undefined) return;
    const entries = member(components, section);
    const holder = isObject(entries) ? entries : emptyObject();
    components[section] = holder;
    holder[name] = copy(kind, target);
  };

  return { copy, components: () => components, schemaKeys: () => [...keys], nodes: () => nodes };
};

/** Levels of schemas that Swagger UI can still expand: as many as fit for the request, then for the answers. */
const chooseSchemas = (
  all: ConsoleBuilder['rawSchemas'],
  request: SchemaKey[],
  response: SchemaKey[],
): Choice => {
  const included = new Set<SchemaKey>();
  let budget = EXPANDED_NODES;
  for (const start of [request, response]) budget -= addLevels(all, start, included, budget);
  const stubs = new Set<string>();
  for (const key of [...included, ...request, ...response]) {
    const refs = included.has(key) ? (all.get(key)?.refs ?? []) : [key];
    for (const ref of refs) {
      const name = all.get(ref)?.name;
      if (!included.has(ref) && name !== undefined) stubs.add(name);
    }
  }
  return { schemas: [...included], stubs: [...stubs] };
};

const addLevels = (
  all: ConsoleBuilder['rawSchemas'],
  start: SchemaKey[],
  included: Set<SchemaKey>,
  budget: number,
): number => {
  let level = start;
  let spent = 0;
  for (let depth = 0; depth < MAX_LEVELS && level.length > 0; depth += 1) {
    const trial = new Set([...included, ...level]);
    const cost = expandedNodes(all, start, trial, budget);
    if (cost > budget) break;
    spent = cost;
    for (const key of level) included.add(key);
    level = [...new Set(level.flatMap((key) => all.get(key)?.refs ?? []))].filter(
      (key) => !included.has(key),
    );
  }
  return spent;
};

/** How many values there are when every reference is replaced by its target until it repeats, as Swagger UI does. */
const expandedNodes = (
  all: ConsoleBuilder['rawSchemas'],
  start: SchemaKey[],
  included: Set<SchemaKey>,
  limit: number,
): number => {
  let total = 0;
  const path = new Set<SchemaKey>();
  const visit = (key: SchemaKey): void => {
    const schema = all.get(key);
    if (!schema || !included.has(key) || path.has(key) || total > limit) return;
    total += schema.nodes + 1;
    path.add(key);
    for (const ref of schema.refs) visit(ref);
    path.delete(key);
  };
  for (const key of start) visit(key);
  return total;
};
