import { type ConsoleOperation, follow, type Json } from './document.ts';

type JsonObject = { [name: string]: Json };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isForm = (mediaType: string) =>
  /^(application\/x-www-form-urlencoded|multipart\/)/i.test(mediaType);
const hasType = ({ type }: JsonObject, name: string) => [type].flat().includes(name);

/**
 * Lists of a form go out as OpenAPI has it where nothing else is said: each item by itself. swagger-client would join
 * them by commas. `operation` is resolved: no references in it.
 */
export function withListEncoding(operation: Json | undefined): Json | undefined {
  if (!isObject(operation) || !isObject(operation.requestBody)) return operation;
  const { requestBody } = operation;
  if (!isObject(requestBody.content)) return operation;
  const content = Object.entries(requestBody.content).map(([mediaType, media]): [string, Json] => [
    mediaType,
    isForm(mediaType) && isObject(media) ? mediaWithEncoding(media) : media,
  ]);
  return { ...operation, requestBody: { ...requestBody, content: Object.fromEntries(content) } };
}

function mediaWithEncoding(media: JsonObject): JsonObject {
  const properties = isObject(media.schema) ? media.schema.properties : null;
  const said = isObject(media.encoding) ? media.encoding : {};
  const lists = Object.entries(isObject(properties) ? properties : {}).flatMap(([name, schema]) =>
    isObject(schema) && isPlainList(schema) ? [[name, { style: 'form', explode: true }]] : [],
  );
  return lists.length === 0
    ? media
    : { ...media, encoding: { ...Object.fromEntries(lists), ...said } };
}

/** A list of values, or of objects, which go out as JSON. Not of lists, nor of files, which are parts already. */
const isPlainList = (schema: JsonObject): boolean =>
  hasType(schema, 'array') &&
  isObject(schema.items) &&
  !isFile(schema.items) &&
  !hasType(schema.items, 'array');

const isFile = (schema: JsonObject): boolean =>
  hasType(schema, 'string') && (schema.format === 'binary' || schema.format === 'base64');

type Described = Pick<ConsoleOperation, 'document' | 'raw'>;

/** Names of the fields of an operation's form that take files, one or several. */
function fileFields({ document, raw }: Described): Set<string> {
  const content = follow(document, raw.requestBody)?.content;
  const names = Object.entries(isObject(content) ? content : {}).flatMap(([mediaType, media]) => {
    const schema = isForm(mediaType) && isObject(media) ? follow(document, media.schema) : null;
    return Object.entries(isObject(schema?.properties) ? schema.properties : {}).flatMap(
      ([name, node]) => {
        const field = follow(document, node);
        const item = field && hasType(field, 'array') ? follow(document, field.items) : field;
        return item && isFile(item) ? [name] : [];
      },
    );
  });
  return new Set(names);
}

/** A form without what stands in for files that nobody chose: swagger-ui sends its example as a text instead. */
export function withoutUnchosenFiles(body: unknown, operation: Described): unknown {
  if (!(body instanceof FormData)) return body;
  const files = fileFields(operation);
  const kept = new FormData();
  for (const [name, value] of body) {
    if (value instanceof File) kept.append(name, value, value.name);
    else if (!files.has(name)) kept.append(name, value);
  }
  return kept;
}
