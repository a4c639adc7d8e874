import type { SearchQuery } from '#lib/content/search-index.ts';

type Given = Record<string, string | string[] | undefined>;

const one = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value[0] : value) || undefined;

/** The query of an address; what is missing or makes no sense is left out. */
export function readQuery(given: Given): SearchQuery {
  const page = Number(one(given.page));
  return {
    q: one(given.q) ?? '',
    api: one(given.api),
    kind: one(given.kind),
    page: Number.isSafeInteger(page) && page > 1 ? page : 1,
  };
}
