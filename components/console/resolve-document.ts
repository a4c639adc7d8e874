import type { Json } from './document.ts';

type JsonObject = { [name: string]: Json };

// Values that one operation may grow to. The documents are cut to this size where they are made; this is the belt to
// those braces, because a browser that expands without end stops answering.
const maxNodes = 60_000;

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Replaces the local references below `path` by what they refer to, and merges `allOf`, so that swagger-ui can build
 * its form. swagger-client's own resolver does the same by way of a parser that takes most of the time until the
 * console can be used. A schema that contains itself is cut where it begins again.
 */
export function resolveDocument(document: JsonObject, path: readonly string[]): Json | undefined {
  let nodes = 0;

  const resolve = (node: Json, open: readonly string[]): Json => {
    nodes++;
    if (nodes > maxNodes) return {};
    if (Array.isArray(node)) return node.map((item) => resolve(item, open));
    if (!isObject(node)) return node;
    const { $ref, ...beside } = node;
    if (typeof $ref === 'string') {
      const target = $ref.startsWith('#/') ? at(document, pointer($ref)) : undefined;
      if (target === undefined || open.includes($ref)) return resolve(beside, open);
      const resolved = resolve(target, [...open, $ref]);
      return isObject(resolved) ? { ...resolved, ...members(beside, open) } : resolved;
    }
    return merged(members(node, open));
  };

  const members = (node: JsonObject, open: readonly string[]): JsonObject => {
    const out: JsonObject = {};
    for (const [name, value] of Object.entries(node)) {
      // What stands in an example is data, whatever it looks like.
      const isData = name === 'example' || name === 'default' || name === 'value';
      out[name] = isData ? value : resolve(value, open);
    }
    return out;
  };

  const found = at(document, path);
  if (found === undefined) return undefined;
  const resolved = resolve(found, []);
  const ofPath = path[0] === 'paths' && path.length === 3 ? sharedParameters(document, path) : [];
  return ofPath.length > 0 && isObject(resolved)
    ? withParameters(
        resolved,
        ofPath.map((parameter) => resolve(parameter, [])),
      )
    : resolved;
}

/** Parameters that stand at a path hold for each of its operations. */
function sharedParameters(document: JsonObject, path: readonly string[]): Json[] {
  const list = at(document, [...path.slice(0, 2), 'parameters']);
  return Array.isArray(list) ? list : [];
}

/** An operation's own parameter stands in for the path's of the same name and place. */
function withParameters(operation: JsonObject, ofPath: readonly Json[]): JsonObject {
  const own = Array.isArray(operation.parameters) ? operation.parameters : [];
  const isSame = (a: Json, b: Json) =>
    isObject(a) && isObject(b) && a.name === b.name && a.in === b.in;
  const inherited = ofPath.filter((shared) => !own.some((each) => isSame(each, shared)));
  return { ...operation, parameters: [...inherited, ...own] };
}

const pointer = ($ref: string) =>
  $ref
    .slice(2)
    .split('/')
    .map((part) => decoded(part).replaceAll('~1', '/').replaceAll('~0', '~'));

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function at(node: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((current, name) => {
    if (Array.isArray(current)) return current[Number(name)];
    return isObject(current) && Object.hasOwn(current, name) ? current[name] : undefined;
  }, node);
}

/** One schema from the parts of `allOf`: properties and required names together, the rest from the outside in. */
function merged(node: JsonObject): JsonObject {
  const { allOf, ...own } = node;
  if (!Array.isArray(allOf) || !allOf.every(isObject)) return node;
  const sum: JsonObject = {};
  for (const part of [...allOf, own]) {
    const { properties, required } = sum;
    Object.assign(sum, part);
    if (isObject(properties) && isObject(part.properties)) {
      sum.properties = { ...properties, ...part.properties };
    }
    if (Array.isArray(required) && Array.isArray(part.required)) {
      sum.required = [...new Set([...required, ...part.required])];
    }
  }
  return sum;
}
