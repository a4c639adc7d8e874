import type { Json } from '#lib/openapi/model-schema.ts';
import type { Path } from '../manifest/places.ts';
import type { ReadSource } from '../manifest/read-source.ts';
import type { AskedFact, Facts, PolicyContext, TextFact } from './rule.ts';

type Fields = Readonly<Record<string, Json>>;

const fieldsOf = (value: Json | undefined): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

/** What the rules ask about, from a manifest of any shape. */
export function factsOf(read: ReadSource, context: PolicyContext): Facts {
  const data = fieldsOf(read.data);
  const webhooks = listOf(data.webhooks).map(fieldsOf);
  return {
    read,
    data,
    context,
    asked: [...askedIn(data, 'scopes', false), ...askedIn(data, 'optional_scopes', true)],
    events: webhooks.flatMap(({ events }, at) =>
      listOf(events).flatMap((text, index) =>
        typeof text === 'string' ? [{ text, path: ['webhooks', at, 'events', index] }] : [],
      ),
    ),
    addresses: [
      ...['homepage_url', 'privacy_url', 'bridge_url'].flatMap((field) => textAt(data, field, [])),
      ...webhooks.flatMap((one, at) => textAt(one, 'url', ['webhooks', at])),
    ],
    texts: textsIn(read.data, []),
  };
}

/** A mapping of scope to reason, or a list of names, which has no reasons. */
function askedIn(data: Fields, field: string, isOptional: boolean): AskedFact[] {
  const value = data[field];
  if (Array.isArray(value)) {
    return value.flatMap((scope, at) =>
      typeof scope === 'string' ? [{ scope, reason: null, isOptional, path: [field, at] }] : [],
    );
  }
  return Object.entries(fieldsOf(value)).map(([scope, reason]) => ({
    scope,
    reason,
    isOptional,
    path: [field, scope],
  }));
}

function textAt(fields: Fields, field: string, within: Path): TextFact[] {
  const text = fields[field];
  return typeof text === 'string' ? [{ text, path: [...within, field] }] : [];
}

function textsIn(value: Json | undefined, path: Path): TextFact[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (Array.isArray(value)) return value.flatMap((item, at) => textsIn(item, [...path, at]));
  return Object.entries(fieldsOf(value)).flatMap(([key, inner]) => textsIn(inner, [...path, key]));
}
