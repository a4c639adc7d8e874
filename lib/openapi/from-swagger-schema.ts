import type { Json } from './model.ts';
import {
  emptyObject,
  flag,
  isExtensionKey,
  isObject,
  member,
  type RawObject,
  textMember,
} from './raw.ts';
import { SHAPES_2 } from './shapes.ts';

/** Conversions by original: what YAML aliases share stays shared, so that it is not multiplied. */
const converted = new WeakMap<RawObject, Json>();

/** A Swagger 2.0 schema (or a parameter's own keywords) as OpenAPI 3.0 writes it. */
export const convertSchema = (value: Json): Json => {
  if (!isObject(value)) return value;
  const known = converted.get(value);
  if (known !== undefined) return known;
  const out = convertFields(value);
  converted.set(value, out);
  return out;
};

const convertFields = (value: RawObject): RawObject => {
  const out = emptyObject();
  for (const [key, content] of Object.entries(value)) {
    const child = isExtensionKey(key) ? undefined : SHAPES_2.schema.fields.get(key);
    if (!child) out[key] = content;
    else if (Array.isArray(content)) out[key] = content.map(convertSchema);
    else if (child.as === 'map' && isObject(content)) out[key] = convertMap(content, convertSchema);
    else out[key] = convertSchema(content);
  }
  const ref = textMember(value, '$ref');
  if (ref !== undefined) out.$ref = convertRef(ref);
  if (flag(value, 'x-nullable') === true) {
    out.nullable = true;
    delete out['x-nullable'];
  }
  if (value.type === 'file') Object.assign(out, { type: 'string', format: 'binary' });
  if (typeof value.discriminator === 'string')
    out.discriminator = { propertyName: value.discriminator };
  return out;
};

const SECTIONS: Record<string, string> = {
  '#/definitions/': '#/components/schemas/',
  '#/parameters/': '#/components/parameters/',
  '#/responses/': '#/components/responses/',
};

export const convertRef = (ref: string): string => {
  for (const [from, to] of Object.entries(SECTIONS)) {
    if (ref.startsWith(from)) return to + ref.slice(from.length);
  }
  return ref;
};

export const convertMap = (
  value: Json | undefined,
  convert: (item: Json, key: string) => Json | undefined,
): RawObject => {
  const out = emptyObject();
  for (const [key, item] of isObject(value) ? Object.entries(value) : []) {
    const converted = convert(item, key);
    if (converted !== undefined) out[key] = converted;
  }
  return out;
};

const KEYWORDS = [
  'type',
  'format',
  'items',
  'default',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'pattern',
  'maxItems',
  'minItems',
  'uniqueItems',
  'enum',
  'multipleOf',
  'x-nullable',
  'x-enumDescriptions',
];

/** The schema that the keywords beside a parameter's or header's name make up. */
export const ownSchema = (value: RawObject): Json => {
  const keywords = emptyObject();
  for (const key of KEYWORDS) {
    const content = member(value, key);
    if (content !== undefined) keywords[key] = content;
  }
  return convertSchema(keywords);
};

/** `collectionFormat` as style and explode; the default is comma separated. */
export const collectionStyle = (value: RawObject): RawObject => {
  const format = textMember(value, 'collectionFormat') ?? 'csv';
  const inQuery = value.in !== 'path' && value.in !== 'header';
  if (value.type !== 'array') return {};
  if (!inQuery) return { style: 'simple', explode: false };
  if (format === 'multi') return { style: 'form', explode: true };
  if (format === 'ssv') return { style: 'spaceDelimited', explode: false };
  if (format === 'pipes') return { style: 'pipeDelimited', explode: false };
  return {
    style: 'form',
    explode: false,
    ...(format === 'tsv' ? { 'x-collection-format': 'tsv' } : {}),
  };
};
