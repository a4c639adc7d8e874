import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FILES } from '../compiled-files.ts';
import type { ApiIndex, NamedSchema, Operation, SchemaKey, Webhook } from '../model.ts';
import type { CompiledApi } from '../read-compiled.ts';

/** One of the two documents: its operations, its webhooks, and its named schemas when they are asked for. */
export type Side = {
  index: ApiIndex;
  operations: Operation[];
  webhooks: Webhook[];
  schemaOf: (key: SchemaKey) => NamedSchema | undefined;
};

/** Opens a compiled document for a comparison. Throws when the folder does not hold one. */
export const openSide = (api: CompiledApi): Side => {
  // Compiled files are what the compiler wrote, so their types are told, not checked.
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(path.join(/*turbopackIgnore: true*/ api.dir, name), 'utf8'));
  const readAll = (folder: string): unknown[] =>
    readdirSync(path.join(/*turbopackIgnore: true*/ api.dir, folder))
      .toSorted()
      .map((name) => read(`${folder}/${name}`));
  const schemas = new Map<SchemaKey, NamedSchema>();
  const known = new Set(
    readdirSync(path.join(/*turbopackIgnore: true*/ api.dir, 'nodes')).map((name) =>
      name.replace(/\.json$/, ''),
    ),
  );
  const schemaOf = (key: SchemaKey): NamedSchema | undefined => {
    const found = schemas.get(key);
    if (found || !known.has(key)) return found;
    const schema = read(FILES.node(key)) as NamedSchema;
    schemas.set(key, schema);
    return schema;
  };
  return {
    index: read(FILES.index) as ApiIndex,
    operations: readAll('operations').map((page) => (page as { operation: Operation }).operation),
    webhooks: readAll('webhooks').map((page) => (page as { webhook: Webhook }).webhook),
    schemaOf,
  };
};
