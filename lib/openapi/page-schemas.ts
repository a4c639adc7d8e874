import { PAGE } from './limits.ts';
import type { Exchange, Header, MediaType, Parameter, SchemaKey, SchemaNode } from './model.ts';

/** Which schemas each schema names, and how large each is as JSON. */
export type SchemaGraph = { refs: Map<SchemaKey, SchemaKey[]>; bytes: Map<SchemaKey, number> };

/** Keys that a schema names, in order, each once. */
export const refsOf = (node: SchemaNode, found: Set<SchemaKey> = new Set()): Set<SchemaKey> => {
  if (node.ref !== undefined) found.add(node.ref);
  if (node.parent) found.add(node.parent.key);
  for (const part of partsOf(node)) refsOf(part, found);
  for (const option of node.chooser?.options ?? []) found.add(option.key);
  if (node.chooser?.fallback) found.add(node.chooser.fallback.key);
  return found;
};

const partsOf = (node: SchemaNode): SchemaNode[] => [
  ...(node.properties ?? []).map(({ schema }) => schema),
  ...(node.allOf ?? []),
  ...(node.oneOf ?? []),
  ...(node.anyOf ?? []),
  ...(node.prefixItems ?? []),
  ...(node.patternProperties ?? []).map(({ schema }) => schema),
  ...(node.dependentSchemas ?? []).map(({ schema }) => schema),
  ...[node.items, node.additionalProperties, node.not, node.contains, node.propertyNames].flatMap(
    (part) => part ?? [],
  ),
  ...[node.unevaluatedItems, node.unevaluatedProperties, node.contentSchema].flatMap(
    (part) => part ?? [],
  ),
  ...[node.condition?.if, node.condition?.whenTrue, node.condition?.whenFalse].flatMap(
    (part) => part ?? [],
  ),
];

export const createSchemaGraph = (): SchemaGraph => ({ refs: new Map(), bytes: new Map() });

/** Breadth first from the given schemas to the budget of one page. What is left out is reached by its own page. */
export const pageKeys = (graph: SchemaGraph, start: Iterable<SchemaKey>): SchemaKey[] => {
  const keys = new Set<SchemaKey>();
  let bytes = 0;
  let level = [...new Set(start)];
  for (let depth = 0; depth < PAGE.schemaLevels && level.length > 0; depth += 1) {
    const next = new Set<SchemaKey>();
    for (const key of level) {
      const size = graph.bytes.get(key) ?? 0;
      if (keys.has(key) || keys.size >= PAGE.schemaCount) continue;
      // What the page itself names comes first: it may take twice the budget.
      if (bytes + size > PAGE.schemaBytes * (depth === 0 ? 2 : 1)) continue;
      keys.add(key);
      bytes += size;
      for (const ref of graph.refs.get(key) ?? []) next.add(ref);
    }
    level = [...next];
  }
  return [...keys];
};

export type ExchangeRefs = Record<'request' | 'response' | 'parameter', Set<SchemaKey>>;

/** The schemas an exchange names itself, by what they are used for. Callbacks and variants count as requests. */
export const exchangeRefs = (exchange: Exchange): ExchangeRefs => {
  const refs: ExchangeRefs = { request: new Set(), response: new Set(), parameter: new Set() };
  collectExchange(exchange, refs);
  for (const callback of exchange.callbacks)
    for (const inner of callback.exchanges) collectExchange(inner, refs);
  return refs;
};

const collectExchange = (exchange: Exchange, refs: ExchangeRefs): void => {
  collectContent(exchange.requestBody?.content ?? [], refs.request);
  collectParameters(exchange.parameters, refs.parameter);
  for (const variant of exchange.variants) {
    collectContent(variant.requestBody?.content ?? [], refs.request);
    collectParameters(variant.parameters, refs.parameter);
  }
  for (const response of exchange.responses) {
    collectContent(response.content, refs.response);
    collectParameters(response.headers, refs.response);
  }
};

const collectContent = (content: MediaType[], found: Set<SchemaKey>): void => {
  for (const { schema, itemSchema, encoding } of content) {
    if (schema) refsOf(schema, found);
    if (itemSchema) refsOf(itemSchema, found);
    for (const { headers } of encoding ?? []) collectParameters(headers ?? [], found);
  }
};

const collectParameters = (parameters: (Parameter | Header)[], found: Set<SchemaKey>): void => {
  for (const { schema, content } of parameters) {
    if (schema) refsOf(schema, found);
    if (content) collectContent([content], found);
  }
};
