import type { Bundle } from './bundle.ts';
import { type OperationEntry, pathPieces, type WebhookEntry } from './collect-operations.ts';
import type { ErrorCounter } from './common-errors.ts';
import { recordUses, type Uses } from './compile-schemas.ts';
import { FILES, type Writer } from './compiled-files.ts';
import type { ConsoleBuilder } from './console-document.ts';
import { filledUrl } from './filled-url.ts';
import { PAGE } from './limits.ts';
import type {
  Exchange,
  NamedSchema,
  Notice,
  Operation,
  Server,
  Webhook,
  WebhookLink,
} from './model.ts';
import type { CompiledNavigation } from './navigation.ts';
import { exchangeRefs, pageKeys, refsOf, type SchemaGraph } from './page-schemas.ts';
import { compact, textMember } from './raw.ts';
import { type ExchangeContext, readExchange, readPathItemExchanges } from './read-exchange.ts';
import { readNamedSchemas } from './read-schema.ts';
import type { TagBook } from './read-tags.ts';
import type { Reader } from './reader.ts';
import { DocumentRefusal } from './refusal.ts';
import type { SearchList } from './search-list.ts';

/** What compiling one document carries from step to step. */
export type Compilation = {
  bundle: Bundle;
  reader: Reader;
  context: ExchangeContext;
  book: TagBook;
  entries: OperationEntry[];
  navigation: CompiledNavigation;
  graph: SchemaGraph;
  writer: Writer;
  console: ConsoleBuilder;
  uses: Uses;
  search: SearchList;
  errors: ErrorCounter;
  operationNotices: Notice[];
  /** Servers of all operations, by their filled address. */
  servers: Map<string, Server>;
  /** Header parameters of all operations, in lower case. */
  requestHeaders: Set<string>;
};

/** Schemas are written before what shows them, since their sizes decide what pages carry. */
export const writeSchemas = ({ graph, writer }: Compilation, schemas: NamedSchema[]): void => {
  for (const schema of schemas) {
    graph.refs.set(schema.key, [...refsOf(schema.node)]);
    graph.bytes.set(schema.key, writer.write(FILES.node(schema.key), schema));
  }
};

/** Writes an operation's page and its console document, and tells uses, search and common errors of it. */
export const compileOperation = (
  compilation: Compilation,
  entry: OperationEntry,
  index: number,
): void => {
  const { reader, context, navigation, graph, writer } = compilation;
  const operation = toOperation(
    safely(reader, entry, () => readExchange(context, { ...entry, depth: 0 })),
    entry,
    reader,
  );
  writeSchemas(compilation, readNamedSchemas(reader));
  const refs = exchangeRefs(operation);
  const keys = pageKeys(graph, [...refs.request, ...refs.parameter, ...refs.response]);
  operation.notices.push(
    ...keys.flatMap((key) => reader.schemaNotices.get(key) ?? []).slice(0, PAGE.notices),
  );
  const place = navigation.places.get(entry.slug) ?? {
    tag: operation.tags[0]?.slug ?? '',
    page: 1,
  };
  writer.write(FILES.operation(entry.slug), {
    operation,
    keys,
    place,
    ...neighbours(compilation, entry),
  });
  writer.write(
    FILES.console(entry.slug),
    compilation.console.build(entry, entry.path, entry.pathItem),
  );
  compilation.operationNotices.push(...operation.notices.slice(0, index < 2000 ? 50 : 1));
  for (const { name, in: place } of operation.parameters)
    if (place === 'header') compilation.requestHeaders.add(name.toLowerCase());
  for (const server of operation.servers) {
    const address = filledUrl(server);
    if (!compilation.servers.has(address)) compilation.servers.set(address, server);
  }
  if (entry.internal) return;
  recordUses(compilation.uses, refs, entry.link);
  compilation.search.addOperation(operation);
  compilation.errors.add(operation.responses);
};

/** An operation that breaks the reader costs itself a notice, never the document. */
const safely = (reader: Reader, entry: OperationEntry, read: () => Exchange): Exchange => {
  try {
    return read();
  } catch (error) {
    if (error instanceof DocumentRefusal) throw error;
    reader.notices = [];
    return {
      method: entry.method,
      title: entry.link.title,
      tags: [],
      servers: [],
      security: [],
      parameters: [],
      responses: [],
      callbacks: [],
      codeSamples: [],
      variants: [],
      extensions: [],
      notices: [{ pointer: entry.pointer, message: 'This operation could not be read.' }],
    };
  }
};

const toOperation = (exchange: Exchange, entry: OperationEntry, reader: Reader): Operation =>
  compact({
    ...exchange,
    slug: entry.slug,
    path: entry.path.slice(0, 4000),
    pathPieces: pathPieces(entry.path.slice(0, 4000)),
    pathSummary: textMember(entry.pathItem, 'summary'),
    pathDescription: reader.prose(textMember(entry.pathItem, 'description')),
    pointer: entry.pointer,
    internal: entry.internal || undefined,
  });

const neighbours = ({ navigation }: Compilation, entry: OperationEntry) => {
  const position = navigation.positions.get(entry.slug);
  if (position === undefined) return {};
  return { previous: navigation.order[position - 1], next: navigation.order[position + 1] };
};

/** Writes a webhook's page. */
export const compileWebhook = (compilation: Compilation, entry: WebhookEntry): WebhookLink => {
  const { context, graph, writer, reader } = compilation;
  const exchanges = readPathItemExchanges(context, entry.item, entry.name, entry.pointer, 0);
  const title = exchanges[0]?.summary ?? textMember(entry.item, 'summary') ?? entry.name;
  const webhook: Webhook = compact({
    slug: entry.slug,
    name: entry.name,
    title,
    description: reader.prose(textMember(entry.item, 'description')),
    exchanges,
  });
  writeSchemas(compilation, readNamedSchemas(reader));
  const refs = exchanges.map(exchangeRefs);
  const keys = pageKeys(
    graph,
    refs.flatMap(({ request, response, parameter }) => [...request, ...parameter, ...response]),
  );
  writer.write(FILES.webhook(entry.slug), { webhook, keys });
  const link: WebhookLink = compact({
    slug: entry.slug,
    name: entry.name,
    title,
    method: exchanges[0]?.method ?? 'POST',
    deprecated: exchanges[0]?.deprecated,
  });
  for (const found of refs) recordUses(compilation.uses, found, link);
  compilation.search.addWebhook(webhook, link);
  compilation.operationNotices.push(...exchanges.flatMap(({ notices }) => notices));
  return link;
};
