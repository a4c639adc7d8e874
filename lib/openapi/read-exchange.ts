import { plainText } from './markdown.ts';
import type {
  ApiResponse,
  Callback,
  CodeSample,
  Exchange,
  Json,
  OperationLink,
  Parameter,
  SecurityScheme,
  TagRef,
} from './model.ts';
import {
  childPointer,
  compact,
  flag,
  isExtensionKey,
  isObject,
  listMember,
  member,
  objectMember,
  type RawObject,
  textMember,
} from './raw.ts';
import { readServers } from './read-info.ts';
import { readLinks } from './read-links.ts';
import { readContent, readHeaders, readParameter, readRequestBody } from './read-payload.ts';
import { readExtensions, readExternalDocs } from './read-schema-parts.ts';
import { readSecurity } from './read-security.ts';
import { readVariants } from './read-variants.ts';
import { follow, note, type Reader } from './reader.ts';
import { METHODS } from './shapes.ts';

/** What exchanges refer to beyond the reader: security schemes, tags, and operations by id and by place. */
export type ExchangeContext = {
  reader: Reader;
  schemes: Map<string, SecurityScheme>;
  tagOf: (name: string) => TagRef;
  operationById: Map<string, OperationLink>;
  operationByPointer: Map<string, OperationLink>;
};

export type ExchangeInput = {
  method: string;
  path: string;
  raw: RawObject;
  pathItem: RawObject;
  pointer: string;
  pathPointer: string;
  depth: number;
};

/** Reads one operation, callback or webhook request. What is faulty in it becomes a notice; the rest is kept. */
export const readExchange = (context: ExchangeContext, input: ExchangeInput): Exchange => {
  const { reader } = context;
  const outer = reader.notices;
  reader.notices = [];
  const { raw, pointer, method, path } = input;
  const operationId = textMember(raw, 'operationId');
  const summary = textMember(raw, 'summary')?.trim().slice(0, 500) || undefined;
  const exchange: Exchange = {
    method,
    operationId: operationId?.slice(0, 300),
    title: summary ?? (operationId?.slice(0, 120) || `${method} ${path.slice(0, 300)}`),
    summary,
    description: reader.prose(textMember(raw, 'description')),
    deprecated: flag(raw, 'deprecated') || undefined,
    tags: tagNames(raw).map(context.tagOf),
    servers: readOwnServers(reader, input),
    security: readSecurity(reader, member(raw, 'security'), context.schemes, pointer),
    parameters: readParameters(reader, input),
    requestBody: readRequestBody(reader, member(raw, 'requestBody'), `${pointer}/requestBody`),
    responses: readResponses(context, raw, pointer),
    callbacks: readCallbacks(context, input),
    externalDocs: readExternalDocs(reader, raw),
    codeSamples: readCodeSamples(raw),
    variants: readVariants(reader, raw, pointer),
    extensions: (readExtensions(raw) ?? []).filter(({ name }) => !CARRIED.test(name)),
    notices: [],
  };
  exchange.notices = reader.notices.slice(0, 50);
  reader.notices = outer;
  return compact(exchange);
};

/** Its own servers, else those of its path, else those of the document, whose faults are told there. */
const readOwnServers = (reader: Reader, { raw, pathItem, pointer, pathPointer }: ExchangeInput) => {
  const own = member(raw, 'servers');
  if (own !== undefined) return readServers(reader, own, `${pointer}/servers`);
  const ofPath = member(pathItem, 'servers');
  return ofPath === undefined
    ? readServers(reader, member(reader.document, 'servers'))
    : readServers(reader, ofPath, `${pathPointer}/servers`);
};

const CARRIED = /^x-(?:code-?samples|okta-multi-operation|internal|servers)$/i;

export const tagNames = (raw: RawObject): string[] => [
  ...new Set(
    listMember(raw, 'tags').filter((tag): tag is string => typeof tag === 'string' && tag !== ''),
  ),
];

/** The operation's parameters and those of its path that it does not tell anew, the path's own order first. */
const readParameters = (
  reader: Reader,
  { raw, pathItem, pointer, pathPointer, path }: ExchangeInput,
): Parameter[] => {
  const byIdentity = new Map<string, Parameter>();
  const add = (list: Json[], at: string) => {
    for (const [index, item] of list.slice(0, 500).entries()) {
      const parameter = readParameter(reader, item, `${at}/parameters/${index}`);
      if (parameter) byIdentity.set(JSON.stringify([parameter.in, parameter.name]), parameter);
    }
  };
  add(listMember(pathItem, 'parameters'), pathPointer);
  add(listMember(raw, 'parameters'), pointer);
  const parameters = [...byIdentity.values()];
  const told = new Set(
    parameters.flatMap((parameter) => (parameter.in === 'path' ? parameter.name : [])),
  );
  for (const name of pathParameterNames(path)) {
    if (told.has(name)) continue;
    note(
      reader,
      pathPointer,
      `The path names {${name.slice(0, 80)}}, but no parameter describes it.`,
    );
    parameters.push({
      name,
      in: 'path',
      required: true,
      style: 'simple',
      explode: false,
      schema: { types: ['string'] },
      examples: [],
    });
  }
  return sortByPlace(parameters, path);
};

