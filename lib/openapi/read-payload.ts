import { jsonText } from '../std/exact-number.ts';
import { exampleFromSchema } from './example-from-schema.ts';
import type {
  Encoding,
  Header,
  Json,
  MediaType,
  Parameter,
  ParameterPlace,
  ParameterStyle,
  RequestBody,
  SchemaNode,
} from './model.ts';
import {
  childPointer,
  compact,
  flag,
  isExtensionKey,
  isObject,
  listMember,
  member,
  objectMember,
  type RawObject,
  textMember,
} from './raw.ts';
import { completeExamples, readExamples } from './read-examples.ts';
import { readInlineSchema } from './read-schema.ts';
import { readExtensions } from './read-schema-parts.ts';
import { follow, note, type Reader } from './reader.ts';
import { serializeParameter } from './serialize-parameter.ts';

const PLACES: ParameterPlace[] = ['path', 'query', 'header', 'cookie', 'querystring'];
const STYLES: ParameterStyle[] = [
  'matrix',
  'label',
  'simple',
  'form',
  'spaceDelimited',
  'pipeDelimited',
  'tabDelimited',
  'deepObject',
  'cookie',
];

/** A parameter, or undefined with a notice when it has no name or no known place. */
export const readParameter = (
  reader: Reader,
  value: Json,
  pointer: string,
): Parameter | undefined => {
  const raw = follow(reader, value, pointer);
  if (!raw) return undefined;
  const name = textMember(raw, 'name');
  const place = PLACES.find((candidate) => candidate === member(raw, 'in'));
  if (name === undefined || place === undefined) {
    note(
      reader,
      pointer,
      'A parameter here has no name, or no place among path, query, header and cookie.',
    );
    return undefined;
  }
  const style =
    readStyle(raw) ??
    (place === 'query' || place === 'cookie' || place === 'querystring' ? 'form' : 'simple');
  const rest = readPayload(reader, raw, pointer, style, 'request');
  const parameter: Parameter = {
    name: name.slice(0, 1000),
    in: place,
    ...rest,
    required: place === 'path' || rest.required,
    allowEmptyValue: flag(raw, 'allowEmptyValue') || undefined,
  };
  parameter.serialized = serializedForm(reader, parameter, parameter.in === 'header');
  return compact(parameter);
};

const readStyle = (raw: RawObject): ParameterStyle | undefined =>
  member(raw, 'x-collection-format') === 'tsv'
    ? 'tabDelimited'
    : STYLES.find((style) => style === member(raw, 'style'));

/** What parameters and headers have in common. */
const readPayload = (
  reader: Reader,
  raw: RawObject,
  pointer: string,
  style: ParameterStyle,
  direction: 'request' | 'response',
): Omit<Header, 'name'> => {
  const schema = member(raw, 'schema');
  const content = Object.entries(objectMember(raw, 'content') ?? {})[0];
  const examples = readExamples(reader, raw, pointer);
  const payload = {
    required: flag(raw, 'required') ?? false,
    deprecated: flag(raw, 'deprecated') || undefined,
    description: reader.prose(textMember(raw, 'description')),
    style,
    explode: flag(raw, 'explode') ?? (style === 'form' || style === 'cookie'),
    allowReserved: flag(raw, 'allowReserved') || undefined,
    schema:
      schema === undefined ? undefined : readInlineSchema(reader, schema, `${pointer}/schema`),
    content: content
      ? readMediaType(reader, content[0], content[1], `${pointer}/content`, direction)
      : undefined,
    extensions: readExtensions(raw),
  };
  return {
    ...payload,
    examples: examples.length > 0 ? examples : (payload.schema?.examples ?? []),
  };
};

/** The value as it stands in the request: by style, or as the text of its media type. */
const serializedForm = (
  reader: Reader,
  parameter: Header & { in?: ParameterPlace },
  raw: boolean,
): string | undefined => {
  const { name, style, explode, allowReserved, schema, content } = parameter;
  const told = parameter.examples.find(
    (example) => example.value !== undefined || example.text !== undefined,
  );
  if (told?.text !== undefined) return told.truncated ? undefined : told.text.slice(0, 2000);
  if (content) {
    const example = content.examples[0];
    const text =
      example?.text ?? (example?.value === undefined ? undefined : jsonText(example.value));
    return text === undefined || text.length > 2000 ? undefined : inPlace(parameter, text);
  }
  const made = (): Json | undefined =>
    schema
      ? illustrate(exampleFromSchema(schema, reader.schemas, { direction: 'request' }), schema)
      : undefined;
  // Null is an example too.
  const value = told ? told.value : made();
  if (value === undefined) return undefined;
  const text = serializeParameter({
    name,
    style,
    explode,
    allowReserved,
    value,
    as: 'display',
    raw,
  });
  return text.length > 2000 ? undefined : text;
};

