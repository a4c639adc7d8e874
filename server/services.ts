// Where the parts of the portal are put together: what the door hands requests to, and what runs beside it.
import path from 'node:path';
import type { Logger } from 'pino';
import type { RuntimeConfig } from '#lib/config/runtime.ts';
import type { Database } from '#lib/db/client.ts';
import { loadCatalog } from '#lib/openapi/catalog.ts';
import type { FetchHandler } from './front.ts';

export type ServiceContext = { config: RuntimeConfig; db: Database; log: Logger };

/** `stop` lets what is in flight end, within its own bounds. */
export type Worker = { stop(): Promise<void> };

export type Services = {
  sandbox: FetchHandler | null;
  bin: FetchHandler | null;
  /** Begins the background work; called when requests are already answered. */
  startWorker: (() => Worker) | null;
};

const contentDir = path.resolve(import.meta.dirname, '../content');

/**
 * Reads and compiles the OpenAPI documents, so that the first reader does not wait for it; unchanged ones come from
 * the cache in the data folder. A document that is refused is listed on /reference and named here.
 */
export async function compileDocuments(config: RuntimeConfig, onRefused: (text: string) => void) {
  await loadCatalog({
    contentDir,
    cacheDir: path.join(config.dataDir, 'cache', 'openapi'),
    ...(config.specsDir ? { specsDir: config.specsDir } : {}),
    onProgress: ({ entry }) => {
      if (entry.status === 'refused') onRefused(`${entry.file}: ${entry.reason}`);
    },
  });
}

/** Makes the demo organization if the database has none, and answers with its sign-in. */
export async function seedDemo(
  _context: ServiceContext,
): Promise<{ email: string; password: string } | null> {
  return null;
}

/** Opens what the roles of this process need. */
export async function openServices(_context: ServiceContext): Promise<Services> {
  return { sandbox: null, bin: null, startWorker: null };
}
