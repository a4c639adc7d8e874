import { createContext } from 'react';
import { type ConsoleOperation, follow } from '../document.ts';
import { checkJson, type Mismatch } from './check-json.ts';
import { isObject, type Json } from './json.ts';

/** The operation whose body is being typed; null where it is not known. */
export const TypedOperation = createContext<ConsoleOperation | null>(null);

const charactersAtMost = 200_000;

/** What a JSON body says otherwise than the document: hints, because wrong bodies may be sent on purpose. */
export function checkRequest(operation: ConsoleOperation | null, text: string): Mismatch[] {
  if (!operation || text.length > charactersAtMost) return [];
  const content = follow(operation.document, operation.raw.requestBody)?.content;
  if (!isObject(content)) return [];
  const [media] = Object.entries(content).flatMap(([type, node]) =>
    /json$/i.test(type.split(';', 1)[0]?.trim() ?? '') && isObject(node) ? [node] : [],
  );
  if (media?.schema === undefined) return [];
  try {
    const value: Json = JSON.parse(text);
    return checkJson(operation.document, media.schema, value, 'request') ?? [];
  } catch {
    return []; // That it is no JSON is said elsewhere.
  }
}