/** One item says nothing of how several are joined: a made list gets a second one. */
const illustrate = (value: Json | undefined, schema: SchemaNode): Json | undefined => {
  if (!Array.isArray(value) || value.length !== 1 || schema.examples || schema.default)
    return value;
  const [item] = value;
  const second = schema.items?.enum?.[1]?.value;
  if (second !== undefined) return [item ?? null, second];
  if (item === 'string') return ['first', 'second'];
  return typeof item === 'number' ? [item, item + 1] : value;
};

const inPlace = (parameter: Header & { in?: ParameterPlace }, text: string): string =>
  parameter.in === 'header' || parameter.in === undefined || parameter.in === 'querystring'
    ? text
    : `${parameter.name}=${encodeURIComponent(text.toWellFormed())}`;

/** A response header, or a header of a multipart part. */
export const readHeaders = (reader: Reader, raw: RawObject, pointer: string): Header[] => {
  const headers: Header[] = [];
  for (const [name, value] of Object.entries(objectMember(raw, 'headers') ?? {}).slice(0, 200)) {
    const at = childPointer(`${pointer}/headers`, name);
    const header = isExtensionKey(name) && !isObject(value) ? undefined : follow(reader, value, at);
    if (!header) continue;
    const read: Header = { name, ...readPayload(reader, header, at, 'simple', 'response') };
    read.serialized = serializedForm(reader, read, true);
    headers.push(compact(read));
  }
  return headers;
};

/** `content`: media types in the document's order. */
export const readContent = (
  reader: Reader,
  raw: RawObject,
  pointer: string,
  direction: 'request' | 'response',
): MediaType[] =>
  Object.entries(objectMember(raw, 'content') ?? {})
    .filter(([name]) => !isExtensionKey(name))
    .slice(0, 50)
    .map(([name, value]) => readMediaType(reader, name, value, `${pointer}/content`, direction));

const readMediaType = (
  reader: Reader,
  name: string,
  value: Json,
  pointer: string,
  direction: 'request' | 'response',
): MediaType => {
  const at = childPointer(pointer, name);
  const mediaType = name.slice(0, 200);
  const raw = value === null ? {} : follow(reader, value, at);
  if (!raw) return { mediaType, examples: [] };
  const schema = member(raw, 'schema');
  const itemSchema = member(raw, 'itemSchema');
  const payload = {
    schema: schema === undefined ? undefined : readInlineSchema(reader, schema, `${at}/schema`),
    itemSchema:
      itemSchema === undefined
        ? undefined
        : readInlineSchema(reader, itemSchema, `${at}/itemSchema`),
    encoding: readEncodings(reader, raw, at),
  };
  const examples = completeExamples(
    reader.schemas,
    mediaType,
    payload,
    readExamples(reader, raw, at),
    direction,
  );
  return compact({ mediaType, ...payload, examples, extensions: readExtensions(raw) });
};

const readEncodings = (reader: Reader, raw: RawObject, pointer: string): Encoding[] | undefined => {
  const named = Object.entries(objectMember(raw, 'encoding') ?? {}).slice(0, 300);
  const item = member(raw, 'itemEncoding');
  const parts = listMember(raw, 'prefixEncoding').slice(0, 50);
  const entries = [
    ...named,
    ...parts.map((part, index) => [`#${index + 1}`, part] as const),
    ...(item === undefined ? [] : [['*', item] as const]),
  ];
  const encodings = entries.flatMap(([name, value]) => {
    if (!isObject(value)) return [];
    const at = childPointer(`${pointer}/encoding`, name);
    const headers = readHeaders(reader, value, at);
    return compact({
      name,
      contentType: textMember(value, 'contentType'),
      style: readStyle(value),
      explode: flag(value, 'explode'),
      allowReserved: flag(value, 'allowReserved') || undefined,
      headers: headers.length > 0 ? headers : undefined,
    });
  });
  return encodings.length > 0 ? encodings : undefined;
};

export const readRequestBody = (
  reader: Reader,
  value: Json | undefined,
  pointer: string,
): RequestBody | undefined => {
  if (value === undefined) return undefined;
  const raw = follow(reader, value, pointer);
  if (!raw) return undefined;
  return compact({
    description: reader.prose(textMember(raw, 'description')),
    required: flag(raw, 'required') ?? false,
    content: readContent(reader, raw, pointer, 'request'),
    extensions: readExtensions(raw),
  });
};
