import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { AppError } from '#lib/errors.ts';
import { findApi } from '#lib/openapi/apis.ts';
import { readDocument } from '#lib/openapi/catalog.ts';
import { type EventType, eventTypes } from '../events/catalog.ts';

type Read = { dir: string; document: AnySchemaObject; ajv: Ajv2020 };
let known: Read | undefined;

const documentId = 'https://portal.invalid/openapi';
const bodyPath = 'post/requestBody/content/application~1json';

/** The Partners API's document as it is published; read again when it has changed. */
async function read(): Promise<Read> {
  const api = findApi('partners');
  if (api && known?.dir === api.dir) return known;
  const text = api && (await readDocument(api));
  if (!api || !text) {
    throw new AppError('conflict', {
      message: 'The description of the events cannot be read now.',
    });
  }
  const document: AnySchemaObject = JSON.parse(text);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, documentId);
  known = { dir: api.dir, document, ajv };
  return known;
}

/** What stands at a path in a document; undefined where it ends early. */
export function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner ? Reflect.get(inner, key) : undefined),
    value,
  );
}

/** The published document in which the events are described. Throws `conflict` when there is none. */
export async function readEventDocument(): Promise<AnySchemaObject> {
  return (await read()).document;
}

/** An example of the `data` of every event, as the document shows it. Throws `conflict` when there is no document. */
export async function eventExamples(): Promise<Record<string, unknown>> {
  const { document } = await read();
  const media = ['post', 'requestBody', 'content', 'application/json'];
  const entries = eventTypes.map((type) => {
    const examples = at(document, 'webhooks', type, ...media, 'examples');
    const [first] = typeof examples === 'object' && examples ? Object.values(examples) : [];
    return [type, at(first, 'value', 'data') ?? {}] as const;
  });
  return Object.fromEntries(entries);
}

const validators = new WeakMap<Ajv2020, Map<string, ValidateFunction>>();

function validatorOf(ajv: Ajv2020, type: EventType): ValidateFunction {
  const made = validators.get(ajv) ?? new Map<string, ValidateFunction>();
  validators.set(ajv, made);
  const found = made.get(type);
  if (found) return found;
  const $ref = `${documentId}#/webhooks/${type}/${bodyPath}/schema`;
  const validate = ajv.compile({ $ref });
  made.set(type, validate);
  return validate;
}

const mostProblems = 20;

/** What `data` breaks in the event's schema, one sentence each with its place; empty when it fits. */
export async function eventDataProblems(
  type: EventType,
  data: Record<string, unknown>,
): Promise<string[]> {
  const { ajv } = await read();
  const validate = validatorOf(ajv, type);
  const body = {
    id: '6f1c2a9e-3b7d-4c58-9e21-0d4b7a5f1c10',
    event: type,
    tenant_id: 42,
    created_at: '2026-04-26T10:30:15+03:00',
    data,
  };
  if (validate(body)) return [];
  return (validate.errors ?? []).slice(0, mostProblems).map(({ instancePath, message, params }) => {
    const place = instancePath.slice(1).replaceAll('/', '.') || 'data';
    const extra: unknown = Reflect.get(params, 'additionalProperty');
    return `${place} ${message}${typeof extra === 'string' ? ` (“${extra}”)` : ''}`;
  });
}
