import { jsonText } from '../std/exact-number.ts';
import { type Bundle, bundleDocument } from './bundle.ts';
import { collectOperations, collectWebhooks } from './collect-operations.ts';
import { createErrorCounter } from './common-errors.ts';
import {
  type Compilation,
  compileOperation,
  compileWebhook,
  writeSchemas,
} from './compile-operation.ts';
import { compileSchemas, createUses } from './compile-schemas.ts';
import { FILES, type Writer } from './compiled-files.ts';
import { createConsoleBuilder } from './console-document.ts';
import type { DocumentFiles } from './document-files.ts';
import { filledUrl } from './filled-url.ts';
import { convertSwagger } from './from-swagger.ts';
import { type Limits, PAGE } from './limits.ts';
import type { ApiIndex, Notice, Server, WebhookLink } from './model.ts';
import { compileNavigation } from './navigation.ts';
import { pageNames } from './page-names.ts';
import { createSchemaGraph } from './page-schemas.ts';
import { textMember } from './raw.ts';
import type { ExchangeContext } from './read-exchange.ts';
import { readInfo } from './read-info.ts';
import { readNamedSchemas } from './read-schema.ts';
import { readSecuritySchemes } from './read-security.ts';
import { createTagBook } from './read-tags.ts';
import { createReader, type Reader } from './reader.ts';
import { DocumentRefusal } from './refusal.ts';
import { createSearchList } from './search-list.ts';

export type CompileResult = { title: string; version: string; operations: number; notices: number };

/**
 * Compiles one document into small files. Throws DocumentRefusal when it cannot be read; whatever is faulty in a part of it
 * becomes a notice of that part.
 */
export const compileDocument = (
  files: DocumentFiles,
  slug: string,
  writer: Writer,
  limits: Limits,
): CompileResult => {
  const bundle = bundleDocument(files, limits);
  const document = bundle.version === '2.0' ? convertSwagger(bundle.document) : bundle.document;
  const reader = createReader(bundle, document);
  const named = readNamedSchemas(reader);
  const compilation = prepare(bundle, reader, writer, limits);
  for (const [key, { name, schema }] of compilation.console.rawSchemas) {
    writer.write(FILES.raw(key), { name, schema });
  }
  writeSchemas(compilation, named);
  for (const [index, entry] of compilation.entries.entries())
    compileOperation(compilation, entry, index);
  const webhooks = collectWebhooks(compilation.reader).map((entry) =>
    compileWebhook(compilation, entry),
  );
  compileSchemas(
    compilation.reader,
    compilation.graph,
    compilation.uses,
    writer,
    compilation.search,
  );
  const index = buildIndex(compilation, slug, files, webhooks);
  for (const branch of compilation.navigation.branches)
    writer.write(FILES.branch(branch.tag, branch.page), branch);
  writer.write(FILES.index, index);
  writer.write(
    FILES.names,
    pageNames({
      operations: compilation.entries.map(({ raw, slug }) => [
        textMember(raw, 'operationId'),
        slug,
      ]),
      schemas: Object.values(compilation.reader.schemas).map(({ name, key }) => [name, key]),
      webhooks: webhooks.map(({ name, slug }) => [name, slug]),
    }),
  );
  writer.write(FILES.search, compilation.search.entries());
  writeDocument(bundle, writer);
  const { title, version, counts } = index.api;
  return { title, version, operations: counts.operations, notices: counts.notices };
};

const prepare = (bundle: Bundle, reader: Reader, writer: Writer, limits: Limits): Compilation => {
  if (reader.keys.size > limits.maxSchemas)
    throw new DocumentRefusal(
      `The document has more than ${limits.maxSchemas} schemas.`,
      '#/components/schemas',
    );
  reader.notices.push(...bundle.notices);
  const entries = collectOperations(reader, limits);
  const book = createTagBook(reader);
  const navigation = compileNavigation(entries, book);
  const context: ExchangeContext = {
    reader,
    schemes: readSecuritySchemes(reader),
    tagOf: book.tagOf,
    operationById: new Map(
      entries.flatMap(({ raw, link }) => [[textMember(raw, 'operationId') ?? '', link] as const]),
    ),
    operationByPointer: new Map(entries.map(({ pointer, link }) => [pointer, link])),
  };
  context.operationById.delete('');
  return {
    bundle,
    reader,
    context,
    book,
    entries,
    navigation,
    writer,
    graph: createSchemaGraph(),
    console: createConsoleBuilder(reader, bundle.version),
    uses: createUses(),
    search: createSearchList(navigation.tags),
    errors: createErrorCounter(),
    operationNotices: [],
    servers: new Map(),
    requestHeaders: new Set(),
  };
};

/** The document's own keep their places; at most as many others as a list of choices can hold. */
const allServers = (own: readonly Server[], used: ReadonlyMap<string, Server>): Server[] => {
  const known = new Set(own.map(filledUrl));
  const others = [...used].filter(([address]) => !known.has(address));
  return [...own, ...others.slice(0, OTHER_SERVERS).map(([, server]) => server)];
};
const OTHER_SERVERS = 100;

const requestHeaders = ({ context, requestHeaders }: Compilation): string[] => {
  const keys = [...context.schemes.values()].flatMap((scheme) =>
    scheme.type === 'apiKey' && scheme.in === 'header' ? [scheme.name.toLowerCase()] : [],
  );
  return [...new Set([...requestHeaders, ...keys])].slice(0, HEADER_NAMES);
};
const HEADER_NAMES = 500;

const buildIndex = (
  compilation: Compilation,
  slug: string,
  files: DocumentFiles,
  webhooks: WebhookLink[],
): ApiIndex => {
  const { reader, bundle, navigation, entries, context, writer } = compilation;
  const components = Object.values(reader.schemas)
    .filter(({ origin }) => origin === 'component')
    .map(({ key, name }) => ({ key, name }));
  writer.write(FILES.schemaList, components);
  const info = readInfo(
    reader,
    bundle.version,
    files.entry
      .split('/')
      .at(-1)
      ?.replace(/\.\w+$/, '') ?? slug,
  );
  const schemaNotices = [...reader.schemaNotices.values()].flat();
  const notices = distinct([...reader.notices, ...compilation.operationNotices, ...schemaNotices]);
  const operations = entries.filter(({ internal }) => !internal).length;
  return {
    api: {
      slug,
      ...info,
      securitySchemes: [...context.schemes.values()],
      commonErrors: compilation.errors.common(operations),
      counts: {
        operations,
        schemas: components.length,
        webhooks: webhooks.length,
        tags: navigation.tags.length,
        notices: notices.length,
      },
    },
    tags: navigation.tags,
    groups: navigation.groups,
    webhooks: webhooks.slice(0, 500),
    schemas: components.slice(0, 100),
    notices: notices.slice(0, PAGE.notices),
    servers: allServers(info.servers, compilation.servers),
    requestHeaders: requestHeaders(compilation),
  };
};

const distinct = (notices: Notice[]): Notice[] => [
  ...new Map(notices.map((item) => [JSON.stringify([item.pointer, item.message]), item])).values(),
];

/** The document as it came; several files as one, with a sentence where a reference could not be followed. */
const writeDocument = (bundle: Bundle, writer: Writer): void => {
  if (bundle.singleFile) {
    writer.writeText(FILES.document, bundle.json ?? jsonText(bundle.original));
    return;
  }
  const text = jsonText(bundle.document).replaceAll(
    /"\$ref":"portal-problem:(\d+)"/g,
    (_, index) => `"description":${JSON.stringify(bundle.problems[Number(index)] ?? '')}`,
  );
  writer.writeText(FILES.document, text);
};
