import {
  NAVIGATION_TAGS,
  type OperationLink,
  type Slug,
  type TagGroup,
  type TagSummary,
} from './model.ts';

export type NamedTags = { title?: string; tags: Slug[] };

/** Tags in one made group. */
const CHUNK = 60;

/**
 * The groups of the left navigation. Where a document has more tags than one list can show, groups are cut: by what tag names
 * begin with (`users.user`, `users.drive`), and where that is not enough into runs of sixty.
 */
export const groupTags = (
  tags: TagSummary[],
  told: NamedTags[],
  operations: Map<Slug, OperationLink[]>,
): TagGroup[] => {
  const bySlug = new Map(tags.map((tag) => [tag.slug, tag]));
  const isLarge = told.reduce((sum, group) => sum + group.tags.length, 0) > NAVIGATION_TAGS;
  const groups = isLarge ? told.flatMap((group) => cut(group, bySlug)) : told;
  return groups.map((group) => {
    const first = group.tags.flatMap((slug) => operations.get(slug)?.[0]?.slug ?? [])[0];
    return { ...group, total: group.tags.length, ...(first === undefined ? {} : { first }) };
  });
};

const cut = (group: NamedTags, bySlug: Map<Slug, TagSummary>): NamedTags[] => {
  if (group.tags.length <= CHUNK) return [group];
  const byPrefix = new Map<string, Slug[]>();
  for (const slug of group.tags) {
    const prefix = /^[^\s./:_-]+/.exec(bySlug.get(slug)?.name ?? slug)?.[0] ?? '';
    const list = byPrefix.get(prefix);
    if (list) list.push(slug);
    else byPrefix.set(prefix, [slug]);
  }
  // As many groups as tags would help nobody.
  if (byPrefix.size > CHUNK || byPrefix.size > group.tags.length / 2) return runs(group, bySlug);
  return [...byPrefix].flatMap(([prefix, tags]) =>
    runs({ title: group.title === undefined ? prefix : `${group.title}: ${prefix}`, tags }, bySlug),
  );
};

const runs = (group: NamedTags, bySlug: Map<Slug, TagSummary>): NamedTags[] => {
  if (group.tags.length <= CHUNK) return [group];
  return Array.from({ length: Math.ceil(group.tags.length / CHUNK) }, (_, index) => {
    const tags = group.tags.slice(index * CHUNK, (index + 1) * CHUNK);
    const name = (slug: Slug | undefined): string =>
      bySlug.get(slug ?? '')?.title.slice(0, 40) ?? '';
    return { title: `${name(tags[0])} – ${name(tags.at(-1))}`, tags };
  });
};
