import type { DocumentFiles } from './document-files.ts';
import type { Limits } from './limits.ts';
import { createLocator, type Locator } from './locate.ts';
import type { Json, Notice, SpecVersion } from './model.ts';
import {
  childPointer,
  emptyObject,
  isExtensionKey,
  isObject,
  member,
  type RawObject,
  textMember,
} from './raw.ts';
import { DocumentRefusal } from './refusal.ts';
import {
  type Child,
  type Kind,
  SECTIONS_2,
  SECTIONS_3,
  SHAPES_2,
  SHAPES_3,
  type Shapes,
} from './shapes.ts';

/** A document in one piece: every reference names an entry of a components section, or a problem. */
export type Bundle = {
  version: SpecVersion;
  document: RawObject;
  /** As parsed, when the document is one file: served unchanged. */
  original: RawObject;
  singleFile: boolean;
  /** The text of the entry, when that is JSON: numbers and order stay as written. */
  json: string | undefined;
  /** Sentences; `$ref: "portal-problem:3"` stands for the one with index 3. */
  problems: string[];
  /** Where entries that were brought into a section come from: `#/components/schemas/Error` → `common/Error.json#`. */
  origins: Map<string, string>;
  notices: Notice[];
};

export const PROBLEM_PREFIX = 'portal-problem:';

/** `openapi` or `swagger` as one of the versions this compiler reads. Throws DocumentRefusal. */
const specVersionOf = (document: Json): SpecVersion => {
  const swagger = textMember(document, 'swagger');
  const openapi = textMember(document, 'openapi');
  if (openapi === undefined && swagger === undefined) {
    throw new DocumentRefusal(
      'It has no key “openapi” or “swagger” at its top: not an OpenAPI document.',
      '#',
    );
  }
  if (openapi === undefined) {
    if (/^2(\.0)?$/.test(swagger ?? '')) return '2.0';
    throw new DocumentRefusal(
      `Swagger ${swagger?.slice(0, 20)} is not supported: 2.0 and 3.0 to 3.2 are.`,
      '#/swagger',
    );
  }
  // Without quotes YAML reads `3.0` as the number 3.
  const minor = /^3\.([0-2])(\.\d+)?([-+].*)?$/.exec(openapi === '3' ? '3.0' : openapi)?.[1];
  if (minor === '0') return '3.0';
  if (minor === '1') return '3.1';
  if (minor === '2') return '3.2';
  throw new DocumentRefusal(
    `OpenAPI ${openapi.slice(0, 20)} is not supported: 2.0 and 3.0 to 3.2 are.`,
    '#/openapi',
  );
};

/** Reads the entry and what it refers to. Throws DocumentRefusal when the entry cannot be read. */
export const bundleDocument = (files: DocumentFiles, limits: Limits): Bundle => {
  const { value, duplicates, json } = files.readEntry();
  if (!isObject(value))
    throw new DocumentRefusal('Its top is not a mapping: not an OpenAPI document.', '#');
  const version = specVersionOf(value);
  const shapes = version === '2.0' ? SHAPES_2 : SHAPES_3;
  const locator = createLocator(files, value, version === '2.0' ? SECTIONS_2 : SECTIONS_3);
  const walker: Walker = {
    shapes,
    locator,
    nodes: 0,
    limits,
    inlining: new Set(),
    schemas: new Map(),
  };
  const document = walk(walker, 'document', value, { file: files.entry, pointer: '', depth: 0 });
  if (!isObject(document))
    throw new DocumentRefusal('Its top is not a mapping: not an OpenAPI document.', '#');
  addBrought(walker, document);
  return {
    version,
    document,
    original: value,
    singleFile: files.used().length === 1,
    json,
    problems: locator.problems,
    origins: locator.origins,
    notices: duplicates.map(({ key, place }) => ({
      pointer: place,
      message: `The key “${key.slice(0, 80)}” stands twice in one mapping: only the last one counts.`,
    })),
  };
};

type Walker = {
  shapes: Shapes;
  locator: Locator;
  nodes: number;
  limits: Limits;
  inlining: Set<string>;
  /** Copies by original: what YAML aliases share stays shared, so that it is not multiplied. */
  schemas: Map<RawObject, Json>;
};
export type Place = { file: string; pointer: string; depth: number };

const step = (place: Place, key: string | number): Place => ({
  file: place.file,
  pointer: childPointer(place.pointer, key),
  depth: place.depth + 1,
});

const walk = (walker: Walker, kind: Kind, value: Json, place: Place): Json => {
  if (!isObject(value)) return value;
  const known = kind === 'schema' ? walker.schemas.get(value) : undefined;
  if (known !== undefined) return known;
  spend(walker, place);
  const ref = member(value, '$ref');
  const isReference = typeof ref === 'string' && kind !== 'document' && kind !== 'components';
  if (isReference && kind === 'pathItem') return inlineReference(walker, kind, value, ref, place);
  const target = isReference ? walker.locator.locate(ref, place, kind) : undefined;
  const out = walkFields(walker, kind, value, place, target);
  if (kind === 'schema') walker.schemas.set(value, out);
  return out;
};

