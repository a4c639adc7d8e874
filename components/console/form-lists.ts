import { type ConsoleOperation, follow, isList, type Json, type JsonObject } from './document.ts';

/** Is this field a list, in a body of this content type that is a form? */
export function isListField(
  operation: ConsoleOperation,
  contentType: string,
  name: string,
): boolean {
  const { document, raw } = operation;
  const body = follow(document, raw.requestBody);
  const content = follow(document, body?.content);
  const kind = follow(document, content?.[contentType]);
  return properties(document, kind?.schema, name).some((schema) => isList(document, schema));
}

/** What a schema, or a part of which it is made, says of a property. */
function properties(
  document: JsonObject,
  node: Json | undefined,
  name: string,
  depth = 0,
): JsonObject[] {
  const schema = follow(document, node);
  if (!schema || depth > 5) return [];
  const own = follow(document, follow(document, schema.properties)?.[name]);
  const parts = Array.isArray(schema.allOf) ? schema.allOf : [];
  return [
    ...(own ? [own] : []),
    ...parts.flatMap((part) => properties(document, part, name, depth + 1)),
  ];
}
