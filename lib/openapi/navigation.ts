import type { OperationEntry } from './collect-operations.ts';
import {
  NAVIGATION_PAGE_SIZE,
  type NavigationBranch,
  type OperationLink,
  type Slug,
  type TagGroup,
  type TagSummary,
} from './model.ts';
import { filesOperations, type TagBook } from './read-tags.ts';
import { groupTags } from './tag-groups.ts';

export type CompiledNavigation = {
  tags: TagSummary[];
  groups: TagGroup[];
  branches: NavigationBranch[];
  /** Where an operation stands; internal ones stand nowhere. */
  places: Map<Slug, { tag: Slug; page: number }>;
  /** Listed operations in reading order, for "previous" and "next". */
  order: OperationLink[];
  positions: Map<Slug, number>;
};

/** Files every listed operation under its tags, in pages, so that a page of the portal carries only an open branch. */
export const compileNavigation = (entries: OperationEntry[], book: TagBook): CompiledNavigation => {
  const listed = entries.filter(({ internal }) => !internal);
  for (const { tags } of listed) for (const name of tags) book.tagOf(name);
  const tags = book.list();
  const byName = new Map(tags.map((tag) => [tag.name, tag]));
  const operations = new Map<Slug, OperationLink[]>();
  const home = new Map<Slug, Slug>();
  for (const { tags: names, link } of listed) {
    const filing = names.filter((name) => filesOperations(byName.get(name)));
    for (const name of filing.length > 0 ? filing : names) {
      const tag = byName.get(name);
      if (!tag) continue;
      tag.operations += 1;
      if (!home.has(link.slug)) home.set(link.slug, tag.slug);
      const list = operations.get(tag.slug);
      if (list) list.push(link);
      else operations.set(tag.slug, [link]);
    }
  }
  const shown = withoutEmpty(tags);
  const told = book
    .groups()
    .map((group) => ({ ...group, tags: group.tags.filter((slug) => shown.has(slug)) }))
    .filter((group) => group.tags.length > 0);
  const groups = groupTags(tags, told, operations);
  const branches = [...operations].flatMap(([tag, list]) => paged(tag, list));
  const order = orderOf(groups, operations, home);
  return {
    tags: tags.filter(({ slug }) => shown.has(slug)),
    groups,
    branches,
    places: placesOf(branches, home),
    order,
    positions: new Map(order.map(({ slug }, index) => [slug, index])),
  };
};

/** Tags with operations, and those above them. */
const withoutEmpty = (tags: TagSummary[]): Set<Slug> => {
  const bySlug = new Map(tags.map((tag) => [tag.slug, tag]));
  const shown = new Set<Slug>();
  for (const tag of tags) {
    for (
      let at = tag.operations > 0 ? tag : undefined;
      at && !shown.has(at.slug);
      at = bySlug.get(at.parent ?? '')
    )
      shown.add(at.slug);
  }
  return shown;
};

const paged = (tag: Slug, list: OperationLink[]): NavigationBranch[] => {
  const pages = Math.ceil(list.length / NAVIGATION_PAGE_SIZE);
  return Array.from({ length: pages }, (_, index) => ({
    tag,
    operations: list.slice(index * NAVIGATION_PAGE_SIZE, (index + 1) * NAVIGATION_PAGE_SIZE),
    page: index + 1,
    pages,
    total: list.length,
  }));
};

const placesOf = (
  branches: NavigationBranch[],
  home: Map<Slug, Slug>,
): CompiledNavigation['places'] => {
  const places: CompiledNavigation['places'] = new Map();
  for (const { tag, page, operations } of branches) {
    for (const { slug } of operations)
      if (home.get(slug) === tag && !places.has(slug)) places.set(slug, { tag, page });
  }
  return places;
};

const orderOf = (
  groups: TagGroup[],
  operations: Map<Slug, OperationLink[]>,
  home: Map<Slug, Slug>,
): OperationLink[] =>
  groups.flatMap((group) =>
    group.tags.flatMap((tag) =>
      (operations.get(tag) ?? []).filter(({ slug }) => home.get(slug) === tag),
    ),
  );
