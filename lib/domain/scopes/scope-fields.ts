import { findApi } from '#lib/openapi/apis.ts';
import { readDocument } from '#lib/openapi/catalog.ts';
import { type PartnerScope, partnerScopes } from '../installations/scopes.ts';
import { operationsOfScope } from './operation-scopes.ts';

type Fields = Readonly<Record<PartnerScope, readonly string[]>>;

let known: { text: string; fields: Fields } | null = null;

/** The fields that each scope opens, as the contract document has them; none when there is no document. */
export async function fieldsOfScopes(): Promise<Fields> {
  const api = findApi('partners');
  const text = (api && (await readDocument(api))) || '{}';
  if (known?.text !== text) known = { text, fields: readFields(JSON.parse(text)) };
  return known.fields;
}

/** The same from a parsed document. Pure. */
export function readFields(document: unknown): Fields {
  const operations = operationsIn(document);
  const entries = partnerScopes.map((scope) => {
    const ofScope = operationsOfScope[scope].flatMap((name) => {
      const operation = operations.get(name);
      return operation === undefined ? [] : fieldsOf(document, operation, scope);
    });
    return [scope, [...new Set(ofScope)]] as const;
  });
  return Object.fromEntries(entries) as Fields; // One entry for each scope.
}

const at = (value: unknown, ...keys: string[]): unknown =>
  keys.reduce<unknown>((found, key) => Reflect.get(Object(found), key), value);

function operationsIn(document: unknown): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const item of Object.values(Object(at(document, 'paths')))) {
    for (const operation of Object.values(Object(item))) {
      const id = at(operation, 'operationId');
      if (typeof id === 'string') found.set(id, operation);
    }
  }
  return found;
}

/** A scope that reads opens what is answered, one that writes or sends what is sent. */
function fieldsOf(document: unknown, operation: unknown, scope: PartnerScope): string[] {
  const json = ['content', 'application/json', 'schema'];
  if (!scope.endsWith('.read')) {
    const names = propertiesOf(document, at(operation, 'requestBody', ...json));
    return [...names.keys()];
  }
  const answer = propertiesOf(document, at(operation, 'responses', '200', ...json));
  const data = resolve(document, answer.get('data'));
  const record = at(data, 'items') ?? data;
  return [...propertiesOf(document, record).keys()];
}

const deepest = 8;

function resolve(document: unknown, schema: unknown, depth = 0): unknown {
  const ref = at(schema, '$ref');
  if (typeof ref !== 'string' || !ref.startsWith('#/') || depth > deepest) return schema;
  return resolve(document, at(document, ...ref.slice(2).split('/')), depth + 1);
}

function propertiesOf(document: unknown, schema: unknown, depth = 0): Map<string, unknown> {
  const plain = resolve(document, schema);
  const found = new Map<string, unknown>(Object.entries(Object(at(plain, 'properties'))));
  const parts = at(plain, 'allOf');
  if (!Array.isArray(parts) || depth > deepest) return found;
  for (const part of parts) {
    for (const [name, inner] of propertiesOf(document, part, depth + 1)) found.set(name, inner);
  }
  return found;
}
