import type { Place } from './bundle.ts';
import { type DocumentFiles, resolveFileName } from './document-files.ts';
import type { Json } from './model.ts';
import {
  childPointer,
  isObject,
  member,
  objectMember,
  pointerTokens,
  type RawObject,
} from './raw.ts';

export const quoted = (ref: string): string =>
  `“${ref.length > 200 ? `${ref.slice(0, 200)}…` : ref}”`;

/** `tokens` is the way from the file's top to the value. */
export type Resolved = { value: Json; place: Place; tokens: string[] };

export const createResolver = (files: DocumentFiles, entry: RawObject) => {
  const anchors = new Map<string, Anchors>();
  const ids = lazyIds(files.entry, entry);

  const resolve = (ref: string, from: Place, hops = 0): Resolved | { problem: string } => {
    if (hops > 50) return { problem: `The reference ${quoted(ref)} leads back to itself.` };
    const hash = ref.indexOf('#');
    const filePart = hash < 0 ? ref : ref.slice(0, hash);
    const fragment = hash < 0 ? '' : ref.slice(hash + 1);
    const known = filePart === '' ? undefined : knownId(ids(), entry, filePart, from, files.entry);
    const file = known ? known.file : fileOf(ref, filePart, from);
    if (typeof file === 'object') return file;
    const content = files.read(file);
    if ('problem' in content)
      return { problem: `The reference ${quoted(ref)} cannot be followed. ${content.problem}` };
    const tokens =
      pointerTokens(fragment) ??
      nearest(anchorsOf(anchors, file, content.value).get(decodeName(fragment)), from, file);
    if (!tokens) return { problem: `The reference ${quoted(ref)} leads nowhere.` };
    const all = [...(known?.tokens ?? []), ...tokens];
    const start: Resolved = {
      value: content.value,
      place: { file, pointer: '', depth: 0 },
      tokens: [],
    };
    return descend(start, all, hops) ?? { problem: `The reference ${quoted(ref)} leads nowhere.` };
  };

  /** Follows the tokens; a reference on the way is followed too. */
  const descend = (
    start: Resolved,
    tokens: string[],
    hops: number,
  ): Resolved | { problem: string } | undefined => {
    let at = start;
    for (const [index, token] of tokens.entries()) {
      const { value, place } = at;
      const inner: Json | undefined = Array.isArray(value)
        ? value[Number(token)]
        : member(value, token);
      if (inner === undefined) {
        const next = member(value, '$ref');
        if (typeof next !== 'string') return undefined;
        const target = resolve(next, place, hops + 1);
        return 'problem' in target ? target : descend(target, tokens.slice(index), hops + 1);
      }
      const pointer = childPointer(place.pointer, token);
      at = {
        value: inner,
        place: { file: place.file, pointer, depth: 0 },
        tokens: [...at.tokens, token],
      };
    }
    return at;
  };

  return (ref: string, from: Place) => resolve(ref, from);
};

const fileOf = (ref: string, filePart: string, from: Place): string | { problem: string } => {
  if (filePart === '') return from.file;
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(filePart)) {
    const what = /^file:/i.test(filePart) ? 'a file by its absolute address' : 'another host';
    return {
      problem: `The reference ${quoted(ref)} points to ${what}, which is not followed: only files in the document's own folder are.`,
    };
  }
  const name = resolveFileName(from.file, decodeName(filePart));
  return (
    name ?? {
      problem: `The reference ${quoted(ref)} leads out of the document's folder, which is not followed.`,
    }
  );
};

const decodeName = (name: string): string => {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};

/** The places of each name. */
type Anchors = Map<string, string[][]>;

/** `$anchor` and `$dynamicAnchor` of a file. Looked for only when a reference uses one. */
const anchorsOf = (cache: Map<string, Anchors>, file: string, root: Json): Anchors => {
  const known = cache.get(file);
  if (known) return known;
  const found: Anchors = new Map();
  visitObjects(root, (value, tokens) => {
    for (const key of ['$anchor', '$dynamicAnchor']) {
      const name = member(value, key);
      if (typeof name !== 'string') continue;
      const places = found.get(name);
      if (places) places.push(tokens);
      else found.set(name, [tokens]);
    }
  });
  cache.set(file, found);
  return found;
};

/** Several schemas may use one anchor's name, as each `$dynamicAnchor` does: the one around the reference is meant. */
const nearest = (
  places: string[][] | undefined,
  from: Place,
  file: string,
): string[] | undefined => {
  if (!places || places.length < 2 || from.file !== file) return places?.[0];
  const here = pointerTokens(from.pointer) ?? [];
  const shared = (tokens: string[]): number => {
    const end = tokens.findIndex((token, index) => token !== here[index]);
    return end < 0 ? tokens.length : end;
  };
  return places.toSorted((one, other) => shared(other) - shared(one))[0];
};

type Ids = Map<string, { file: string; tokens: string[] }>;

/** What an address names among the document's own `$id`s, also relative to the `$id` around the reference. */
const knownId = (ids: Ids, entry: RawObject, ref: string, from: Place, file: string) => {
  const exact = ids.get(ref);
  if (exact || ids.size === 0 || from.file !== file) return exact;
  let base = '';
  let at: Json | undefined = entry;
  for (const token of [...(pointerTokens(from.pointer) ?? []), '']) {
    const id: Json | undefined = member(at, token === '' || at !== entry ? '$id' : '$self');
    if (typeof id === 'string' && URL.canParse(id, base || undefined))
      base = new URL(id, base || undefined).href;
    at = Array.isArray(at) ? at[Number(token)] : member(at, token);
  }
  return base !== '' && URL.canParse(ref, base) ? ids.get(new URL(ref, base).href) : undefined;
};

/** `$id`s of the entry's schemas and its `$self`, so that references by address to the document itself resolve. */
const lazyIds = (file: string, entry: RawObject) => {
  let ids: Map<string, { file: string; tokens: string[] }> | undefined;
  return () => {
    if (ids) return ids;
    ids = new Map();
    const self = member(entry, '$self');
    if (typeof self === 'string') ids.set(self, { file, tokens: [] });
    const schemas = objectMember(objectMember(entry, 'components'), 'schemas') ?? {};
    for (const [name, schema] of Object.entries(schemas)) {
      const id = member(schema, '$id');
      if (typeof id === 'string')
        ids.set(id.replace(/#$/, ''), { file, tokens: ['components', 'schemas', name] });
    }
    return ids;
  };
};

const visitObjects = (root: Json, visit: (value: RawObject, tokens: string[]) => void): void => {
  const pending: { value: Json; tokens: string[] }[] = [{ value: root, tokens: [] }];
  let budget = 2_000_000;
  for (let next = pending.pop(); next && budget > 0; next = pending.pop()) {
    budget -= 1;
    const { value, tokens } = next;
    if (isObject(value)) visit(value, tokens);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      if (typeof child === 'object' && child !== null)
        pending.push({ value: child, tokens: [...tokens, key] });
    }
  }
};
