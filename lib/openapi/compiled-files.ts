import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withNearestNumbers } from '../std/exact-number.ts';

/** The list of all APIs, in the cache's own folder. */
export const CATALOG_FILE = 'catalog.json';

/** Names inside a compiled API's folder. Slugs are safe as file names, so these are the only paths there are. */
export const FILES = {
  index: 'index.json',
  search: 'search.json',
  schemaList: 'schemas.json',
  document: 'document.json',
  /** Slugs by the document's own names, where they differ. */
  names: 'names.json',
  operation: (slug: string) => `operations/${slug}.json`,
  console: (slug: string) => `console/${slug}.json`,
  webhook: (slug: string) => `webhooks/${slug}.json`,
  /** A named schema alone. */
  node: (key: string) => `nodes/${key}.json`,
  /** What its page adds: uses, examples, notices. */
  schema: (key: string) => `schemas/${key}.json`,
  /** A component schema as the document writes it. */
  raw: (key: string) => `raw/${key}.json`,
  branch: (tag: string, page: number) => `navigation/${tag}.${page}.json`,
} as const;

export type Writer = {
  write: (name: string, value: unknown) => number;
  writeText: (name: string, text: string) => void;
};

/** Writes into a new folder. `write` returns the length of the JSON. */
export const createWriter = (dir: string): Writer => {
  for (const name of ['operations', 'console', 'webhooks', 'nodes', 'schemas', 'raw', 'navigation'])
    mkdirSync(path.join(dir, name), { recursive: true });
  const writeText: Writer['writeText'] = (name, text) => writeFileSync(path.join(dir, name), text);
  return {
    writeText,
    write: (name, value) => {
      const json = JSON.stringify(value);
      // The console reads these in the browser, whose numbers are JavaScript's.
      const text = /^(?:console|raw)\//.test(name) ? withNearestNumbers(json) : json;
      writeText(name, text);
      return text.length;
    },
  };
};
