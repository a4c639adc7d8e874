import { jsonText, withoutMark } from '../std/exact-number.ts';
import { exampleFromSchema } from './example-from-schema.ts';
import { formText } from './form-text.ts';
import { isForm, isJson } from './media-types.ts';
import type { Json, Operation, Parameter, SchemaMap, Server } from './model.ts';
import { buildBody, type ExampleBody } from './request-body.ts';
import { type Credentials, credentialsOf, placeholder } from './request-credentials.ts';
import { safeHeaderValue, safeUrlText } from './request-safety.ts';
import { serializeParameter } from './serialize-parameter.ts';

export type ExampleRequest = {
  /** Upper case letters. */
  method: string;
  /** Complete, with its query; only characters that are safe in a URL. */
  url: string;
  /** The query as sent, percent-encoded. */
  query: { name: string; value: string }[];
  headers: { name: string; value: string }[];
  body?: ExampleBody;
};

export type RequestOptions = {
  schemas: SchemaMap;
  /** Which server to call; the operation's first when absent. */
  server?: Server;
  /** Values of its variables; their defaults when absent. */
  variables?: Map<string, string>;
  /** What a relative server address stands on, e.g. `https://portal.example.com`. */
  origin?: string;
  /** Which request body to send; the first when absent or unknown. */
  mediaType?: string;
  /** The name of the body example to use; the first when absent. */
  example?: string;
  /** Values by `in:name`, e.g. `path:appId`; they replace examples. */
  values?: Map<string, Json>;
};

/**
 * One request of an operation as it would be sent: required parameters and those with an example, serialised by style, a body
 * from the examples or the schema, and placeholders where credentials belong. Pure.
 */
export const buildRequest = (operation: Operation, options: RequestOptions): ExampleRequest => {
  const parameters = operation.parameters.flatMap((parameter) => {
    const value = chosenValue(parameter, options);
    return value === undefined ? [] : [{ parameter, value }];
  });
  const credentials = credentialsOf(operation.security);
  const path = fillPath(operation.path, parameters);
  const query = [
    ...path.query,
    ...parameters.flatMap((sent) => queryOf(sent)),
    ...credentials.query,
  ].filter((part) => part !== '');
  const body = buildBody(operation, options);
  const base = serverUrl(options.server ?? operation.servers[0], options);
  const request: ExampleRequest = {
    method: /^[A-Z-]{1,40}$/.test(operation.method) ? operation.method : 'GET',
    url: safeUrlText(`${base}${path.path}${query.length > 0 ? `?${query.join('&')}` : ''}`),
    query: query
      .join('&')
      .split('&')
      .filter((part) => part !== '')
      .map(splitPair),
    headers: headersOf(operation, parameters, credentials, body),
  };
  return body ? { ...request, body } : request;
};

type Sent = { parameter: Parameter; value: Json };

const chosenValue = (parameter: Parameter, options: RequestOptions): Json | undefined => {
  const given = options.values?.get(`${parameter.in}:${parameter.name}`);
  if (given !== undefined) return given;
  const told = [...parameter.examples, ...(parameter.content?.examples ?? [])].find(
    (example) => example.value !== undefined && !example.generated,
  )?.value;
  if (told !== undefined) return told;
  if (!parameter.required) return undefined;
  const source = parameter.schema ?? parameter.content?.schema;
  const made =
    parameter.content?.examples[0]?.value ??
    (source ? exampleFromSchema(source, options.schemas, { direction: 'request' }) : undefined);
  return made === undefined || made === 'string' ? placeholder(parameter.name) : made;
};

const fillPath = (template: string, sent: Sent[]): { path: string; query: string[] } => {
  // A key may carry a query (`/items?type=a`) or a fragment that only tells operations apart.
  const [withoutFragment = ''] = template.split('#');
  const [path = '', query] = withoutFragment.split('?');
  const filled = path.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const found = sent.find(({ parameter }) => parameter.in === 'path' && parameter.name === name);
    if (!found) return whole;
    const { style, explode, allowReserved, content } = found.parameter;
    if (content) return encodeURIComponent(contentText(found.value));
    return serializeParameter({ name, style, explode, allowReserved, value: found.value });
  });
  return {
    path: filled.startsWith('/') ? filled : `/${filled}`,
    query: query === undefined ? [] : [query],
  };
};

