import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

/** The parts of an OpenAPI 3.1 document that the contract tests look at. */
export type Reference = { readonly $ref: string };
export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly minProperties?: number;
  readonly readOnly?: boolean;
  readonly oneOf?: readonly Schema[];
  readonly examples?: readonly unknown[];
};
export type Example = { readonly summary?: string; readonly value?: unknown };
export type MediaType = {
  readonly schema: Schema;
  readonly examples?: Readonly<Record<string, Example>>;
};
export type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Example>>;
};
export type Header = {
  readonly description?: string;
  readonly schema: Schema;
  readonly example?: unknown;
};
export type Response = {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header | Reference>>;
  readonly content?: Readonly<Record<string, MediaType>>;
};
export type Operation = {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, MediaType>>;
  };
  readonly responses: Readonly<Record<string, Response | Reference>>;
  readonly 'x-required-scope'?: string;
  readonly 'x-bridge'?: boolean;
};
export type PathItem = Readonly<Record<string, Operation>>;
export type ContractDocument = {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly webhooks: Readonly<Record<string, PathItem>>;
  readonly components: {
    readonly securitySchemes: Readonly<
      Record<string, { readonly description: string; readonly 'x-scopes': Record<string, string> }>
    >;
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly headers: Readonly<Record<string, Header>>;
    readonly responses: Readonly<Record<string, Response>>;
  };
};

const file = new URL('../../content/apis/partners/openapi.yaml', import.meta.url);
export const documentText = readFileSync(file, 'utf8');
// The shape is what the test against the official OpenAPI schema proves.
export const contract = parse(documentText) as ContractDocument;

const DOCUMENT_ID = 'https://contract.test/openapi';
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(contract, DOCUMENT_ID);

const escapeSegment = (segment: string | number) =>
  encodeURIComponent(String(segment).replaceAll('~', '~0').replaceAll('/', '~1'));

/** A validator for the schema that stands at this place in the document. */
export function validatorAt(path: readonly (string | number)[]): ValidateFunction {
  const pointer = path.map(escapeSegment).join('/');
  return ajv.compile({ $ref: `${DOCUMENT_ID}#/${pointer}` });
}

/** A validator for a component schema by its name. */
export function validatorFor(name: string): ValidateFunction {
  return validatorAt(['components', 'schemas', name]);
}

/** What a value breaks in the schema at this place; empty when it fits. */
export function mismatches(path: readonly (string | number)[], value: unknown): string[] {
  const validate = validatorAt(path);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((e) => `${e.instancePath || '/'} ${e.message}`);
}

/** The value that a local `$ref` points at. */
export function lookUp(ref: string): unknown {
  const segments = ref.replace(/^#\//, '').split('/');
  let value: unknown = contract;
  for (const segment of segments) {
    const key = decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
      throw new Error(`${ref} points at nothing`);
    }
    value = Reflect.get(value, key);
  }
  return value;
}

/** The object itself, or what its `$ref` points at. */
export function resolved<T extends object>(value: T | Reference): T {
  const ref: unknown = Reflect.get(value, '$ref');
  // A `$ref` in a slot of the document points at an object of that slot's kind.
  return (typeof ref === 'string' ? lookUp(ref) : value) as T;
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON object inside a value that the document shows as one; anything else ends the test. */
export function recordOf(value: unknown): Record<string, unknown> {
  if (!isRecord(value)) throw new Error(`no object: ${JSON.stringify(value)}`);
  return value;
}

/** The JSON objects of an array; anything else ends the test. */
export function recordsOf(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) throw new Error(`no array: ${JSON.stringify(value)}`);
  return value.map(recordOf);
}

export type Placed<T> = { readonly path: readonly (string | number)[]; readonly node: T };

/** Visits every object and array of the document with its path, example values excepted. */
export function* walk(
  node: unknown = contract,
  path: readonly (string | number)[] = [],
): Generator<Placed<object>> {
  if (typeof node !== 'object' || node === null) return;
  yield { path, node };
  for (const [key, child] of Object.entries(node)) {
    if (key === 'value' || key === 'example') continue;
    yield* walk(child, [...path, Array.isArray(node) ? Number(key) : key]);
  }
}

/** Every operation under `paths`, in document order. */
export const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    operation,
  })),
);
