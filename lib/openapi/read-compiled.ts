import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CATALOG_FILE, FILES } from './compiled-files.ts';
import type { ConsoleParts, RawSchema } from './console-document.ts';
import type {
  ApiIndex,
  CatalogEntry,
  Json,
  NamedSchema,
  Navigation,
  NavigationBranch,
  Operation,
  OperationPage,
  SchemaKey,
  SchemaMap,
  SchemaPage,
  SchemaRef,
  SearchEntry,
  Webhook,
  WebhookPage,
} from './model.ts';
import { NAVIGATION_TAGS } from './model.ts';
import { isSlug } from './slug.ts';

/** The folder of a compiled API: `dir` of a ready catalog entry. It never changes; a changed document has another. */
export type CompiledApi = { dir: string };

const MAX_CACHED_BYTES = 24 * 1024 * 1024;
/** Parsed files by path, least recently used first. */
const cache = new Map<string, { value: unknown; bytes: number }>();
let cachedBytes = 0;

const readJson = async (api: CompiledApi, name: string): Promise<unknown> => {
  const file = path.join(/*turbopackIgnore: true*/ api.dir, name);
  const known = cache.get(file);
  if (known) {
    cache.delete(file);
    cache.set(file, known);
    return known.value;
  }
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return null;
  const value: unknown = JSON.parse(text);
  remember(file, value, text.length);
  return value;
};

const remember = (file: string, value: unknown, bytes: number): void => {
  if (bytes > MAX_CACHED_BYTES / 4) return;
  cache.set(file, { value, bytes });
  cachedBytes += bytes;
  for (const [oldest, entry] of cache) {
    if (cachedBytes <= MAX_CACHED_BYTES) break;
    cache.delete(oldest);
    cachedBytes -= entry.bytes;
  }
};

/** One compiled file. What it holds is what the compiler wrote, so its type is told, not checked. Null when absent. */
export const readAs = async <T>(api: CompiledApi, name: string): Promise<T | null> =>
  (await readJson(api, name)) as T | null;
const readSlug = <T>(
  api: CompiledApi,
  slug: string,
  name: (slug: string) => string,
): Promise<T | null> => (isSlug(slug) ? readAs<T>(api, name(slug)) : Promise.resolve(null));

/** Summary, tags, groups, webhooks, the first schemas and the notices of an API. Null when it is not compiled. */
export const readIndex = (api: CompiledApi): Promise<ApiIndex | null> =>
  readAs<ApiIndex>(api, FILES.index);

/** Every component schema by name. */
export const readSchemaList = async (api: CompiledApi): Promise<SchemaRef[]> =>
  (await readAs<SchemaRef[]>(api, FILES.schemaList)) ?? [];

/** What search can find. As large as the API: for an index, not for a page. */
export const readSearch = async (api: CompiledApi): Promise<SearchEntry[]> =>
  (await readAs<SearchEntry[]>(api, FILES.search)) ?? [];

/** The page of one operation: its own file and the schemas it shows, so that its cost does not grow with the document. Null when absent. */
export const readOperation = async (
  api: CompiledApi,
  slug: string,
): Promise<OperationPage | null> => {
  type Stored = Omit<OperationPage, 'api' | 'schemas'> & {
    operation: Operation;
    keys: SchemaKey[];
  };
  const [stored, index] = await Promise.all([
    readSlug<Stored>(api, slug, FILES.operation),
    readIndex(api),
  ]);
  if (!stored || !index) return null;
  const { keys, ...page } = stored;
  return { ...page, api: index.api, schemas: await readSchemas(api, keys) };
};

/** The page of one named schema. Null when absent. */
export const readSchema = async (api: CompiledApi, key: string): Promise<SchemaPage | null> => {
  type Stored = Omit<SchemaPage, 'api' | 'schema' | 'schemas'> & { keys: SchemaKey[] };
  const [stored, schema, index] = await Promise.all([
    readSlug<Stored>(api, key, FILES.schema),
    readSlug<NamedSchema>(api, key, FILES.node),
    readIndex(api),
  ]);
  if (!stored || !schema || !index) return null;
  const { keys, ...page } = stored;
  return { ...page, api: index.api, schema, schemas: await readSchemas(api, keys) };
};

