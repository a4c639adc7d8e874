import MiniSearch from 'minisearch';
import type { SearchAnswer, SearchGroup, SearchHit, SearchKind } from './search-types.ts';
import { blankPath, searchWords } from './search-words.ts';

/** One thing that can be found. */
export type SearchDoc = Omit<SearchHit, 'terms'> & {
  /** The API's slug, when it belongs to one. */
  api?: string;
  /** Words that find it besides what is shown: operationId, tag, body text. */
  keywords?: string;
};

export type SearchQuery = { q: string; api?: string; kind?: string };
export type SearchIndex = { search: (query: SearchQuery) => SearchAnswer };

const labels: Record<SearchKind, string> = {
  operation: 'Operations',
  guide: 'Guides',
  error: 'Errors',
  webhook: 'Webhooks',
  schema: 'Schemas',
  parameter: 'Parameters',
  page: 'Pages',
};
const kinds = Object.keys(labels).filter((kind): kind is SearchKind => kind in labels);

const PER_GROUP = 6;
/** A list of one kind (the filter of the navigation) shows more. */
const PER_KIND = 40;
const MAX_QUERY_CHARS = 200;
const FEW_HITS = 3;
const allowedMistakes = (term: string): number | false =>
  term.length < 4 ? false : term.length < 6 ? 1 : 2;

/** Builds the index; 20,000 entries take about a second, a query a few milliseconds. */
export function buildSearchIndex(docs: readonly SearchDoc[]): SearchIndex {
  const words = new Set<string>();
  const mini = new MiniSearch<SearchDoc & { id: number }>({
    // Not `context`: the API's title stands in all its entries and would only make every list longer.
    fields: ['title', 'path', 'keywords', 'text'],
    tokenize: (text) => {
      const found = searchWords(text);
      for (const word of found) words.add(word);
      return found;
    },
    processTerm: (term) => term,
    searchOptions: {
      boost: { title: 5, path: 3, keywords: 3, text: 1 },
      prefix: (term) => term.length > 1,
      combineWith: 'AND',
      tokenize: queryWords,
    },
  });
  mini.addAll(docs.map((doc, id) => ({ ...doc, id })));
  const paths = docs.flatMap((doc, id) =>
    doc.path && doc.kind === 'operation' ? [{ id, path: blankPath(doc.path) }] : [],
  );
  return {
    search({ q, api, kind }) {
      const text = q.slice(0, MAX_QUERY_CHARS).trim();
      const isWanted = (doc: SearchDoc | undefined): doc is SearchDoc =>
        doc !== undefined && (!api || doc.api === api) && (!kind || doc.kind === kind);
      const hits: SearchHit[] = [];
      const seen = new Set<number>();
      const counts = new Map<SearchKind, number>();
      const limit = kind ? PER_KIND : PER_GROUP;
      const add = (id: number, terms: string[]) => {
        const doc = docs[id];
        if (seen.has(id) || !isWanted(doc)) return;
        seen.add(id);
        const count = (counts.get(doc.kind) ?? 0) + 1;
        counts.set(doc.kind, count);
        if (count <= limit) hits.push(hitOf(doc, terms));
      };
      for (const { id, term } of byPath(text, docs, paths)) add(id, [term]);
      // A path that leads somewhere is what was meant: its pieces stand in too many other entries.
      const isPath = seen.size > 0;
      for (const found of isPath ? [] : mini.search(text)) add(Number(found.id), found.terms);
      // Typing mistakes are looked for only where the words as typed find little, and only in words that stand nowhere:
      // it costs ten times as much.
      const unknown = (term: string) => !words.has(term) && allowedMistakes(term);
      if (!isPath && seen.size < FEW_HITS && queryWords(text).some(unknown)) {
        for (const found of mini.search(text, { fuzzy: unknown })) {
          add(Number(found.id), found.terms);
        }
      }
      return grouped(hits, seen.size);
    },
  };
}

/** In a query a compound word stands for itself only: `createStudent` must not become "create" and "student" too. */
const queryWords = (text: string): string[] => {
  const words = searchWords(text);
  const whole = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u);
  const kept = words.filter((word) => whole.includes(word));
  return kept.length > 0 ? kept : words;
};

function hitOf(doc: SearchDoc, terms: string[]): SearchHit {
  const { api: _api, keywords: _keywords, ...shown } = doc;
  return { ...shown, terms };
}

/** `POST /apps/{}/keys`: operations by method and piece of their path, the shortest path first. */
function byPath(
  text: string,
  docs: readonly SearchDoc[],
  paths: readonly { id: number; path: string }[],
): { id: number; term: string }[] {
  const match = /^(?:([a-z]+)\s+)?(\/\S*)$/i.exec(text);
  if (!match?.[2]) return [];
  const method = match[1]?.toUpperCase();
  const wanted = blankPath(match[2]);
  return paths
    .filter(({ id, path }) => path.includes(wanted) && (!method || docs[id]?.method === method))
    .sort((a, b) => a.path.length - b.path.length)
    .slice(0, PER_KIND)
    .map(({ id }) => ({ id, term: match[2] ?? '' }));
}

function grouped(hits: readonly SearchHit[], total: number): SearchAnswer {
  const groups: SearchGroup[] = [];
  // The group of the best hit comes first.
  const order = [...new Set([...hits.slice(0, 1).map((hit) => hit.kind), ...kinds])];
  for (const kind of order) {
    const found = hits.filter((hit) => hit.kind === kind);
    if (found.length > 0) groups.push({ kind, label: labels[kind], hits: found });
  }
  return { groups, total };
}
