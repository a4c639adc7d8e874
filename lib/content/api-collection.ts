import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { OperationPage } from '../openapi/model.ts';
import { readIndex, readNavigation, readOperation } from '../openapi/read-compiled.ts';
import {
  type CollectionInput,
  type PostmanCollection,
  PostmanHints,
  toPostmanCollection,
} from './postman.ts';

export type CollectionSource = {
  /** The folder of the compiled API. */
  dir: string;
  slug: string;
  /** The folder of `{api}/postman.yaml`, where writers tell what a run needs beyond the document. */
  apisDir: string;
  /** Where the API is reached, when the portal knows better than the document: the sandbox. */
  baseUrl?: string;
};

/** The Postman collection of a compiled API, its operations in folders by tag. Null when it is not compiled. */
export async function apiCollection(source: CollectionSource): Promise<PostmanCollection | null> {
  const index = await readIndex(source);
  if (!index) return null;
  const { title, description } = index.api;
  const folders: CollectionInput['folders'] = [];
  const seen = new Set<string>();
  for (const tag of index.tags) {
    const pages = await operationsOf(source, tag.slug, seen);
    if (pages.length > 0)
      folders.push({ name: tag.title, description: tag.description?.text ?? '', pages });
  }
  return toPostmanCollection({
    title,
    description: description?.text ?? index.api.summary ?? '',
    folders,
    hints: readHints(path.join(source.apisDir, source.slug, 'postman.yaml')),
    ...(source.baseUrl === undefined ? {} : { baseUrl: source.baseUrl }),
  });
}

/** The operations of a tag; one that has several tags stands under its first. */
async function operationsOf(
  api: CollectionSource,
  tag: string,
  seen: Set<string>,
): Promise<OperationPage[]> {
  const found: OperationPage[] = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const open = (await readNavigation(api, { tag, page }))?.open;
    pages = open?.pages ?? 0;
    for (const { slug } of open?.operations ?? []) {
      if (seen.has(slug)) continue;
      seen.add(slug);
      const operation = await readOperation(api, slug);
      if (operation) found.push(operation);
    }
  }
  return found;
}

function readHints(file: string): PostmanHints {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return PostmanHints.parse(parse(text) ?? {});
}
