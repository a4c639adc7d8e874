import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileInChild, type RunCompile } from './compile.ts';
import { compileCached } from './compile-cache.ts';
import { CATALOG_FILE } from './compiled-files.ts';
import { discoverContent, discoverDocuments, type FoundDocument } from './discover.ts';
import { LIMITS, type Limits } from './limits.ts';
import type { CatalogEntry } from './model.ts';

export type CatalogInput = {
  /** The folder of `apis/{api}/openapi.yaml`. */
  contentDir?: string;
  /** The operator's folder of documents. */
  specsDir?: string;
  /** Where compiled files are kept: `<dataDir>/cache/openapi`. */
  cacheDir: string;
  limits?: Partial<Limits>;
  /** What happens to a second document with the same slug: refused with a sentence (default), or numbered. */
  sameSlug?: 'refuse' | 'number';
  run?: RunCompile;
  onProgress?: (progress: CatalogProgress) => void;
};

export type CatalogProgress = { entry: CatalogEntry; cached: boolean; elapsedMs: number };

type Outcome = CatalogProgress & { found: FoundDocument; uses: string[] };

/**
 * Every API of the portal, ready or refused with a reason, those of the writers first. Compiles what changed, one document at a
 * time, and leaves the list in `catalog.json` of the cache for processes that only read. Never throws for a document.
 */
export const loadCatalog = async (input: CatalogInput): Promise<CatalogEntry[]> => {
  mkdirSync(input.cacheDir, { recursive: true });
  const outcomes: Outcome[] = [];
  const taken = new Map<string, string>();
  for (const { found: each, source } of findAll(input)) {
    const found = input.sameSlug === 'number' ? numbered(each, taken) : each;
    const started = performance.now();
    const outcome = await compileOne(input, found, source, taken);
    outcomes.push({ ...outcome, found, elapsedMs: performance.now() - started });
  }
  const kept = withoutParts(outcomes);
  for (const outcome of kept) input.onProgress?.(outcome);
  const entries = kept.map(({ entry }) => entry);
  writeCatalog(input.cacheDir, entries);
  return entries;
};

const numbered = (found: FoundDocument, taken: Map<string, string>): FoundDocument => {
  let slug = found.slug;
  for (let count = 2; taken.has(slug.toLowerCase()); count += 1) slug = `${found.slug}-${count}`;
  return { ...found, slug };
};

type Sourced = { found: FoundDocument; source: CatalogEntry['source'] };

const findAll = ({ contentDir, specsDir }: CatalogInput): Sourced[] => [
  ...(contentDir === undefined
    ? []
    : discoverContent(path.join(contentDir, 'apis')).map(
        (found): Sourced => ({ found, source: 'content' }),
      )),
  ...(specsDir === undefined
    ? []
    : discoverDocuments(specsDir).map((found): Sourced => ({ found, source: 'dropped' }))),
];

const compileOne = async (
  input: CatalogInput,
  found: FoundDocument,
  source: CatalogEntry['source'],
  taken: Map<string, string>,
): Promise<{ entry: CatalogEntry; cached: boolean; uses: string[] }> => {
  const { slug, file } = found;
  const refused = (reason: string, place?: string): CatalogEntry => ({
    slug,
    title: slug,
    source,
    file,
    status: 'refused',
    reason,
    ...(place === undefined ? {} : { place }),
  });
  const holder = taken.get(slug.toLowerCase());
  if (holder !== undefined)
    return {
      entry: refused(
        `Its address would be /reference/${slug}, which “${holder}” has already: rename one of them.`,
      ),
      cached: false,
      uses: [],
    };
  if ('reason' in found) return { entry: refused(found.reason), cached: false, uses: [] };
  taken.set(slug.toLowerCase(), file);
  const limits = { ...LIMITS, ...input.limits };
  const { dir, answer, cached } = await compileCached(
    { cacheDir: input.cacheDir, slug, root: found.root, entry: found.entry, limits },
    input.run ?? compileInChild,
  );
  const uses = answer.files.map(({ name }) => path.join(found.root, name));
  if (answer.status === 'refused')
    return { entry: refused(answer.reason, answer.place), cached, uses };
  const { title, version, operations, notices } = answer;
  return {
    entry: { slug, title, source, file, status: 'ready', dir, version, operations, notices },
    cached,
    uses,
  };
};

/** Files that another document brings in are parts of it, not documents that failed. */
const withoutParts = (outcomes: Outcome[]): Outcome[] => {
  const parts = new Set(
    outcomes.flatMap(({ entry, uses }) => (entry.status === 'ready' ? uses : [])),
  );
  return outcomes.filter(({ entry, found }) => {
    if (entry.status === 'ready') return true;
    if ('entry' in found) return !parts.has(found.entry);
    return ![...parts].some((part) => part.startsWith(found.root + path.sep));
  });
};

const writeCatalog = (cacheDir: string, entries: CatalogEntry[]): void => {
  const file = path.join(cacheDir, CATALOG_FILE);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(entries));
  renameSync(draft, file);
};

export {
  readCatalog,
  readConsoleDocument,
  readDocument,
  readIndex,
  readNavigation,
  readOperation,
  readSchema,
  readSchemaList,
  readSearch,
  readWebhook,
} from './read-compiled.ts';
