import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import type { MediaType, Operation, Response, Schema } from '../contract/contract-document.ts';

/** What the tests look at of the Okta document, beyond what the Partners document has. */
export type OktaOperation = Omit<Operation, 'requestBody'> & {
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, MediaType>>;
  };
  readonly 'x-required-scope': string;
  readonly 'x-okta-cors': boolean;
};
type Components = {
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly responses: Readonly<Record<string, Response>>;
  readonly parameters: Readonly<Record<string, { description?: string }>>;
  readonly securitySchemes: Readonly<Record<string, { 'x-scopes'?: Record<string, string> }>>;
};
export type OktaDocument = {
  readonly openapi: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OktaOperation>>>>;
  readonly components: Components;
};

const file = new URL('../../content/apis/okta/openapi.yaml', import.meta.url);
export const documentText = readFileSync(file, 'utf8');
// The shape is what the test against the official OpenAPI schema proves.
export const document = parse(documentText) as OktaDocument;

const DOCUMENT_ID = 'https://contract.test/okta';
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document, DOCUMENT_ID);
const validators = new Map<string, ValidateFunction>();

const escapeSegment = (segment: string | number) =>
  encodeURIComponent(String(segment).replaceAll('~', '~0').replaceAll('/', '~1'));

/** What a value breaks in the schema at this place; empty when it fits. */
export function mismatches(path: readonly (string | number)[], value: unknown): string[] {
  const pointer = path.map(escapeSegment).join('/');
  const validate = validators.get(pointer) ?? ajv.compile({ $ref: `${DOCUMENT_ID}#/${pointer}` });
  validators.set(pointer, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((e) => `${e.instancePath || '/'} ${e.message}`);
}

/** The value that a local `$ref` points at, and its path. */
export function lookUp(ref: string): { path: string[]; value: unknown } {
  const path = ref
    .replace(/^#\//, '')
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
  let value: unknown = document;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
      throw new Error(`${ref} points at nothing`);
    }
    value = Reflect.get(value, key);
  }
  return { path, value };
}

/** The object in a slot of the document, and the path of what its `$ref` points at. */
export function resolve<T extends object>(
  value: T | { readonly $ref: string },
  path: readonly string[],
): { path: readonly string[]; value: T } {
  const ref: unknown = Reflect.get(value, '$ref');
  if (typeof ref !== 'string') return { path, value: value as T };
  const found = lookUp(ref);
  // A `$ref` in a slot of the document points at an object of that slot's kind.
  return { path: found.path, value: found.value as T };
}

/** Every operation, in document order. */
export const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    operation,
    at: ['paths', path, method],
  })),
);

/** The documented answer of an operation for a status, with its place in the document. */
export function answerOf(operationId: string, status: number) {
  const found = operations.find(({ operation }) => operation.operationId === operationId);
  const response = found?.operation.responses[String(status)];
  if (!found || !response) return null;
  return resolve<Response>(response, [...found.at, 'responses', String(status)]);
}
