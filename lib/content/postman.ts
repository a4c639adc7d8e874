import { z } from 'zod';

// From an OpenAPI document to a Postman collection (format 2.1), always made anew and so always current. Postman
// has no notion of an operation's schemas: each request is its first example, and its test says which statuses the
// document calls a success.

/** What a document cannot say about a run from top to bottom; all of it is optional. */
export const PostmanHints = z.strictObject({
  /** Operations that a run needs first, in a folder of their own. */
  first: z.array(z.string()).default([]),
  /** By operation: variables and the place in its answer that they take. */
  keep: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  /** By operation: the body in place of the first example. `"{{name}}"` as a whole value loses its quotes. */
  bodies: z.record(z.string(), z.unknown()).default({}),
  /** By operation: path parameters. */
  paths: z.record(z.string(), z.record(z.string(), z.string())).default({}),
});
export type PostmanHints = z.output<typeof PostmanHints>;

type Json = Record<string, unknown>;
type Header = { key: string; value: string; description?: string; disabled?: boolean };
type Script = { listen: 'test'; script: { type: 'text/javascript'; exec: string[] } };
export type PostmanRequest = {
  name: string;
  event: Script[];
  request: Json;
};
export type PostmanFolder = { name: string; description: string; item: PostmanRequest[] };
export type PostmanCollection = {
  info: { name: string; description: string; schema: string };
  auth: Json;
  variable: { key: string; value: string }[];
  item: PostmanFolder[];
};

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectAt = (value: unknown, key: string): Json => {
  const found = isObject(value) ? value[key] : undefined;
  return isObject(found) ? found : {};
};
const textAt = (value: unknown, key: string): string => {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : '';
};

/** Makes the collection of an OpenAPI 3 document. `baseUrl` stands in the variable of the same name. */
export function toPostmanCollection(
  document: Json,
  options: { baseUrl: string; hints?: PostmanHints },
): PostmanCollection {
  const hints = options.hints ?? PostmanHints.parse({});
  const operations = operationsOf(document);
  const make = (operation: Operation) => toRequest(document, operation, hints);
  const folders: PostmanFolder[] = tagsOf(document, operations).map((tag) => ({
    name: tag.name,
    description: tag.description,
    item: operations.filter((o) => o.tag === tag.name).map(make),
  }));
  const first = hints.first.flatMap((id) => operations.filter((o) => o.id === id).map(make));
  if (first.length > 0) {
    const description = 'Reads what the other requests need: run these once before them.';
    folders.unshift({ name: 'First', description, item: first });
  }
  const kept = Object.values(hints.keep).flatMap((variables) => Object.keys(variables));
  return {
    info: {
      name: textAt(document.info, 'title'),
      description: textAt(document.info, 'description'),
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    variable: [
      { key: 'baseUrl', value: options.baseUrl },
      { key: 'token', value: '' },
      ...[...new Set(kept)].map((key) => ({ key, value: '' })),
    ],
    item: folders,
  };
}

type Operation = {
  id: string;
  tag: string;
  method: string;
  path: string;
  spec: Json;
  parameters: Json[];
};

function operationsOf(document: Json): Operation[] {
  return Object.entries(objectAt(document, 'paths')).flatMap(([path, item]) =>
    methods.flatMap((method): Operation[] => {
      const spec = isObject(item) ? item[method] : undefined;
      if (!isObject(spec)) return [];
      const shared = isObject(item) && Array.isArray(item.parameters) ? item.parameters : [];
      const own = Array.isArray(spec.parameters) ? spec.parameters : [];
      const tag = Array.isArray(spec.tags) && typeof spec.tags[0] === 'string' ? spec.tags[0] : '';
      return [
        {
          id: textAt(spec, 'operationId') || `${method} ${path}`,
          tag: tag || 'Other',
          method: method.toUpperCase(),
          path,
          spec,
          parameters: [...shared, ...own].map((parameter) => resolve(document, parameter)),
        },
      ];
    }),
  );
}

function tagsOf(document: Json, operations: Operation[]): { name: string; description: string }[] {
  const listed = Array.isArray(document.tags) ? document.tags : [];
  const described = new Map(listed.map((tag) => [textAt(tag, 'name'), textAt(tag, 'description')]));
  const names = [...described.keys(), ...operations.map(({ tag }) => tag)];
  return [...new Set(names)]
    .filter((name) => operations.some(({ tag }) => tag === name))
    .map((name) => ({ name, description: described.get(name) ?? '' }));
}

/** What a local `$ref` points at; a few steps at most, so that a circle ends. */
function resolve(document: Json, value: unknown, steps = 8): Json {
  if (!isObject(value)) return {};
  const ref = value.$ref;
  if (typeof ref !== 'string' || !ref.startsWith('#/') || steps === 0) return value;
  let found: unknown = document;
  for (const segment of ref.slice(2).split('/')) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }
  return resolve(document, found, steps - 1);
}