const contentText = (value: Json): string =>
  (typeof value === 'string' ? withoutMark(value) : jsonText(value)).toWellFormed();

const queryOf = ({ parameter, value }: Sent): string[] => {
  const { name, style, explode, allowReserved, content } = parameter;
  if (parameter.in === 'querystring') {
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
    return [
      isRecord && isForm(content?.mediaType ?? '')
        ? formText(value, content?.encoding ?? [])
        : encodeURIComponent(contentText(value)),
    ];
  }
  if (parameter.in !== 'query') return [];
  if (content) return [`${encodeURIComponent(name)}=${encodeURIComponent(contentText(value))}`];
  return [serializeParameter({ name, style, explode, allowReserved, value })];
};

const splitPair = (part: string): { name: string; value: string } => {
  const at = part.indexOf('=');
  return at < 0
    ? { name: part, value: '' }
    : { name: part.slice(0, at), value: part.slice(at + 1) };
};

/** The server's address with its variables filled in; only http and https. */
export const serverUrl = (
  server: Server | undefined,
  options: Pick<RequestOptions, 'variables' | 'origin'>,
): string => {
  const variables = server?.variables ?? [];
  const filled = (server?.url ?? '').replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const known = variables.find((variable) => variable.name === name);
    return options.variables?.get(name) ?? known?.default ?? whole;
  });
  const url = filled.trim().replace(/\/+$/, '');
  if (/^https?:\/\//i.test(url)) return url;
  const origin = (options.origin ?? 'https://api.example.com').replace(/\/+$/, '');
  if (/^\/\//.test(url)) return `https:${url}`;
  const scheme = /^[a-z][a-z0-9+.-]*:\/*/i.exec(url)?.[0];
  if (scheme !== undefined) return `https://${url.slice(scheme.length)}`;
  return url === '' ? origin : `${origin}/${url.replace(/^\/+/, '')}`;
};

/** Headers that every program writes itself, and that some refuse to be given. */
const CONNECTION =
  /^(?:connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

const headersOf = (
  operation: Operation,
  sent: Sent[],
  credentials: Credentials,
  body: ExampleBody | undefined,
): ExampleRequest['headers'] => {
  const cookies = [...sent.flatMap(cookieOf), ...credentials.cookies];
  const accept = operation.responses
    .find(({ status }) => /^2/.test(status))
    ?.content.find(({ mediaType }) => isJson(mediaType) || mediaType.includes('/'))?.mediaType;
  const all = [
    ...(accept === undefined || accept.includes('*') ? [] : [{ name: 'Accept', value: accept }]),
    ...credentials.headers,
    // A multipart body's type carries a boundary, which only the sender knows.
    ...(body && body.kind !== 'multipart' ? [{ name: 'Content-Type', value: body.mediaType }] : []),
    ...sent.flatMap(({ parameter, value }) => {
      const { name, style, explode, content } = parameter;
      if (parameter.in !== 'header') return [];
      return [
        {
          name,
          value: content
            ? contentText(value)
            : serializeParameter({ name, style, explode, value, raw: true }),
        },
      ];
    }),
    ...(cookies.length > 0 ? [{ name: 'Cookie', value: cookies.join('; ') }] : []),
  ];
  const byName = new Map<string, { name: string; value: string }>();
  for (const { name, value } of all) {
    if (CONNECTION.test(name)) continue;
    if (/^[A-Za-z0-9!#$%&*+.^_|~-]{1,100}$/.test(name) && !byName.has(name.toLowerCase()))
      byName.set(name.toLowerCase(), { name, value: safeHeaderValue(value) });
  }
  return [...byName.values()];
};

const cookieOf = ({ parameter, value }: Sent): string[] => {
  if (parameter.in !== 'cookie') return [];
  const { name, style, explode, allowReserved } = parameter;
  return [
    serializeParameter({
      name,
      style: style === 'form' && explode ? 'cookie' : style,
      explode,
      allowReserved,
      value,
    }),
  ];
};
