import { z } from 'zod';
import type { Json, OperationPage, Parameter } from '../openapi/model.ts';
import { buildBody, type ExampleBody } from '../openapi/request-body.ts';
import { serverUrl } from '../openapi/request-model.ts';
import { jsonText, withoutMark } from '../std/exact-number.ts';
import { authOf, type PostmanAuth } from './postman-auth.ts';

// From operations to a Postman collection (format 2.1), always made anew and so always current. Postman has no notion
// of an operation's schemas: each request is its first example, and its test says which statuses the document calls a
// success.

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

type Field = { key: string; value: string; description?: string; disabled?: boolean };
type Script = { listen: 'test'; script: { type: 'text/javascript'; exec: string[] } };
type Body =
  | { mode: 'raw'; raw: string; options?: { raw: { language: 'json' | 'xml' } } }
  | { mode: 'urlencoded'; urlencoded: Field[] }
  | { mode: 'formdata'; formdata: (Field & { type: 'text' | 'file' })[] }
  | { mode: 'file' };
export type PostmanRequest = {
  name: string;
  event: Script[];
  request: {
    method: string;
    header: Field[];
    body?: Body;
    url: { raw: string; host: string[]; path: string[]; query: Field[]; variable: Field[] };
    description: string;
    auth?: PostmanAuth;
  };
};
export type PostmanFolder = { name: string; description: string; item: PostmanRequest[] };
export type PostmanCollection = {
  info: { name: string; description: string; schema: string };
  auth: PostmanAuth;
  variable: { key: string; value: string }[];
  item: PostmanFolder[];
};

export type CollectionInput = {
  title: string;
  description: string;
  /** What the variable of this name holds; the first server of the document when absent. */
  baseUrl?: string;
  hints?: PostmanHints;
  /** Operations by tag, in reading order. */
  folders: { name: string; description: string; pages: OperationPage[] }[];
};

const noHints = PostmanHints.parse({});

