// Reading the small OpenAPI document of one operation. It is JSON from our own server, made from a stranger's text.
import { consoleServers } from '#lib/openapi/model.ts';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** Calls are written to this host by swagger-ui, and turned to the relay just before they are sent. */
export const placeholderBase = 'https://relay.invalid';

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export type ConsoleOperation = {
  method: string;
  /** The method under which the document has it: another one where its version has no place for the real one. */
  form: string;
  path: string;
  /** Scopes of the first alternative that names any; empty: none is needed. */
  scopes: string[];
  /** The addresses of its API that it can be called at; empty: its document names none. */
  servers: string[];
  /** Where its values go; what the form remembers is matched with it. */
  parameters: { name: string; in: string; list: boolean }[];
  /** The whole document, its servers replaced by the placeholder. */
  document: JsonObject;
  raw: JsonObject;
};

/** Takes the one operation out of its document; null when the document has none. */
export function readOperation(json: unknown): ConsoleOperation | null {
  if (!isObject(json) || !isObject(json.paths)) return null;
  for (const [path, item] of Object.entries(json.paths)) {
    if (!isObject(item)) continue;
    const { servers: _ofPath, ...methods } = item;
    for (const [method, raw] of Object.entries(methods)) {
      if (!isObject(raw) || !isObject(raw.responses)) continue;
      const { servers: _ofOperation, ...operation } = raw;
      const document = {
        ...json,
        servers: [{ url: placeholderBase }],
        paths: { [path]: { ...methods, [method]: operation } },
      };
      const named = operation['x-portal-method'];
      return {
        method: typeof named === 'string' ? named : method.toUpperCase(),
        form: method,
        path,
        scopes: scopesOf(raw.security ?? json.security),
        servers: textsOf(raw[consoleServers]),
        parameters: [item.parameters, raw.parameters].flatMap((list) => parametersOf(json, list)),
        document,
        raw,
      };
    }
  }
  return null;
}

export const textsOf = (list: Json | undefined): string[] =>
  (Array.isArray(list) ? list : []).filter((item): item is string => typeof item === 'string');

function parametersOf(document: JsonObject, list: Json | undefined) {
  return (Array.isArray(list) ? list : []).flatMap((node) => {
    const parameter = follow(document, node);
    const { name, in: location, schema } = parameter ?? {};
    return typeof name === 'string' && typeof location === 'string'
      ? [{ name, in: location, list: isList(document, schema) }]
      : [];
  });
}

function scopesOf(security: Json | undefined): string[] {
  for (const alternative of Array.isArray(security) ? security : []) {
    if (!isObject(alternative)) continue;
    const scopes = Object.values(alternative).flat();
    const named = scopes.filter((scope): scope is string => typeof scope === 'string');
    if (named.length > 0) return named;
  }
  return [];
}

/** `type` of a schema is a word, or several of them since 3.1. */
export function isList(document: JsonObject, schema: Json | undefined): boolean {
  const type = follow(document, schema)?.type;
  return Array.isArray(type) ? type.includes('array') : type === 'array';
}

/** Follows a reference inside the document; anything else is answered as it is. */
export function follow(document: JsonObject, node: Json | undefined): JsonObject | null {
  let current: Json | undefined = node;
  for (let hops = 0; hops < 5; hops++) {
    if (!isObject(current)) return null;
    const { $ref } = current;
    if (typeof $ref !== 'string' || !$ref.startsWith('#/')) return current;
    current = $ref
      .slice(2)
      .split('/')
      .reduce<Json | undefined>((at, part) => {
        const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
        return isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
      }, document);
  }
  return null;
}

/** The document's response object for a status: its own, its class's, or the default; null: there is none. */
export function responseOf(operation: ConsoleOperation, status: number): JsonObject | null {
  const { raw, document } = operation;
  const responses = isObject(raw.responses) ? raw.responses : {};
  const exact = responses[String(status)] ?? responses[`${String(status).charAt(0)}XX`];
  return follow(document, exact ?? responses.default);
}

/** What the document says about an answer of this status: its description, and those of its headers by lower-case name. */
export function describeAnswer(
  operation: ConsoleOperation,
  status: number,
): { documented: boolean; description: string | null; headers: Map<string, string> } {
  const { document } = operation;
  const response = responseOf(operation, status);
  const headers = new Map<string, string>();
  for (const [name, node] of Object.entries(isObject(response?.headers) ? response.headers : {})) {
    const description = follow(document, node)?.description;
    if (typeof description === 'string') headers.set(name.toLowerCase(), plainText(description));
  }
  const text = response?.description;
  return {
    documented: response !== null,
    description: typeof text === 'string' && text !== '' ? plainText(text) : null,
    headers,
  };
}

/** A description without the marks of Markdown, for places of one line. */
function plainText(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
