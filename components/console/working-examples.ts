import type { SampleIds } from '#lib/domain/console/schemas.ts';
import type { ConsoleOperation, Json } from './document.ts';

// Examples of a document name records that exist nowhere in particular. Before the form is filled with them, their
// ids are replaced by ids of the tenant that is called, and values that must be new are made new.

const fresh: Record<string, () => string> = {
  national_id: () => `1${digits(9)}`,
  phone: () => `+9665${digits(8)}`,
};

function digits(count: number): string {
  const random = crypto.getRandomValues(new Uint8Array(count));
  return Array.from(random, (byte) => String(byte % 10)).join('');
}

/** The id that a path parameter of this name means: the record that the segment before it lists. */
function pathSample(path: string, name: string, samples: SampleIds): number | undefined {
  if (samples[name] !== undefined) return samples[name];
  if (path.includes(`/students/{${name}}`)) return samples.student_id;
  if (path.includes(`/guardians/{${name}}`)) return samples.guardian_id;
  if (path.includes(`/directory/{${name}}`)) return samples.employee_id;
  return undefined;
}

/** The operation's document, its examples made to work in the tenant. */
export function withWorkingExamples(
  operation: ConsoleOperation,
  samples: SampleIds,
): ConsoleOperation['document'] {
  const parameters = mapObjects(operation.document, (object) =>
    isParameter(object) ? withExample(object, operation.path, samples) : object,
  );
  return mapObjects(parameters, (object, inExample) =>
    inExample ? withSamples(object, samples) : object,
  );
}

/**
 * The document without the examples of queries that may be left out. Those of the Okta API show one way each (a
 * cursor, a filter, a search), and together they are refused.
 */
export function withoutOptionalQueries(
  document: ConsoleOperation['document'],
): ConsoleOperation['document'] {
  return mapObjects(document, (object) => {
    if (!isParameter(object) || object.in !== 'query' || object.required === true) return object;
    const { example: _one, examples: _many, ...rest } = object;
    const { schema } = rest;
    if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return rest;
    const { example: _inner, examples: _inners, ...plain } = schema;
    return { ...rest, schema: plain };
  });
}

type JsonObject = ConsoleOperation['document'];
type Parameter = JsonObject & { name: string; in: string };

const isParameter = (object: JsonObject): object is Parameter =>
  typeof object.name === 'string' && typeof object.in === 'string';

function withExample(parameter: Parameter, path: string, samples: SampleIds): JsonObject {
  const { example, ...rest } = parameter;
  // A key that is proposed to everybody would answer with what somebody sent before.
  if (parameter.name === 'Idempotency-Key') return rest;
  const id = parameter.in === 'path' ? pathSample(path, parameter.name, samples) : undefined;
  return id === undefined ? parameter : { ...parameter, example: id };
}

function withSamples(object: JsonObject, samples: SampleIds): JsonObject {
  const entries = Object.entries(object).map(([key, value]): [string, Json] => {
    const id = samples[key];
    if (typeof value === 'number' && id !== undefined) return [key, id];
    const make = Object.hasOwn(fresh, key) ? fresh[key] : undefined;
    return [key, make && typeof value === 'string' ? make() : value];
  });
  return Object.fromEntries(entries);
}

/** A list of `examples` is a schema's; a map of them has each value under `value`. */
const isExample = (key: string, value: Json) =>
  key === 'example' || key === 'value' || (key === 'examples' && Array.isArray(value));

/** Rebuilds a tree of objects from its leaves up. `inExample`: below an example's value. */
function mapObjects(
  object: JsonObject,
  change: (object: JsonObject, inExample: boolean) => JsonObject,
  inExample = false,
): JsonObject {
  const walk = (value: Json, inside: boolean): Json => {
    if (Array.isArray(value)) return value.map((item) => walk(item, inside));
    return typeof value === 'object' && value !== null ? mapObjects(value, change, inside) : value;
  };
  const entries = Object.entries(object).map(([key, value]): [string, Json] => [
    key,
    walk(value, inExample || isExample(key, value)),
  ]);
  return change(Object.fromEntries(entries), inExample);
}