const ORDER = ['path', 'query', 'querystring', 'header', 'cookie'];

/** By place; those of the path in the order of the path. */
const sortByPlace = (parameters: Parameter[], path: string): Parameter[] =>
  parameters.toSorted(
    (a, b) =>
      ORDER.indexOf(a.in) - ORDER.indexOf(b.in) ||
      (a.in === 'path' ? path.indexOf(`{${a.name}}`) - path.indexOf(`{${b.name}}`) : 0),
  );

const pathParameterNames = (path: string): string[] => [
  ...new Set([...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '')),
];

const readResponses = (
  context: ExchangeContext,
  raw: RawObject,
  pointer: string,
): ApiResponse[] => {
  const { reader } = context;
  const responses: ApiResponse[] = [];
  for (const [status, value] of Object.entries(objectMember(raw, 'responses') ?? {}).slice(
    0,
    100,
  )) {
    if (isExtensionKey(status)) continue;
    const at = childPointer(`${pointer}/responses`, status);
    const response = follow(reader, value, at);
    responses.push(
      compact({
        status: /^[1-5]xx$/i.test(status) ? status.toUpperCase() : status.slice(0, 40),
        summary: textMember(response, 'summary'),
        description: reader.prose(textMember(response, 'description')),
        headers: response ? readHeaders(reader, response, at) : [],
        content: response ? readContent(reader, response, at, 'response') : [],
        links: response ? readLinks(context, response, at) : [],
        extensions: response ? readExtensions(response) : undefined,
      }),
    );
  }
  // Success first, then errors, then `default`: the order readers ask in, whatever the document's.
  return responses.toSorted((a, b) => rank(a.status) - rank(b.status));
};

const rank = (status: string): number => {
  const code = Number(status.replace(/x/gi, '9'));
  if (!Number.isFinite(code)) return 10_000;
  return code >= 200 && code < 300 ? code - 200 : code;
};

const readCallbacks = (context: ExchangeContext, input: ExchangeInput): Callback[] => {
  const { reader } = context;
  if (input.depth > 0) return [];
  return Object.entries(objectMember(input.raw, 'callbacks') ?? {})
    .slice(0, 50)
    .flatMap(([name, value]) => {
      const at = childPointer(`${input.pointer}/callbacks`, name);
      const callback = isExtensionKey(name) ? undefined : follow(reader, value, at);
      return Object.entries(callback ?? {}).flatMap(([expression, item]) => {
        if (isExtensionKey(expression) || !isObject(item)) return [];
        const exchanges = readPathItemExchanges(
          context,
          item,
          expression,
          childPointer(at, expression),
          input.depth + 1,
        );
        return exchanges.length > 0 ? [{ name, expression, exchanges }] : [];
      });
    });
};

export type MethodEntry = { method: string; raw: RawObject; pointer: string };

/** The operations of a path item in the document's order, then `additionalOperations` of 3.2. */
export const methodsOf = (item: RawObject, pointer: string): MethodEntry[] => {
  const fixed = Object.entries(item).flatMap(([method, raw]) => {
    if (!METHODS.some((known) => known === method) || !isObject(raw)) return [];
    return [{ method: method.toUpperCase(), raw, pointer: `${pointer}/${method}` }];
  });
  const added = Object.entries(objectMember(item, 'additionalOperations') ?? {}).flatMap(
    ([method, raw]) =>
      isObject(raw) && /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,40}$/.test(method)
        ? [{ method, raw, pointer: childPointer(`${pointer}/additionalOperations`, method) }]
        : [],
  );
  return [...fixed, ...added];
};

/** Callback and webhook requests. */
export const readPathItemExchanges = (
  context: ExchangeContext,
  item: RawObject,
  path: string,
  pointer: string,
  depth: number,
): Exchange[] =>
  methodsOf(item, pointer).map((entry) => {
    // The address of a callback is an expression, not a template: its braces name no parameters.
    const exchange = readExchange(context, {
      ...entry,
      path: '',
      pathItem: item,
      pathPointer: pointer,
      depth,
    });
    const described = exchange.summary ?? exchange.operationId;
    return { ...exchange, title: described ?? titleFrom(exchange, path) };
  });

const titleFrom = (exchange: Exchange, path: string): string => {
  const text = exchange.description
    ? plainText(exchange.description.text.split(/(?<=[.!?])\s|\n/)[0] ?? '', 80)
    : '';
  return text || `${exchange.method} ${path.slice(0, 200)}`;
};

const readCodeSamples = (raw: RawObject): CodeSample[] => {
  const list = [...listMember(raw, 'x-codeSamples'), ...listMember(raw, 'x-code-samples')];
  return list.slice(0, 30).flatMap((item) => {
    const source = textMember(item, 'source');
    if (source === undefined) return [];
    return compact({
      lang: textMember(item, 'lang')?.slice(0, 40) ?? 'text',
      label: textMember(item, 'label')?.slice(0, 80),
      source: source.slice(0, 20_000),
    });
  });
};
