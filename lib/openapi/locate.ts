import type { Place } from './bundle.ts';
import type { DocumentFiles } from './document-files.ts';
import type { Json } from './model.ts';
import { childPointer, isObject, member, type RawObject } from './raw.ts';
import { createResolver, quoted, type Resolved } from './resolve-reference.ts';
import type { Kind } from './shapes.ts';

/** Content that a reference brings into a section of the document. */
export type Brought = { section: string[]; name: string; kind: Kind; value: Json; place: Place };

export type Locator = {
  /** The reference as it stands in the bundle: an entry of a section, or a problem. */
  locate: (ref: string, from: Place, kind: Kind) => string;
  resolve: (ref: string, from: Place) => Resolved | { problem: string };
  /** Says that the entry `name` is where a file's content lives; undefined for references within the entry file. */
  adopt: (ref: string, from: Place, kind: Kind, name: string) => Resolved | undefined;
  next: () => Brought | undefined;
  problems: string[];
  origins: Map<string, string>;
};

type Sections = Partial<Record<Kind, string[]>>;

export const createLocator = (
  files: DocumentFiles,
  entry: RawObject,
  sections: Sections,
): Locator => {
  const { problems, problemRef } = createProblems();
  const origins = new Map<string, string>();
  const queue: Brought[] = [];
  const names = new Map<string, string>();
  const takenIn = createTakenNames(entry);
  const resolve = createResolver(files, entry);

  const locate: Locator['locate'] = (ref, from, kind) => {
    const target = resolve(ref, from);
    if ('problem' in target) return problemRef(target.problem);
    const section = sections[kind];
    if (!section) {
      return problemRef(`The reference ${quoted(ref)} stands where no reference may stand.`);
    }
    const own = ownEntry(files.entry, section, target.place, target.tokens);
    if (own) return own;
    const id = identity(kind, target);
    const known = names.get(id);
    if (known !== undefined) return sectionRef(section, known);
    const wanted = suggestName(target.tokens, target.place.file);
    const name = freeName(wanted, takenIn(kind, section));
    names.set(id, name);
    origins.set(sectionRef(section, name), originOf(files.entry, target.place));
    const place = { ...target.place, depth: 0 };
    queue.push({ section, name, kind, value: asKind(kind, target.value), place });
    return sectionRef(section, name);
  };

  const adopt: Locator['adopt'] = (ref, from, kind, name) => {
    const target = resolve(ref, from);
    if ('problem' in target || target.place.file === files.entry) return undefined;
    const section = sections[kind];
    const id = identity(kind, target);
    const known = names.get(id);
    if (known !== undefined && known !== name) return undefined;
    names.set(id, name);
    if (section) origins.set(sectionRef(section, name), originOf(files.entry, target.place));
    return { ...target, value: asKind(kind, target.value) };
  };

  const locator = { locate, resolve, adopt, next: () => queue.shift(), problems, origins };
  adoptSections(locator, files.entry, entry, sections);
  return locator;
};

/** Sentences, each kept once. */
const createProblems = () => {
  const problems: string[] = [];
  const refs = new Map<string, string>();
  const problemRef = (message: string): string => {
    const ref = refs.get(message) ?? `portal-problem:${problems.push(message) - 1}`;
    refs.set(message, ref);
    return ref;
  };
  return { problems, problemRef };
};

/** Names that a section has, in lower case. */
const createTakenNames = (entry: RawObject) => {
  const taken = new Map<Kind, Set<string>>();
  return (kind: Kind, section: string[]): Set<string> => {
    const known = taken.get(kind);
    if (known) return known;
    const present = section.reduce<Json | undefined>((value, key) => member(value, key), entry);
    const names = isObject(present) ? Object.keys(present) : [];
    const set = new Set(names.map((name) => name.toLowerCase()));
    taken.set(kind, set);
    return set;
  };
};

const identity = (kind: Kind, target: Resolved): string =>
  JSON.stringify([kind, target.place.file, target.tokens]);

const originOf = (entry: string, place: Place): string =>
  `${place.file === entry ? '' : place.file}#${place.pointer}`;

const sectionRef = (section: string[], name: string): string =>
  `#${[...section, name].reduce((pointer, key) => `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`, '')}`;

/** Entries first: whatever else names the same content then uses their names. */
const adoptSections = (
  locator: Locator,
  file: string,
  entry: RawObject,
  sections: Partial<Record<Kind, string[]>>,
): void => {
  for (const [kind, section] of Object.entries(sections) as [Kind, string[]][]) {
    // keys of the record are kinds
    const content = section.reduce<Json | undefined>((value, key) => member(value, key), entry);
    if (!isObject(content)) continue;
    const pointer = section.reduce((at, key) => childPointer(at, key), '');
    for (const [name, value] of Object.entries(content)) {
      const ref = member(value, '$ref');
      if (typeof ref !== 'string' || ref.startsWith('#')) continue;
      locator.adopt(ref, { file, pointer: childPointer(pointer, name), depth: 3 }, kind, name);
    }
  }
};

/** A file that holds only an example's value stands for an example. */
const asKind = (kind: Kind, value: Json): Json => {
  if (kind !== 'example') return value;
  const isExample = [
    'value',
    'externalValue',
    'dataValue',
    'serializedValue',
    'summary',
    '$ref',
  ].some((key) => member(value, key) !== undefined);
  return isExample ? value : { value };
};

const ownEntry = (
  entry: string,
  section: string[],
  place: Place,
  tokens: string[],
): string | undefined => {
  const isOwn =
    place.file === entry &&
    tokens.length === section.length + 1 &&
    section.every((key, index) => tokens[index] === key);
  return isOwn ? sectionRef(section, tokens.at(-1) ?? '') : undefined;
};

const freeName = (wanted: string, taken: Set<string>): string => {
  let name = wanted;
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${wanted}_${count}`;
  taken.add(name.toLowerCase());
  return name;
};

const DULL = new Set([
  'components',
  'schemas',
  'definitions',
  'properties',
  'paths',
  'content',
  'schema',
  'responses',
  'parameters',
  '$defs',
  'requestBody',
  'requestBodies',
  'headers',
  'examples',
]);

const suggestName = (tokens: string[], file: string): string => {
  const base =
    file
      .split('/')
      .at(-1)
      ?.replace(/\.(json|ya?ml)$/i, '') ?? '';
  const words = tokens.filter(
    (token, index) => !DULL.has(token) || (index === tokens.length - 1 && tokens.length === 1),
  );
  const name = (words.length > 0 ? words : [base])
    .join('_')
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return name.slice(-80) || base || 'Schema';
};