const spend = (walker: Walker, place: Place): void => {
  walker.nodes += 1;
  if (walker.nodes > walker.limits.maxNodes || place.depth > walker.limits.maxDepth * 2) {
    throw new DocumentRefusal(
      'The document expands to too many values by references between its parts.',
      `#${place.pointer}`,
    );
  }
};

const walkFields = (
  walker: Walker,
  kind: Kind,
  value: RawObject,
  place: Place,
  ref?: string,
): RawObject => {
  const shape = walker.shapes[kind];
  const out = emptyObject();
  for (const [key, content] of Object.entries(value)) {
    if (key === '$ref' && ref !== undefined) {
      out[key] = ref;
      continue;
    }
    if (key === '$dynamicRef' && kind === 'schema' && typeof content === 'string') {
      out.$ref ??= walker.locator.locate(content, place, kind);
      continue;
    }
    if (key === 'discriminator' && kind === 'schema') {
      out[key] = walkDiscriminator(walker, content, place);
      continue;
    }
    const child = isExtensionKey(key) ? undefined : (shape.fields.get(key) ?? shape.rest);
    out[key] = child
      ? walkChild(walker, child, content, step(place, key), kind === 'components')
      : content;
  }
  return out;
};

const walkChild = (
  walker: Walker,
  child: Child,
  value: Json,
  place: Place,
  isSection = false,
): Json => {
  if (child.as === 'one' && !Array.isArray(value)) return walk(walker, child.kind, value, place);
  if (Array.isArray(value))
    return value.map((item, index) => walk(walker, child.kind, item, step(place, index)));
  if (!isObject(value) || child.as === 'list') return value;
  // `paths: {$ref: paths.yaml}` is no OpenAPI, but usual where documents are cut into files.
  const ref = member(value, '$ref');
  if (typeof ref === 'string') return inlineMap(walker, child, value, ref, place, isSection);
  const out = emptyObject();
  for (const [key, item] of Object.entries(value)) {
    const at = step(place, key);
    if (child.kind !== 'schema' && isExtensionKey(key) && !isSection) out[key] = item;
    else
      out[key] = isSection
        ? walkSectionEntry(walker, child.kind, key, item, at)
        : walk(walker, child.kind, item, at);
  }
  return out;
};

/** An entry that only refers to another file becomes that file's content, under the entry's own name. */
const walkSectionEntry = (
  walker: Walker,
  kind: Kind,
  name: string,
  value: Json,
  place: Place,
): Json => {
  const ref = member(value, '$ref');
  const target = typeof ref === 'string' ? walker.locator.adopt(ref, place, kind, name) : undefined;
  return target
    ? walk(walker, kind, target.value, { ...target.place, depth: place.depth + 1 })
    : walk(walker, kind, value, place);
};

const inlineMap = (
  walker: Walker,
  child: Child,
  value: RawObject,
  ref: string,
  place: Place,
  isSection: boolean,
): Json => {
  const target = walker.locator.resolve(ref, place);
  const id = `map ${place.file} ${ref}`;
  if ('problem' in target || walker.inlining.has(id)) return value;
  walker.inlining.add(id);
  const { $ref: _, ...own } = value;
  const content = isObject(target.value) ? { ...target.value, ...own } : own;
  const out = walkChild(
    walker,
    child,
    content,
    { ...target.place, depth: place.depth + 1 },
    isSection,
  );
  walker.inlining.delete(id);
  return out;
};

const inlineReference = (
  walker: Walker,
  kind: Kind,
  value: RawObject,
  ref: string,
  place: Place,
): Json => {
  const target = walker.locator.resolve(ref, place);
  const problem = 'problem' in target ? target.problem : undefined;
  const id = 'problem' in target ? '' : JSON.stringify([target.place.file, target.tokens]);
  if ('problem' in target || walker.inlining.has(id)) {
    const own = walkFields(walker, kind, value, place, '');
    delete own.$ref;
    own['x-portal-problem'] =
      problem ?? `The reference “${ref.slice(0, 200)}” leads back to itself.`;
    return own;
  }
  walker.inlining.add(id);
  const out = walk(walker, kind, target.value, { ...target.place, depth: place.depth + 1 });
  walker.inlining.delete(id);
  const own = walkFields(walker, kind, value, place, '');
  delete own.$ref;
  return isObject(out) ? Object.assign(emptyObject(), out, own) : own;
};

const walkDiscriminator = (walker: Walker, value: Json, place: Place): Json => {
  const mapping = member(value, 'mapping');
  if (!isObject(value) || !isObject(mapping)) return value;
  const out = emptyObject();
  for (const [key, target] of Object.entries(mapping)) {
    const isReference = typeof target === 'string' && /[#/]|\.(json|ya?ml)$/i.test(target);
    out[key] = isReference
      ? walker.locator.locate(target, step(place, 'discriminator'), 'schema')
      : target;
  }
  return Object.assign(emptyObject(), value, { mapping: out });
};

/** Content that references brought in is itself walked, which may bring in more. */
const addBrought = (walker: Walker, document: RawObject): void => {
  for (let next = walker.locator.next(); next; next = walker.locator.next()) {
    let section = document;
    for (const key of next.section) {
      const inner = member(section, key);
      const copy = isObject(inner) ? inner : emptyObject();
      section[key] = copy;
      section = copy;
    }
    section[next.name] = walk(walker, next.kind, next.value, next.place);
  }
};
