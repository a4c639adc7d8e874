import type { TagRef, TagSummary } from './model.ts';
import { compact, isObject, listMember, member, textMember, textOf } from './raw.ts';
import { readExternalDocs } from './read-schema-parts.ts';
import type { Reader } from './reader.ts';
import { createSlugger, nameSlug } from './slug.ts';
import type { NamedTags } from './tag-groups.ts';

export type TagBook = {
  tagOf: (name: string) => TagRef;
  /** Declared tags first, in their order, then the others as they came up. Counts are filled in by the navigation. */
  list: () => TagSummary[];
  groups: () => NamedTags[];
};

const KIND_OUTSIDE_NAVIGATION = new Set(['badge', 'audience']);
/** Tags of these kinds mark operations but do not file them. */
export const filesOperations = (tag: TagSummary | undefined): boolean =>
  tag?.kind === undefined || !KIND_OUTSIDE_NAVIGATION.has(tag.kind);

/** The tags of a document: names, titles (`x-displayName`, 3.2 `summary`), parents, and groups (`x-tagGroups`). */
export const createTagBook = (reader: Reader): TagBook => {
  const unique = createSlugger();
  const byName = new Map<string, TagSummary>();
  const add = (name: string, more: Partial<TagSummary> = {}): TagSummary => {
    const tag: TagSummary = {
      slug: unique(nameSlug(name, 'tag')),
      name,
      title: name.slice(0, 200),
      operations: 0,
      ...more,
    };
    byName.set(name, tag);
    return tag;
  };
  const declared = listMember(reader.document, 'tags').filter(isObject);
  for (const raw of declared) {
    const name = textMember(raw, 'name');
    if (name === undefined || byName.has(name)) continue;
    const title = textMember(raw, 'x-displayName') ?? textMember(raw, 'summary') ?? name;
    const kind = textMember(raw, 'kind');
    add(
      name,
      compact({
        title: title.slice(0, 200),
        description: reader.prose(textMember(raw, 'description')),
        externalDocs: readExternalDocs(reader, raw),
        kind,
      }),
    );
  }
  for (const raw of declared) setParent(byName, textMember(raw, 'name'), textMember(raw, 'parent'));
  return {
    tagOf: (name) => {
      const { slug, title } = byName.get(name) ?? add(name);
      return { slug, name, title };
    },
    list: () => [...byName.values()],
    groups: () => readGroups(reader, byName),
  };
};

/** A parent that would close a circle is left out. */
const setParent = (
  byName: Map<string, TagSummary>,
  name: string | undefined,
  parent: string | undefined,
): void => {
  const tag = byName.get(name ?? '');
  const above = byName.get(parent ?? '');
  if (!tag || !above) return;
  const bySlug = new Map([...byName.values()].map((item) => [item.slug, item]));
  for (let at: TagSummary | undefined = above; at; at = bySlug.get(at.parent ?? ''))
    if (at === tag) return;
  tag.parent = above.slug;
};

const readGroups = (reader: Reader, byName: Map<string, TagSummary>): NamedTags[] => {
  const told = listMember(reader.document, 'x-tagGroups').filter(isObject);
  const placed = new Set<string>();
  const groups = told.slice(0, 200).map((raw): NamedTags => {
    const tags = listMember(raw, 'tags')
      .flatMap((name) => byName.get(textOf(name) ?? '')?.slug ?? [])
      .filter((slug) => !placed.has(slug));
    for (const slug of tags) placed.add(slug);
    return { title: textOf(member(raw, 'name'))?.slice(0, 200) ?? 'More', tags };
  });
  const rest = [...byName.values()].flatMap(({ slug }) => (placed.has(slug) ? [] : slug));
  const filled = groups.filter(({ tags }) => tags.length > 0);
  if (rest.length === 0) return filled;
  return [...filled, filled.length === 0 ? { tags: rest } : { title: 'More', tags: rest }];
};
