import { jsonText, withoutMark } from '../std/exact-number.ts';
import { exampleFromSchema } from './example-from-schema.ts';
import { formText } from './form-text.ts';
import { PAGE } from './limits.ts';
import { isForm, isJson, isStream, isXml } from './media-types.ts';
import type { Encoding, Example, Json, SchemaMap, SchemaNode } from './model.ts';
import { schemaOf } from './model.ts';
import {
  childPointer,
  compact,
  isExtensionKey,
  isObject,
  member,
  type RawObject,
  textMember,
} from './raw.ts';
import { exampleOfValue, safeUrl } from './read-schema-parts.ts';
import { follow, type Reader } from './reader.ts';
import { xmlExample } from './xml-example.ts';

/** `example` and `examples` of a parameter, header or media type. `$ref`s inside values are data. */
export const readExamples = (reader: Reader, raw: RawObject, pointer: string): Example[] => {
  const examples: Example[] = [];
  const one = member(raw, 'example');
  if (one !== undefined) examples.push(exampleOfValue(one));
  const several = member(raw, 'examples');
  const entries = Array.isArray(several)
    ? several.map((value, index) => [String(index), value] as const)
    : isObject(several)
      ? Object.entries(several)
      : [];
  for (const [name, item] of entries.slice(0, 50)) {
    if (Array.isArray(several)) examples.push(exampleOfValue(item));
    else if (!isExtensionKey(name))
      examples.push(...readExample(reader, name, item, `${pointer}/examples`));
  }
  return examples;
};

const readExample = (reader: Reader, name: string, item: Json, pointer: string): Example[] => {
  // Documents often put the bare value where an Example object belongs.
  if (!isObject(item)) return [{ name, ...exampleOfValue(item) }];
  const raw = follow(reader, item, childPointer(pointer, name));
  if (!raw) return [];
  const value = member(raw, 'dataValue') ?? member(raw, 'value');
  const serialized = textMember(raw, 'serializedValue');
  const external = safeUrl(textMember(raw, 'externalValue'));
  const isBare = value === undefined && serialized === undefined && external === undefined;
  const named = {
    name,
    summary: textMember(raw, 'summary'),
    description: reader.prose(textMember(raw, 'description')),
  };
  if (isBare)
    return named.summary || named.description
      ? [compact(named)]
      : [{ name, ...exampleOfValue(raw) }];
  return [
    compact({
      ...named,
      ...(value === undefined ? {} : exampleOfValue(value)),
      ...(serialized === undefined ? {} : { text: serialized.slice(0, PAGE.exampleBytes) }),
      externalValue: external,
    }),
  ];
};

export type PayloadSchema = { schema?: SchemaNode; itemSchema?: SchemaNode; encoding?: Encoding[] };

/** Examples of the document, else the schema's own, else one made from it; each with its text where that is not JSON. */
export const completeExamples = (
  schemas: SchemaMap,
  mediaType: string,
  payload: PayloadSchema,
  told: Example[],
  direction: 'request' | 'response',
): Example[] => {
  const { schema, itemSchema } = payload;
  if (told.length > 0) return told.map((example) => withText(schemas, mediaType, payload, example));
  const own = schema?.examples ?? schemaOf(schemas, schema?.ref)?.node.examples;
  if (own && own.length > 0)
    return own.map((example) => withText(schemas, mediaType, payload, example));
  const source = schema ?? itemSchema;
  if (!source) return [];
  const value = exampleFromSchema(source, schemas, { direction });
  if (value === undefined || value === '<binary>' || value === '') return [];
  return [withText(schemas, mediaType, payload, { value, generated: true })];
};

const withText = (
  schemas: SchemaMap,
  mediaType: string,
  payload: PayloadSchema,
  example: Example,
): Example => {
  const { value } = example;
  if (example.text !== undefined || value === undefined || value === null) return example;
  if (typeof value === 'string') return isJson(mediaType) ? example : { ...example, text: value };
  if (payload.itemSchema && isStream(mediaType))
    return { ...example, text: streamText(mediaType, value) };
  if (isXml(mediaType) && payload.schema)
    return { ...example, text: xmlExample(value, payload.schema, schemas) };
  if (isForm(mediaType) && isObject(value))
    return { ...example, text: formText(value, payload.encoding ?? []) };
  return example;
};

const streamText = (mediaType: string, value: Json): string => {
  const items = Array.isArray(value) ? value : [value];
  if (!/event-stream/i.test(mediaType)) return items.map((item) => jsonText(item)).join('\n');
  return items
    .map((item) => {
      const fields = isObject(item) && ('data' in item || 'event' in item) ? item : { data: item };
      return Object.entries(fields)
        .map(
          ([name, field]) =>
            `${name}: ${typeof field === 'string' ? withoutMark(field) : jsonText(field)}`,
        )
        .join('\n');
    })
    .join('\n\n');
};
