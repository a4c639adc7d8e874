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

/** `page` counts from 1 and turns the list of one kind. */
export type SearchQuery = { q: string; api?: string; kind?: string; page?: number };
export type SearchIndex = { search: (query: SearchQuery) => SearchAnswer };

/** What each kind is called above its hits, in the order in which the groups stand. */
export const searchLabels: Record<SearchKind, string> = {
  operation: 'Operations',
  guide: 'Guides',
  dashboard: 'Dashboard',
  error: 'Errors',
  webhook: 'Webhooks',
  schema: 'Schemas',
  parameter: 'Parameters',
  page: 'Pages',
};
const kinds = Object.keys(searchLabels).filter(isSearchKind);
function isSearchKind(kind: string | undefined): kind is SearchKind {
  return kind !== undefined && Object.hasOwn(searchLabels, kind);
}

/** Short names meet a word better than sentences do; what people come for stands first all the same. */
const weights: Partial<Record<SearchKind, number>> = {
  operation: 1.3,
  guide: 1.3,
  error: 1.3,
  webhook: 1.3,
  parameter: 0.4,
};
type Entry = SearchDoc & { id: number };
const fieldOf = (doc: Entry, field: string): string =>
  // MiniSearch asks for the fields named below, and for `id`.
  String(doc[field as keyof Entry] ?? '');

const PER_GROUP = 6;
/** A list of one kind (the filter of the navigation) shows more. */
export const PER_KIND = 40;
const MAX_QUERY_CHARS = 200;
const FEW_HITS = 3;
const allowedMistakes = (term: string): number | false =>
  term.length < 4 ? false : term.length < 6 ? 1 : 2;

/** Builds the index; 20,000 entries take about a second, a query a few milliseconds. */
export function buildSearchIndex(docs: readonly SearchDoc[]): SearchIndex {
  const words = new Set<string>();
  const mini = new MiniSearch<Entry>({
    // Not `context`: the API's title stands in all its entries and would only make every list longer.
    fields: ['title', 'path', 'keywords', 'text'],
    tokenize: (text) => {
      const found = searchWords(text);
      for (const word of found) words.add(word);
      return found;
    },
    processTerm: (term) => term,
    // The path of a parameter is its operation's: whoever looks for the path wants the operation.
    extractField: (doc, field) =>
      field === 'path' && doc.kind === 'parameter' ? '' : fieldOf(doc, field),
    searchOptions: {
      boost: { title: 5, path: 3, keywords: 3, text: 1 },
      prefix: (term) => term.length > 1,
      combineWith: 'AND',
      boostDocument: (id) => weights[docs[Number(id)]?.kind ?? 'page'] ?? 1,
      tokenize: queryWords,
    },
  });
  mini.addAll(docs.map((doc, id) => ({ ...doc, id })));
  const paths = docs.flatMap((doc, id) =>
    doc.path && doc.kind === 'operation' ? [{ id, path: blankPath(doc.path) }] : [],
  );
  return {
    search(query) {
      const text = query.q.slice(0, MAX_QUERY_CHARS).trim();
      const { add, size, answer } = collectHits(docs, query);
      for (const { id, term } of byPath(text, docs, paths)) add(id, [term]);
      // A path that leads somewhere is what was meant: its pieces stand in too many other entries.
      const isPath = size() > 0;
      for (const found of isPath ? [] : mini.search(text)) add(Number(found.id), found.terms);
      // Typing mistakes are looked for only where the words as typed find little, and only in words that stand nowhere:
      // it costs ten times as much.
      const unknown = (term: string) => !words.has(term) && allowedMistakes(term);
      if (!isPath && size() < FEW_HITS && queryWords(text).some(unknown)) {
        for (const found of mini.search(text, { fuzzy: unknown })) {
          add(Number(found.id), found.terms);
        }
      }
      return answer();
    },
  };
}

/** Takes hits in the order of their worth, each once, and keeps those that the answer shows. */
function collectHits(docs: readonly SearchDoc[], { api, kind, page = 1 }: SearchQuery) {
  const hits: SearchHit[] = [];
  const seen = new Set<number>();
  const counts = new Map<SearchKind, number>();
  const shown = kind ? PER_KIND : PER_GROUP;
  const before = kind ? (Math.max(1, Math.trunc(page)) - 1) * PER_KIND : 0;
  const add = (id: number, terms: string[]) => {
    const doc = docs[id];
    if (!doc || seen.has(id) || (api && doc.api !== api) || (kind && doc.kind !== kind)) return;
    seen.add(id);
    const count = (counts.get(doc.kind) ?? 0) + 1;
    counts.set(doc.kind, count);
    if (count > before && count <= before + shown) hits.push(hitOf(doc, terms));
  };
  return { add, size: () => seen.size, answer: () => grouped(hits, counts, seen.size) };
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
  const match = /^(?:([a-z]+)\s+)?(\S*\/\S*)$/i.exec(text);
  if (!match?.[2]) return [];
  const method = match[1]?.toUpperCase();
  const wanted = blankPath(match[2]);
  const piece = piecePattern(wanted);
  const segments = wanted.split('/').filter((segment) => segment !== '');
  const ofMethod = paths.filter(({ id }) => !method || docs[id]?.method === method);
  const whole = ofMethod.filter(({ path }) => path.includes(wanted));
  // `/apps/{}/keys` also means `/apps/{}/credentials/keys` where nothing stands nearer.
  const found =
    whole.length > 0 || segments.length < 2
      ? whole
      : ofMethod.filter(({ path }) => standInOrder(path, segments));
  return found
    .sort((a, b) => a.path.length - b.path.length)
    .map(({ id }) => ({ id, term: piece.exec(docs[id]?.path ?? '')?.[0] ?? '' }));
}

/** Whether the segments stand in a path in their order, with others between them; the last one may be unfinished. */
function standInOrder(path: string, segments: readonly string[]): boolean {
  let at = 0;
  for (const segment of path.split('/')) {
    const next = segments[at];
    if (next === undefined) break;
    const isLast = at === segments.length - 1;
    if (segment === next || (isLast && segment.startsWith(next))) at += 1;
  }
  return at === segments.length;
}

/** Finds the piece of a path that the query met, in the path's own spelling: for marking. */
function piecePattern(wanted: string): RegExp {
  const pattern = wanted
    .split('{}')
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('(?:\\{[^{}]*\\}|:[a-z_][\\w-]*)');
  return new RegExp(pattern, 'i');
}

function grouped(
  hits: readonly SearchHit[],
  counts: ReadonlyMap<SearchKind, number>,
  total: number,
): SearchAnswer {
  const groups: SearchGroup[] = [];
  // The group of the best hit comes first.
  const order = [...new Set([...hits.slice(0, 1).map((hit) => hit.kind), ...kinds])];
  for (const kind of order) {
    const found = hits.filter((hit) => hit.kind === kind);
    if (found.length > 0) {
      groups.push({
        kind,
        label: searchLabels[kind],
        hits: found,
        total: counts.get(kind) ?? found.length,
      });
    }
  }
  return { groups, total };
}
