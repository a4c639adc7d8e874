import { jsonText, withoutMark } from '../std/exact-number.ts';
import { exampleFromSchema } from './example-from-schema.ts';
import { isForm, isJson } from './media-types.ts';
import type { Encoding, Json, MediaType, Operation, ParameterStyle, SchemaMap } from './model.ts';

export type ExampleBody =
  | { kind: 'json'; mediaType: string; value: Json }
  /** `fields`: the same, decoded, when the text is a form. */
  | { kind: 'text'; mediaType: string; text: string; fields?: FormField[] }
  | { kind: 'multipart'; mediaType: string; parts: ExamplePart[] }
  /** The content of a file the reader has. */
  | { kind: 'file'; mediaType: string; fileName: string };

export type FormField = { name: string; value: string };

/** `contentType`: a media type without parameters; absent where the part's own kind says it. */
export type ExamplePart = { name: string; contentType?: string } & (
  | { value: string }
  | { fileName: string }
);

export type BodyOptions = { schemas: SchemaMap; mediaType?: string; example?: string };

/** The body of the chosen media type from its example, or from its schema; JSON before others. */
export const buildBody = (operation: Operation, options: BodyOptions): ExampleBody | undefined => {
  const content = operation.requestBody?.content ?? [];
  const media =
    content.find(({ mediaType }) => mediaType === options.mediaType) ??
    content.find(({ mediaType }) => isJson(mediaType)) ??
    content[0];
  if (!media) return undefined;
  const example =
    media.examples.find(({ name }) => name !== undefined && name === options.example) ??
    media.examples[0];
  const mediaType = safeMediaType(media.mediaType);
  if (/^multipart\//i.test(mediaType))
    return { kind: 'multipart', mediaType, parts: partsOf(media, options, example?.value) };
  if (example?.text !== undefined && !isJson(mediaType)) {
    const fields = isForm(mediaType) ? { fields: fieldsOf(example.text) } : {};
    return { kind: 'text', mediaType, text: example.text, ...fields };
  }
  if (example?.value === undefined)
    return isJson(mediaType)
      ? { kind: 'json', mediaType, value: {} }
      : { kind: 'file', mediaType, fileName: 'file.bin' };
  if (isJson(mediaType)) return { kind: 'json', mediaType, value: example.value };
  return {
    kind: 'text',
    mediaType,
    text:
      typeof example.value === 'string' ? withoutMark(example.value) : jsonText(example.value, 2),
  };
};

const fieldsOf = (text: string): FormField[] =>
  [...new URLSearchParams(text)].map(([name, value]) => ({ name, value }));

/** `*` takes anything, so JSON is as good as any; what is no media type is sent as bytes. */
const safeMediaType = (text: string): string => {
  if (text.includes('*')) return 'application/json';
  return /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:;[\w\s=;."-]*)?$/.test(text)
    ? text
    : 'application/octet-stream';
};

const partsOf = (
  media: MediaType,
  options: BodyOptions,
  value: Json | undefined,
): ExamplePart[] => {
  const made =
    value ??
    (media.schema
      ? exampleFromSchema(media.schema, options.schemas, { direction: 'request' })
      : undefined);
  if (typeof made !== 'object' || made === null || Array.isArray(made))
    return [{ name: 'file', fileName: 'file.bin' }];
  return Object.entries(made).flatMap(([name, item]) =>
    partOf(
      name,
      item,
      media.encoding?.find((candidate) => candidate.name === name),
    ),
  );
};

const partOf = (name: string, item: Json, encoding: Encoding | undefined): ExamplePart[] => {
  const told = partType(encoding);
  const type = told === undefined ? {} : { contentType: told };
  if (item === '<binary>') return [{ name, fileName: 'file.bin', ...type }];
  const joined = joinedList(item, encoding);
  if (joined !== undefined) return [{ name, value: joined, ...type }];
  if (encoding?.style === 'deepObject' && typeof item === 'object' && item !== null)
    return Object.entries(item).flatMap(([key, each]) => partOf(`${name}[${key}]`, each, encoding));
  if (Array.isArray(item) && !(told !== undefined && isJson(told)))
    return item.slice(0, 10).flatMap((each) => partOf(name, each, encoding));
  if (told !== undefined && /^(?:image|audio|video)\/|octet-stream|pdf|zip/i.test(told))
    return [{ name, fileName: 'file.bin', ...type }];
  if (typeof item !== 'object')
    return [
      { name, value: typeof item === 'string' ? withoutMark(item) : jsonText(item), ...type },
    ];
  return [{ name, value: jsonText(item), contentType: told ?? 'application/json' }];
};

const DELIMITERS: Partial<Record<ParameterStyle, string>> = {
  form: ',',
  spaceDelimited: ' ',
  pipeDelimited: '|',
};

/** A list whose encoding wants it in one part; undefined: it does not. */
const joinedList = (item: Json, encoding: Encoding | undefined): string | undefined => {
  if (!Array.isArray(item) || encoding === undefined) return undefined;
  const { style = 'form', explode } = encoding;
  const delimiter = (explode ?? style === 'form') ? undefined : DELIMITERS[style];
  return delimiter === undefined
    ? undefined
    : item
        .map((each) => (typeof each === 'string' ? withoutMark(each) : jsonText(each)))
        .join(delimiter);
};

/** The first media type of an encoding that names one, without its parameters. */
const partType = (encoding: Encoding | undefined): string | undefined =>
  encoding?.contentType
    ?.split(',')
    .map((type) => type.split(';')[0]?.trim() ?? '')
    .find((type) => /^[\w!#&^.+-]{1,60}\/[\w!#&^.+-]{1,80}$/.test(type));
