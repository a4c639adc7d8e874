import {
  EXPLORER_OPERATIONS,
  explorerElsewhere,
  type Json,
  type NavigationBranch,
  type SpecVersion,
  type TagSummary,
} from './model.ts';
import { type CompiledApi, readIndex, readNavigation } from './read-compiled.ts';

/** A part of an API: everything, one tag, or one page of a tag with more than `EXPLORER_OPERATIONS`. */
export type ExplorerPart = { tag?: string | undefined; page?: number | undefined };

/** Methods that Swagger UI has a place for. */
const METHODS = new Set(['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE']);

type Item = { [method: string]: Json };

/**
 * A document of operations without what they say: enough for the list of Swagger UI, which asks for the rest
 * (`readConsoleDocument`) when an operation is opened. The `operationId` of each is its slug. Null when there is no
 * such part, or when it holds more than `EXPLORER_OPERATIONS` and must be asked for in smaller ones.
 */
export async function readExplorer(
  api: CompiledApi,
  { tag, page }: ExplorerPart,
): Promise<{ [name: string]: Json } | null> {
  const index = await readIndex(api);
  if (!index) return null;
  const tags = tag === undefined ? index.tags : index.tags.filter(({ slug }) => slug === tag);
  const operations = tags.reduce((sum, each) => sum + each.operations, 0);
  const isPage = page !== undefined && tag !== undefined;
  if (tags.length === 0 || (operations > EXPLORER_OPERATIONS && !isPage)) return null;
  const paths = new Map<string, Map<string, Item>>();
  const elsewhere = new Map<string, Item>();
  for (const each of tags) {
    for (const branch of await branchesOf(api, each, isPage ? page : undefined)) {
      addBranch(paths, each, branch);
      for (const { slug, method, path, title } of branch.operations) {
        if (!METHODS.has(method)) elsewhere.set(slug, { slug, method, path, title });
      }
    }
  }
  return {
    openapi: versionOf(index.api.specVersion),
    info: { title: index.api.title, version: index.api.version },
    tags: tags.map(({ title, description }) => ({
      name: title,
      ...(description ? { description: description.text } : {}),
    })),
    paths: Object.fromEntries(
      [...paths].map(([path, methods]) => [path, Object.fromEntries(methods)]),
    ),
    ...(elsewhere.size > 0 ? { [explorerElsewhere]: [...elsewhere.values()] } : {}),
  };
}

async function branchesOf(api: CompiledApi, tag: TagSummary, only: number | undefined) {
  const first = await readNavigation(api, { tag: tag.slug, page: only ?? 1 });
  const pages = only === undefined ? (first?.open?.pages ?? 1) : 1;
  const others = Array.from({ length: pages - 1 }, (_, at) =>
    readNavigation(api, { tag: tag.slug, page: at + 2 }),
  );
  const all = [first, ...(await Promise.all(others))];
  return all.flatMap((navigation) => navigation?.open ?? []);
}

function addBranch(
  paths: Map<string, Map<string, Item>>,
  tag: TagSummary,
  { operations }: NavigationBranch,
): void {
  for (const { slug, method, path, title, deprecated } of operations) {
    if (!METHODS.has(method)) continue;
    const item = paths.get(path) ?? new Map<string, Item>();
    paths.set(path, item);
    const key = method.toLowerCase();
    const known = item.get(key)?.tags;
    item.set(key, {
      tags: [...(Array.isArray(known) ? known : []), tag.title],
      summary: title,
      operationId: slug,
      ...(deprecated ? { deprecated } : {}),
      responses: {},
    });
  }
}

/** The version in which the documents of single operations are written. */
function versionOf(version: SpecVersion): string {
  return version === '3.1' || version === '3.2' ? '3.1.1' : '3.0.3';
}
