import type { Exchange, Json, MediaType, Operation, Parameter, Server } from '../model.ts';
import { serializeParameter } from '../serialize-parameter.ts';
import {
  headerText,
  type SampleBody,
  type SampleHeader,
  type SampleRequest,
  type SampleText,
  safeUrl,
} from './sample-request.ts';

type SampleContext = {
  /** Base address that the paths are relative to; absolute, without a trailing slash. */
  base: string;
  /** Name of the environment variable that holds the token: `OKTA_PARTNER_TOKEN`. */
  tokenEnv: string;
};

/**
 * The request that the samples of an operation show: required parameters and the body from the document's examples,
 * the first way of signing in, secrets by the name of an environment variable.
 */
export function operationRequest(
  operation: Operation,
  { base, tokenEnv }: SampleContext,
): SampleRequest {
  const credentials = credentialParts(operation, tokenEnv);
  const required = operation.parameters.filter((parameter) => parameter.required);
  const query = required
    .filter((parameter) => parameter.in === 'query' || parameter.in === 'querystring')
    .map(wireText);
  const search = [...query, ...credentials.query].filter(Boolean).join('&');
  const headers: SampleHeader[] = [...credentials.headers];
  for (const parameter of required.filter((one) => one.in === 'header')) {
    addHeader(headers, parameter.name, [headerText(wireText(parameter))]);
  }
  const cookies = required.filter((one) => one.in === 'cookie').map(wireText);
  if (cookies.length > 0) addHeader(headers, 'Cookie', [headerText(cookies.join('; '))]);
  const media = operation.requestBody?.content[0];
  const body = media ? sampleBody(media) : undefined;
  if (media && body && body.kind !== 'multipart') {
    addHeader(headers, 'Content-Type', [headerText(contentType(media.mediaType))]);
  }
  const path = operation.pathPieces
    .map((piece) => pathPiece(operation, piece.text, piece.parameter))
    .join('');
  const mark = path.includes('?') ? '&' : '?';
  return {
    method: operation.method,
    url: safeUrl(base.replace(/\/+$/, '') + path + (search === '' ? '' : mark + search)),
    headers,
    ...(body ? { body } : {}),
  };
}

function pathPiece(operation: Exchange, text: string, name: string | undefined): string {
  if (name === undefined) return text;
  const parameter = operation.parameters.find((one) => one.in === 'path' && one.name === name);
  return parameter ? wireText(parameter) : text;
}

/** The parameter as it is sent, from its first example. */
function wireText(parameter: Parameter): string {
  const example = parameter.examples[0];
  const value: Json = example?.value ?? example?.text ?? fallback(parameter);
  const { name, style, explode, allowReserved } = parameter;
  const raw = parameter.in === 'header' || parameter.in === 'cookie';
  return serializeParameter({ name, style, explode, allowReserved, value, raw });
}
const fallback = (parameter: Parameter): Json =>
  parameter.schema?.default?.value ?? `{${parameter.name}}`;

function addHeader(headers: SampleHeader[], name: string, value: SampleText): void {
  const known = headers.some((header) => header.name.toLowerCase() === name.toLowerCase());
  if (!known && /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) headers.push({ name, value });
}

const contentType = (mediaType: string): string =>
  mediaType.includes('*') ? 'application/octet-stream' : mediaType;

function credentialParts(operation: Exchange, env: string) {
  const headers: SampleHeader[] = [];
  const query: string[] = [];
  const way = operation.security.find((one) => one.schemes.length > 0);
  for (const { scheme } of way?.schemes ?? []) {
    switch (scheme.type) {
      case 'http':
        addHeader(headers, 'Authorization', [`${httpScheme(scheme.scheme)} `, { env }]);
        break;
      case 'oauth2':
      case 'openIdConnect':
        addHeader(headers, 'Authorization', ['Bearer ', { env }]);
        break;
      case 'apiKey':
        if (scheme.in === 'header') addHeader(headers, scheme.name, [{ env }]);
        else if (scheme.in === 'cookie') addHeader(headers, 'Cookie', [`${scheme.name}=`, { env }]);
        else query.push(`${encodeURIComponent(scheme.name)}=YOUR_KEY`);
        break;
      case 'mutualTLS':
      case 'unknown':
        break;
    }
  }
  return { headers, query };
}
const httpScheme = (name: string): string =>
  headerText(name.charAt(0).toUpperCase() + name.slice(1).toLowerCase()).replace(/[^\w-]/g, '');

/** The body of the samples, from the first example of the media type. */
function sampleBody(media: MediaType): SampleBody | undefined {
  const example = media.examples[0];
  const type = media.mediaType.toLowerCase();
  const value = example?.value;
  if (type.startsWith('multipart/') && isRecord(value)) {
    return {
      kind: 'multipart',
      parts: Object.entries(value).map(([name, one]) => part(media, name, one)),
    };
  }
  if (type.startsWith('application/x-www-form-urlencoded') && isRecord(value)) {
    return {
      kind: 'form',
      fields: Object.entries(value).flatMap(([name, one]) => fields(name, one)),
    };
  }
  if (example?.text !== undefined) return { kind: 'text', text: example.text };
  if (/[/+]json(;|$)/.test(type) && value !== undefined) return { kind: 'json', value };
  if (value === undefined || isBinary(media)) return { kind: 'file', file: 'upload.bin' };
  return { kind: 'text', text: typeof value === 'string' ? value : JSON.stringify(value) };
}

const isRecord = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isBinary = ({ schema }: MediaType): boolean =>
  schema?.format === 'binary' || schema?.contentMediaType !== undefined;
const scalarText = (value: Json): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

function part(media: MediaType, name: string, value: Json) {
  const property = media.schema?.properties?.find((one) => one.name === name);
  const file =
    property?.schema.format === 'binary' || property?.schema.contentMediaType !== undefined;
  return file ? { name, file: 'upload.bin' } : { name, value: scalarText(value) };
}

/** Nested values of a form in the bracket notation that most servers read. */
function fields(name: string, value: Json, depth = 0): { name: string; value: string }[] {
  if (depth > 6 || typeof value !== 'object' || value === null) {
    return [{ name, value: scalarText(value) }];
  }
  const entries = Array.isArray(value)
    ? value.map((item, index) => [String(index), item] as const)
    : Object.entries(value);
  return entries.flatMap(([key, item]) => fields(`${name}[${key}]`, item, depth + 1));
}

/** A server's address with its variables at their defaults; undefined when it is not absolute. */
export function serverBase(server: Server | undefined): string | undefined {
  if (!server) return undefined;
  const url = server.url.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = server.variables.find((one) => one.name === name);
    return variable ? variable.default : whole;
  });
  return /^https?:\/\/[^/\s]+/i.test(url) ? url.replace(/\/+$/, '') : undefined;
}
