import type { SampleIds } from '#lib/domain/console/schemas.ts';
import { type ConsoleOperation, follow, type Json } from './document.ts';

// Examples of a document name records that exist nowhere in particular. Before the form is filled with them, their
// ids are replaced by ids of the tenant that is called, and values that must be new are made new.

/** Where a schema of the form carries what an optional value could be. */
export const hintKey = 'x-portal-hint';

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

/**
 * The operation's document as the form is filled from it: without examples for what need not be sent, and the others
 * made to work in the tenant. null: there is no tenant.
 */
export function withWorkingExamples(
  operation: ConsoleOperation,
  samples: SampleIds | null,
): ConsoleOperation['document'] {
  const { document: whole } = operation;
  const makesApp = operation.method === 'POST' && operation.path === '/api/v1/apps';
  const document = mapObjects(whole, (object, inExample) => {
    if (inExample) return makesApp ? withNewLabel(object) : object;
    return isParameter(object) ? withoutProposal(whole, object) : object;
  });
  if (samples === null) return document;
  const parameters = mapObjects(document, (object) =>
    isParameter(object) ? withExample(object, operation.path, samples) : object,
  );
  return mapObjects(parameters, (object, inExample) =>
    inExample ? withSamples(object, samples) : object,
  );
}

type JsonObject = ConsoleOperation['document'];
type Parameter = JsonObject & { name: string; in: string };

const isParameter = (object: JsonObject): object is Parameter =>
  typeof object.name === 'string' && typeof object.in === 'string';

/** An optional parameter proposes no value: what it could be is a hint, which is not sent. */
function withoutProposal(document: JsonObject, parameter: Parameter): JsonObject {
  if (parameter.required === true || parameter.in === 'path') return parameter;
  const { example, examples, ...rest } = parameter;
  const schema = follow(document, parameter.schema);
  if (schema === null) return rest;
  const { example: ofSchema, examples: ofSchemas, ...bare } = schema;
  const named = firstMember(examples);
  const proposals = [
    example,
    isJsonObject(named) ? named.value : undefined,
    ofSchema,
    firstMember(ofSchemas),
  ];
  // A key that is proposed to everybody would answer with what somebody sent before.
  if (parameter.name === 'Idempotency-Key') return { ...rest, schema: bare };
  const hint = proposals.find((each) => typeof each === 'string' || typeof each === 'number');
  return { ...rest, schema: hint === undefined ? bare : { ...bare, [hintKey]: String(hint) } };
}

/** An org has no two apps of one label, and its sample apps are those of the examples. */
const withNewLabel = (object: JsonObject): JsonObject =>
  typeof object.label === 'string' && typeof object.signOnMode === 'string'
    ? { ...object, label: `${object.label} ${digits(3)}` }
    : object;

const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const firstMember = (value: Json | undefined): Json | undefined =>
  typeof value === 'object' && value !== null ? Object.values(value)[0] : undefined;

function withExample(parameter: Parameter, path: string, samples: SampleIds): JsonObject {
  const { example: _known, ...rest } = parameter;
  if (parameter.name === 'Idempotency-Key') return rest;
  const id = parameter.in === 'path' ? pathSample(path, parameter.name, samples) : undefined;
  return id === undefined ? parameter : { ...parameter, example: id };
}

function withSamples(object: JsonObject, samples: SampleIds): JsonObject {
  const entries = Object.entries(object).map(([key, value]): [string, Json] => {
    const id = isRecipient(object, key) ? recipientOf(object, samples) : samples[key];
    if (typeof value === 'number' && id !== undefined) return [key, id];
    const make = Object.hasOwn(fresh, key) ? fresh[key] : undefined;
    return [key, make && typeof value === 'string' ? make() : value];
  });
  return Object.fromEntries(entries);
}

/** Whom a message goes to stands under a name that says nothing of whose id it is. */
const isRecipient = (object: JsonObject, key: string) =>
  key === 'to' && typeof object.message === 'string';
// Employees have an e-mail address; of guardians only some do.
const recipientOf = ({ channel }: JsonObject, { guardian_id, employee_id }: SampleIds) =>
  channel === 'email' ? (employee_id ?? guardian_id) : guardian_id;

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