function toRequest(document: Json, operation: Operation, hints: PostmanHints): PostmanRequest {
  const { spec, method } = operation;
  const body = bodyOf(document, operation, hints);
  return {
    name: textAt(spec, 'summary') || operation.id,
    event: [testOf(operation, hints)],
    request: {
      method,
      header: [
        { key: 'Accept', value: 'application/json' },
        ...(body === null ? [] : [{ key: 'Content-Type', value: 'application/json' }]),
        ...headersOf(operation),
      ],
      ...(body === null
        ? {}
        : { body: { mode: 'raw', raw: body, options: { raw: { language: 'json' } } } }),
      url: urlOf(operation, hints),
      description: textAt(spec, 'description'),
      ...(Array.isArray(spec.security) && spec.security.length === 0
        ? { auth: { type: 'noauth' } }
        : {}),
    },
  };
}

function headersOf({ parameters }: Operation): Header[] {
  return parameters
    .filter((parameter) => parameter.in === 'header')
    .map((parameter) => {
      const key = textAt(parameter, 'name');
      const isKey = key.toLowerCase() === 'idempotency-key';
      return {
        key,
        value: isKey ? '{{$guid}}' : exampleOf(parameter),
        description: textAt(parameter, 'description'),
        disabled: parameter.required !== true && !isKey,
      };
    });
}

function urlOf({ id, path, parameters }: Operation, hints: PostmanHints): Json {
  const inPlace = (place: string) => parameters.filter((parameter) => parameter.in === place);
  const segments = path.split('/').filter(Boolean);
  const asVariable = (segment: string) => segment.replace(/^\{(.+)\}$/, ':$1');
  const query = inPlace('query').map((parameter) => ({
    key: textAt(parameter, 'name'),
    value: exampleOf(parameter),
    description: textAt(parameter, 'description'),
    disabled: parameter.required !== true,
  }));
  return {
    raw: `{{baseUrl}}/${segments.map(asVariable).join('/')}`,
    host: ['{{baseUrl}}'],
    path: segments.map(asVariable),
    query,
    variable: inPlace('path').map((parameter) => {
      const key = textAt(parameter, 'name');
      return {
        key,
        value: hints.paths[id]?.[key] ?? exampleOf(parameter),
        description: textAt(parameter, 'description'),
      };
    }),
  };
}

function exampleOf(parameter: Json): string {
  const first = Object.values(objectAt(parameter, 'examples'))[0];
  const schema = objectAt(parameter, 'schema');
  const value =
    parameter.example ?? (isObject(first) ? first.value : undefined) ?? schema.default ?? '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function bodyOf(document: Json, { id, spec }: Operation, hints: PostmanHints): string | null {
  if (Object.hasOwn(hints.bodies, id)) return written(hints.bodies[id]);
  const content = objectAt(resolve(document, spec.requestBody), 'content');
  const media = content['application/json'];
  if (!isObject(media)) return null;
  const example = resolve(document, Object.values(objectAt(media, 'examples'))[0]);
  return written(media.example ?? example.value ?? {});
}

/** Indented JSON in which a value that is nothing but a variable stands without quotes: ids are numbers. */
const written = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(/"(\{\{[a-z_]+\}\})"/g, '$1');

function testOf({ id, spec }: Operation, hints: PostmanHints): Script {
  const statuses = Object.keys(objectAt(spec, 'responses')).filter((code) => /^2\d\d$/.test(code));
  const keep = Object.entries(hints.keep[id] ?? {});
  return {
    listen: 'test',
    script: {
      type: 'text/javascript',
      exec: [
        `pm.test(${JSON.stringify(`${id} answers ${statuses.join(' or ')}`)}, () => {`,
        `  pm.expect(pm.response.code).to.be.oneOf([${statuses.join(', ')}]);`,
        '});',
        ...keep.map(([variable, place]) => {
          const access = place.split('.').map((part) => `[${JSON.stringify(part)}]`);
          const key = JSON.stringify(variable);
          return `pm.collectionVariables.set(${key}, pm.response.json()${access.join('')});`;
        }),
      ],
    },
  };
}
