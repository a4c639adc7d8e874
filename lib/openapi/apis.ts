import { statSync } from 'node:fs';
import path from 'node:path';
import { getConfig } from '../config/runtime.ts';
import type { CatalogEntry } from './model.ts';
import { readCatalog } from './read-compiled.ts';

export type ReadyApi = Extract<CatalogEntry, { status: 'ready' }>;

/** Where compiled documents are kept, below the data dir. */
export const compiledDir = (): string => path.join(getConfig().dataDir, 'cache', 'openapi');

let known: { stampMs: number; entries: CatalogEntry[] } | undefined;

/** Every API of the portal, ready or refused. Reads the list again when the start has written a newer one. */
export function listApis(): CatalogEntry[] {
  const dir = compiledDir();
  const stampMs = statSync(path.join(dir, 'catalog.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (known?.stampMs !== stampMs) known = { stampMs, entries: readCatalog(dir) };
  return known.entries;
}

/** When the list was last written, Unix milliseconds: changes exactly when the documents changed. */
export function catalogStampMs(): number {
  listApis();
  return known?.stampMs ?? 0;
}

/** The API under a slug; undefined when there is none, or when its document was refused. */
export function findApi(slug: string): ReadyApi | undefined {
  return listApis().find(
    (entry): entry is ReadyApi => entry.slug === slug && entry.status === 'ready',
  );
}
