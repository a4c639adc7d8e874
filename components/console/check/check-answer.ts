import { type ConsoleOperation, responseOf } from '../document.ts';
import type { Answer } from '../relay-fetch.ts';
import { checkJson, type Mismatch } from './check-json.ts';
import { at, isObject, type Json, type JsonObject } from './json.ts';

export type AnswerCheck =
  | { kind: 'fits' }
  | { kind: 'mismatches'; list: Mismatch[] }
  /** The document says nothing that could be held against it. */
  | { kind: 'unchecked'; why: string };

// The relay keeps these to itself.
const notHandedOn = new Set([
  'set-cookie',
  'www-authenticate',
  'cache-control',
  'vary',
  'location',
]);
const bytesAtMost = 2_000_000;

/** Holds an answer against what the document says of its status and type. */
export function checkAnswer(operation: ConsoleOperation, answer: Answer): AnswerCheck {
  const response = responseOf(operation, answer.status);
  if (!response) return { kind: 'unchecked', why: 'The document does not describe this status.' };
  const headers = missingHeaders(operation.document, response, answer);
  const content = isObject(response.content) ? response.content : null;
  if (!content || Object.keys(content).length === 0) {
    const surprise = answer.body.length > 0 && operation.method !== 'HEAD';
    const body = surprise ? [{ pointer: '', problem: 'has a body, the document says none' }] : [];
    return verdict([...headers, ...body]);
  }
  const media = mediaOf(content, answer.contentType);
  if (!media) {
    const known = Object.keys(content).join(', ');
    const problem = `is ${answer.contentType || 'of no type'}, the document says ${known}`;
    return verdict([...headers, { pointer: 'content-type', problem }]);
  }
  const { schema } = media;
  if (schema === undefined || !/json/i.test(answer.contentType)) return verdict(headers);
  if (answer.body.length > bytesAtMost) {
    return { kind: 'unchecked', why: 'The answer is too large to be checked here.' };
  }
  const value = parsed(answer.body);
  if (value === undefined) return verdict([...headers, { pointer: '', problem: 'is not JSON' }]);
  const found = checkJson(operation.document, schema, value);
  if (!found) return { kind: 'unchecked', why: 'The answer is too intricate to be checked here.' };
  return verdict([...headers, ...found]);
}

const verdict = (list: Mismatch[]): AnswerCheck =>
  list.length === 0 ? { kind: 'fits' } : { kind: 'mismatches', list };

function missingHeaders(document: JsonObject, response: JsonObject, answer: Answer): Mismatch[] {
  const said = isObject(response.headers) ? response.headers : {};
  return Object.entries(said).flatMap(([name, node]) => {
    const header = isObject(node) && typeof node.$ref === 'string' ? at(document, node.$ref) : node;
    const required =
      isObject(header) && header.required === true && !notHandedOn.has(name.toLowerCase());
    const there = answer.headers.some(([each]) => each === name.toLowerCase());
    return required && !there
      ? [{ pointer: name.toLowerCase(), problem: 'is a required header and not there' }]
      : [];
  });
}

function mediaOf(content: JsonObject, contentType: string): JsonObject | null {
  const [type = ''] = contentType.toLowerCase().split(';', 1);
  const [main] = type.split('/', 1);
  const wanted = [type.trim(), `${main}/*`, '*/*'];
  for (const name of wanted) {
    const key = Object.keys(content).find(
      (each) => each.toLowerCase().split(';', 1)[0]?.trim() === name,
    );
    const media = key === undefined ? undefined : content[key];
    if (isObject(media)) return media;
  }
  return null;
}

function parsed(body: Uint8Array): Json | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
