import { AppError } from '#lib/errors.ts';
import { type EventType, eventScopes, eventTypes } from '../events/catalog.ts';
import { at, readEventDocument } from './event-schemas.ts';

/** One field of an event's body, by its path. */
export type EventField = { path: string; type: string; required: boolean; description: string };

/** An event as a form offers it: what it means, what it needs, and what its body looks like. */
export type EventGuide = {
  name: EventType;
  summary: string;
  /** The scope without which an installation does not receive it. */
  scope: string | null;
  fields: EventField[];
  /** The whole body, as JSON. */
  example: string;
};

const deepest = 5;
const media = ['post', 'requestBody', 'content', 'application/json'];
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
const namesOf = (value: unknown) => (typeof value === 'object' && value ? Object.keys(value) : []);

/** A schema with its local reference followed; what stands beside the reference goes first. */
function resolved(document: unknown, schema: unknown): unknown {
  const target = textOf(at(schema, '$ref'));
  if (!target.startsWith('#/')) return schema;
  const found = at(document, ...target.slice(2).split('/'));
  const beside = typeof schema === 'object' && schema ? schema : {};
  return typeof found === 'object' && found
    ? { ...resolvedObject(document, found), ...beside, $ref: undefined }
    : schema;
}

function resolvedObject(document: unknown, schema: object): object {
  const inner = resolved(document, schema);
  return typeof inner === 'object' && inner ? inner : {};
}

function typeOf(schema: unknown): string {
  const type = at(schema, 'type');
  const names = Array.isArray(type) ? type.map(String) : [textOf(type)];
  const values = at(schema, 'enum');
  const fixed = at(schema, 'const');
  if (fixed !== undefined) return JSON.stringify(fixed);
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' | ');
  const format = textOf(at(schema, 'format'));
  return names.filter(Boolean).join(' | ') + (format ? ` (${format})` : '') || 'any';
}

function fieldsOf(document: unknown, schema: unknown, prefix: string, depth: number): EventField[] {
  const whole = resolved(document, schema);
  const required = at(whole, 'required');
  const isRequired = (name: string) => Array.isArray(required) && required.includes(name);
  return namesOf(at(whole, 'properties')).flatMap((name) => {
    const field = resolved(document, at(whole, 'properties', name));
    const path = prefix + name;
    const own = {
      path,
      type: typeOf(field),
      required: isRequired(name),
      description: textOf(at(field, 'description')),
    };
    const inner = depth < deepest ? fieldsOf(document, field, `${path}.`, depth + 1) : [];
    return [own, ...inner];
  });
}

function guideOf(document: unknown, name: EventType): EventGuide {
  const operation = at(document, 'webhooks', name, 'post');
  const [first] = Object.values(Object(at(document, 'webhooks', name, ...media, 'examples')));
  return {
    name,
    summary: textOf(at(operation, 'summary')) || name,
    scope: eventScopes[name],
    fields: fieldsOf(document, at(document, 'webhooks', name, ...media, 'schema'), '', 1),
    example: JSON.stringify(at(first, 'value') ?? {}, null, 2),
  };
}

/** Every event that an endpoint can subscribe to, as the published document describes it: by its name if it cannot. */
export async function eventGuides(): Promise<EventGuide[]> {
  const document = await readEventDocument().catch((error: unknown) => {
    if (error instanceof AppError) return {};
    throw error;
  });
  return eventTypes.map((name) => guideOf(document, name));
}
