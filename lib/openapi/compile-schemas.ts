import { FILES, type Writer } from './compiled-files.ts';
import { exampleFromSchema } from './example-from-schema.ts';
import { PAGE } from './limits.ts';
import type {
  Example,
  NamedSchema,
  OperationLink,
  SchemaKey,
  SchemaUse,
  WebhookLink,
} from './model.ts';
import { type ExchangeRefs, pageKeys, type SchemaGraph } from './page-schemas.ts';
import type { Reader } from './reader.ts';
import type { SearchList } from './search-list.ts';

/** Who uses each schema; bounded, with a count of all. */
export type Uses = Map<SchemaKey, { list: SchemaUse[]; total: number }>;

export const createUses = (): Uses => new Map();

const add = (uses: Uses, key: SchemaKey, use: SchemaUse): void => {
  const known = uses.get(key);
  if (!known) uses.set(key, { list: [use], total: 1 });
  else {
    known.total += 1;
    if (known.list.length < PAGE.usedBy) known.list.push(use);
  }
};

export const recordUses = (
  uses: Uses,
  refs: ExchangeRefs,
  link: OperationLink | WebhookLink,
): void => {
  const seen = new Set<SchemaKey>();
  for (const role of ['request', 'response', 'parameter'] as const) {
    for (const key of refs[role]) {
      if ('path' in link) add(uses, key, { kind: 'operation', operation: link, as: role });
      else if (!seen.has(key)) add(uses, key, { kind: 'webhook', webhook: link });
      seen.add(key);
    }
  }
};

/** Writes what the page of each named schema adds to the schema itself. Operations have been recorded before. */
export const compileSchemas = (
  reader: Reader,
  graph: SchemaGraph,
  uses: Uses,
  writer: Writer,
  search: SearchList,
): void => {
  for (const { key, name } of Object.values(reader.schemas)) {
    for (const ref of graph.refs.get(key) ?? [])
      if (ref !== key) add(uses, ref, { kind: 'schema', schema: { key, name } });
  }
  for (const schema of Object.values(reader.schemas)) {
    const used = uses.get(schema.key);
    writer.write(FILES.schema(schema.key), {
      keys: pageKeys(graph, [schema.key]),
      examples: examplesOf(reader, schema),
      usedBy: used?.list ?? [],
      usedByTotal: used?.total ?? 0,
      notices: reader.schemaNotices.get(schema.key) ?? [],
    });
    if (schema.origin === 'component') search.addSchema(schema);
  }
};

const examplesOf = (reader: Reader, schema: NamedSchema): Example[] => {
  if (schema.node.examples && schema.node.examples.length > 0) return schema.node.examples;
  const value = exampleFromSchema(schema.node, reader.schemas, { direction: 'response' });
  return value === undefined ? [] : [{ value, generated: true }];
};
