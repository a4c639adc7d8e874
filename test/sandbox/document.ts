import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { root } from '../repo/source-files.ts';

type Json = Record<string, unknown>;
type HeaderSpec = { required?: boolean; schema: Json };
type ResponseSpec = {
  headers?: Record<string, HeaderSpec>;
  content?: Record<string, { schema: Json }>;
};
export type OperationSpec = {
  operationId: string;
  method: string;
  /** As in the document, `/education/students/{id}`. */
  path: string;
  scopes: string[];
  spec: Json;
};

/** The OpenAPI document of the Partners API as tests hold the sandbox to it. */
export const document: Json & {
  paths: Record<string, Record<string, Json>>;
  webhooks: Record<string, { post: Json }>;
} = parse(readFileSync(path.join(root, 'content/apis/partners/openapi.yaml'), 'utf8'));

const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: true });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv); // Its types are those of a CommonJS default.
ajv.addSchema(document, 'partners');

const escaped = (segment: string) => segment.replaceAll('~', '~0').replaceAll('/', '~1');
const pointer = (...segments: string[]) => segments.map((s) => `/${escaped(s)}`).join('');

/** What stands at a JSON pointer of the document, its own `$ref` followed. */
function at<T>(where: string): { value: T; where: string } {
  let value: unknown = document;
  for (const segment of where.split('/').slice(1)) {
    const key = decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
    value = (value as Json)[key];
  }
  const ref = (value as Json | undefined)?.$ref;
  return typeof ref === 'string' ? at<T>(ref.slice(1)) : { value: value as T, where };
}

/** A schema by its `$ref`. */
export function schemaAt<T>(ref: string): T {
  return at<T>(ref.slice(1)).value;
}

const validators = new Map<string, ValidateFunction>();
export function validatorAt(where: string): ValidateFunction {
  let found = validators.get(where);
  if (!found) {
    found = ajv.compile({ $ref: `partners#${encodeURI(where)}` });
    validators.set(where, found);
  }
  return found;
}

export const operationSpecs: OperationSpec[] = Object.entries(document.paths).flatMap(
  ([path, item]) =>
    Object.entries(item)
      .filter(([method]) => ['get', 'post', 'patch', 'put', 'delete'].includes(method))
      .map(([method, spec]) => ({
        operationId: String(spec.operationId),
        method: method.toUpperCase(),
        path,
        scopes: Object.values((spec.security as Record<string, string[]>[])[0] ?? {}).flat(),
        spec: spec as Json,
      })),
);

/** Every documented (operation, status). */
export const documentedPairs: string[] = operationSpecs.flatMap(({ operationId, spec }) =>
  Object.keys(spec.responses as Json).map((status) => `${operationId} ${status}`),
);

const matchers = operationSpecs.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`),
}));

export function operationOf(method: string, path: string): OperationSpec | null {
  const found = matchers.find((m) => m.operation.method === method && m.pattern.test(path));
  return found?.operation ?? null;
}

/** What is wrong with an answer by the document; empty: nothing. Answers of no operation are 404 or 405. */
export function faultsOf(
  method: string,
  path: string,
  answer: { status: number; headers: Headers; text: string },
): string[] {
  const operation = operationOf(method, path);
  const where = operation
    ? pointer('paths', operation.path, method.toLowerCase(), 'responses', String(answer.status))
    : pointer('components', 'responses', answer.status === 405 ? 'MethodNotAllowed' : 'NotFound');
  const found = at<ResponseSpec | undefined>(where);
  if (!found.value)
    return [`${operation?.operationId ?? path} answers ${answer.status}, which is not documented`];
  const faults: string[] = [];
  for (const name of Object.keys(found.value.headers ?? {})) {
    const { value: spec } = at<HeaderSpec>(`${found.where}${pointer('headers', name)}`);
    const given = answer.headers.get(name);
    if (given === null && spec.required) faults.push(`header ${name} is missing`);
    if (given !== null && !validHeader(spec, given)) faults.push(`header ${name}: ${given}`);
  }
  const schema = `${found.where}${pointer('content', 'application/json', 'schema')}`;
  const validate = validatorAt(schema);
  if (!validate(JSON.parse(answer.text))) {
    faults.push(`body: ${ajv.errorsText(validate.errors)} in ${answer.text.slice(0, 300)}`);
  }
  return faults;
}

function validHeader(spec: HeaderSpec, given: string): boolean {
  const value = spec.schema.type === 'integer' ? Number(given) : given;
  return ajv.validate(spec.schema, value);
}

/** The ledger: which documented answers were seen. */
export const exercised = new Set<string>();