/** The page of one webhook. Null when absent. */
export const readWebhook = async (api: CompiledApi, slug: string): Promise<WebhookPage | null> => {
  const [stored, index] = await Promise.all([
    readSlug<{ webhook: Webhook; keys: SchemaKey[] }>(api, slug, FILES.webhook),
    readIndex(api),
  ]);
  return stored && index
    ? { api: index.api, webhook: stored.webhook, schemas: await readSchemas(api, stored.keys) }
    : null;
};

const readSchemas = async (api: CompiledApi, keys: SchemaKey[]): Promise<SchemaMap> => {
  const found = await Promise.all(keys.map((key) => readSlug<NamedSchema>(api, key, FILES.node)));
  const schemas: SchemaMap = {};
  for (const schema of found) if (schema) schemas[schema.key] = schema;
  return schemas;
};

/**
 * The left navigation: tags with their counts (of a large document those of the open group), and the operations of the open
 * tag's page (from 1) only. Null when the API is not compiled.
 */
export const readNavigation = async (
  api: CompiledApi,
  open?: { tag: string; page?: number },
): Promise<Navigation | null> => {
  const index = await readIndex(api);
  if (!index) return null;
  const page = Math.max(1, Math.trunc(open?.page ?? 1));
  const branch = open
    ? await readSlug<NavigationBranch>(api, open.tag, (tag) => FILES.branch(tag, page))
    : null;
  const webhooks = index.webhooks.slice(0, NAVIGATION_TAGS);
  return { ...openGroup(index, open?.tag), webhooks, ...(branch ? { open: branch } : {}) };
};

/** All tags where they are few, else those of the group that holds the open one. */
const openGroup = (
  { tags, groups }: ApiIndex,
  tag: string | undefined,
): Pick<Navigation, 'tags' | 'groups'> => {
  if (tags.length <= NAVIGATION_TAGS) return { tags, groups };
  const shown = groups.find((group) => group.tags.includes(tag ?? '')) ?? groups[0];
  const carried = new Set(shown?.tags);
  return {
    tags: tags.filter(({ slug }) => carried.has(slug)),
    groups: groups.map((group) => (group === shown ? group : { ...group, tags: [] })),
  };
};

/** A valid OpenAPI document of exactly one operation with the components it reaches. Null when absent. */
export const readConsoleDocument = async (api: CompiledApi, slug: string): Promise<Json> => {
  const parts = await readSlug<ConsoleParts>(api, slug, FILES.console);
  if (!parts) return null;
  const found = await Promise.all(
    parts.schemas.map((key) => readSlug<RawSchema>(api, key, FILES.raw)),
  );
  const named = found.flatMap((raw) => (raw ? [[raw.name, raw.schema] as const] : []));
  const stubs = parts.stubs.map((name) => [name, STUB] as const);
  const schemas = Object.fromEntries<Json>([...named, ...stubs]);
  const components = typeof parts.document.components === 'object' ? parts.document.components : {};
  return {
    ...parts.document,
    components: { ...components, ...(named.length + stubs.length > 0 ? { schemas } : {}) },
  };
};

const STUB: Json = {
  type: 'object',
  description: 'Described on its own page: too much to show in the console.',
};

/** The whole document as JSON text, with the meaning it came with. Null when absent. */
export const readDocument = (api: CompiledApi): Promise<string | null> =>
  readFile(path.join(/*turbopackIgnore: true*/ api.dir, FILES.document), 'utf8').catch(() => null);

/** The list that the last `loadCatalog` left, for processes that only read; empty before the first. */
export const readCatalog = (cacheDir: string): CatalogEntry[] => {
  const file = path.join(/*turbopackIgnore: true*/ cacheDir, CATALOG_FILE);
  // One small file, read when it changed: synchronous, so that every page may ask without waiting.
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as CatalogEntry[]) : []; // written by loadCatalog
};