/** Makes the collection. Pure; every value that a document brings is data in it. */
export function toPostmanCollection(input: CollectionInput): PostmanCollection {
  const hints = input.hints ?? noHints;
  const pages = input.folders.flatMap((folder) => folder.pages);
  const auth = usual(pages.map(({ operation }) => authOf(operation.security)));
  const server = pages[0]?.api.servers[0];
  const make = (page: OperationPage) => toRequest(page, hints, auth.auth);
  const folders = input.folders.map((folder) => ({
    name: folder.name,
    description: folder.description,
    item: folder.pages.map(make),
  }));
  const first = hints.first.flatMap((id) =>
    pages.filter(({ operation }) => idOf(operation) === id).map(make),
  );
  if (first.length > 0) {
    const description = 'Reads what the other requests need: run these once before them.';
    folders.unshift({ name: 'First', description, item: first });
  }
  const kept = Object.values(hints.keep).flatMap((variables) => Object.keys(variables));
  return {
    info: {
      name: input.title,
      description: input.description,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: auth.auth,
    variable: [
      { key: 'baseUrl', value: input.baseUrl ?? serverUrl(server, {}) },
      ...auth.variables.map((key) => ({ key, value: '' })),
      ...[...new Set(kept)].map((key) => ({ key, value: '' })),
    ],
    item: folders,
  };
}

type Auth = ReturnType<typeof authOf>;

/** The way to sign in of most operations; every variable that any of them needs. */
function usual(all: Auth[]): { auth: PostmanAuth; variables: string[] } {
  const counts = new Map<string, { auth: PostmanAuth; times: number }>();
  for (const { auth } of all) {
    const key = JSON.stringify(auth);
    counts.set(key, { auth, times: (counts.get(key)?.times ?? 0) + 1 });
  }
  const [most] = [...counts.values()].toSorted((a, b) => b.times - a.times);
  return {
    auth: most?.auth ?? { type: 'noauth' },
    variables: [...new Set(all.flatMap(({ variables }) => variables))],
  };
}

type Operation = OperationPage['operation'];
const idOf = ({ operationId, slug }: Operation): string => operationId ?? slug;

function toRequest(page: OperationPage, hints: PostmanHints, usualAuth: PostmanAuth) {
  const { operation } = page;
  const { auth, cookie } = authOf(operation.security);
  const body = bodyOf(page, hints);
  const request: PostmanRequest = {
    name: operation.title,
    event: [testOf(operation, hints)],
    request: {
      method: operation.method,
      header: [
        { key: 'Accept', value: acceptOf(operation) },
        ...(body?.mediaType ? [{ key: 'Content-Type', value: body.mediaType }] : []),
        ...(cookie === undefined ? [] : [{ key: 'Cookie', value: cookie }]),
        ...headersOf(operation),
      ],
      ...(body ? { body: body.body } : {}),
      url: urlOf(page, hints),
      description: operation.description?.text ?? '',
      ...(JSON.stringify(auth) === JSON.stringify(usualAuth) ? {} : { auth }),
    },
  };
  return request;
}

const acceptOf = ({ responses }: Operation): string =>
  responses.find(({ status }) => status.startsWith('2'))?.content[0]?.mediaType ??
  'application/json';

function headersOf({ parameters }: Operation): Field[] {
  return parameters
    .filter((parameter) => parameter.in === 'header')
    .map((parameter) => {
      const isKey = parameter.name.toLowerCase() === 'idempotency-key';
      return {
        ...fieldOf(parameter),
        ...(isKey ? { value: '{{$guid}}' } : {}),
        disabled: !parameter.required && !isKey,
      };
    });
}

const fieldOf = (parameter: Parameter): Field => ({
  key: parameter.name,
  value: exampleOf(parameter),
  description: parameter.description?.text ?? '',
});

function urlOf({ api, operation }: OperationPage, hints: PostmanHints) {
  const { parameters } = operation;
  const inPlace = (place: Parameter['in']) => parameters.filter(({ in: at }) => at === place);
  const path = (operation.path.split(/[?#]/)[0] ?? '').split('/').filter(Boolean);
  const asVariable = (segment: string) => segment.replace(/^\{([^{}]+)\}$/, ':$1');
  const [own] = operation.servers;
  const isUsual = !own || own.url === api.servers[0]?.url;
  const host = isUsual ? '{{baseUrl}}' : serverUrl(own, {});
  return {
    raw: `${host}/${path.map(asVariable).join('/')}`,
    host: [host],
    path: path.map(asVariable),
    query: inPlace('query').map((one) => ({ ...fieldOf(one), disabled: !one.required })),
    variable: inPlace('path').map((one) => {
      const hint = hints.paths[idOf(operation)]?.[one.name];
      return hint === undefined ? fieldOf(one) : { ...fieldOf(one), value: hint };
    }),
  };
}

function exampleOf(parameter: Parameter): string {
  const value: Json = parameter.examples[0]?.value ?? parameter.schema?.default?.value ?? '';
  if (Array.isArray(value)) return value.map(textOf).join(',');
  return textOf(value);
}
const textOf = (value: Json): string =>
  typeof value === 'string' ? withoutMark(value) : jsonText(value);

function bodyOf(
  { operation, schemas }: OperationPage,
  hints: PostmanHints,
): { body: Body; mediaType?: string } | undefined {
  const id = idOf(operation);
  if (Object.hasOwn(hints.bodies, id))
    return { body: json(hints.bodies[id]), mediaType: 'application/json' };
  const body = buildBody(operation, { schemas });
  return body && postmanBody(body);
}

function postmanBody(body: ExampleBody): { body: Body; mediaType?: string } {
  const { mediaType } = body;
  switch (body.kind) {
    case 'json':
      return { body: json(body.value), mediaType };
    case 'text':
      return body.fields
        ? {
            body: {
              mode: 'urlencoded',
              urlencoded: body.fields.map(({ name, value }) => ({ key: name, value })),
            },
            mediaType,
          }
        : { body: { mode: 'raw', raw: body.text }, mediaType };
    case 'multipart':
      // The boundary is Postman's, and so the media type.
      return {
        body: {
          mode: 'formdata',
          formdata: body.parts.map((part) =>
            'value' in part
              ? { key: part.name, value: part.value, type: 'text' }
              : { key: part.name, value: '', type: 'file' },
          ),
        },
      };
    case 'file':
      return { body: { mode: 'file' }, mediaType };
  }
}

/** Indented JSON in which a value that is nothing but a variable stands without quotes: ids are numbers. */
const json = (value: unknown): Body => ({
  mode: 'raw',
  raw: jsonText(value, 2).replace(/"(\{\{[a-z_]+\}\})"/g, '$1'),
  options: { raw: { language: 'json' } },
});

function testOf(operation: Operation, hints: PostmanHints): Script {
  const id = idOf(operation);
  const statuses = operation.responses
    .map(({ status }) => status)
    .filter((status) => /^2\d\d$/.test(status));
  const expected = statuses.length > 0 ? statuses : ['200', '201', '202', '204'];
  const keep = Object.entries(hints.keep[id] ?? {});
  return {
    listen: 'test',
    script: {
      type: 'text/javascript',
      exec: [
        `pm.test(${JSON.stringify(`${id} answers ${expected.join(' or ')}`)}, () => {`,
        `  pm.expect(pm.response.code).to.be.oneOf([${expected.join(', ')}]);`,
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
