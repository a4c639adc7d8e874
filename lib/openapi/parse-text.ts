import { Composer, type Document, isMap, isScalar, isSeq, Lexer, LineCounter, Parser } from 'yaml';
import { findJsonError } from './json-error.ts';
import type { Limits } from './limits.ts';
import { measureShared, measureTree } from './measure.ts';
import type { Json } from './model.ts';
import { DocumentRefusal } from './refusal.ts';

export type ParsedText = {
  value: Json;
  /** Keys that stand twice in one mapping: the last one counts, and readers are told. */
  duplicates: { key: string; place: string }[];
};

/**
 * Text of a JSON or YAML file as data. Throws DocumentRefusal with `line:column` for text that is neither, and for
 * text that nests, or by aliases expands, beyond the limits.
 */
export const parseText = (bytes: Uint8Array, isJson: boolean, limits: Limits): ParsedText => {
  const text = decodeText(bytes);
  if (text.trim() === '') throw new DocumentRefusal('The file is empty.', '1:1');
  const looksJson = /^\s*[{[]/.test(text);
  const parsed =
    (looksJson ? parseJson(text, isJson, limits) : undefined) ?? parseYaml(text, limits);
  return parsed;
};

const decodeText = (bytes: Uint8Array): string => {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  try {
    return new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DocumentRefusal('The file is not text in UTF-8.', '1:1');
  }
};

const parseJson = (text: string, isJson: boolean, limits: Limits): ParsedText | undefined => {
  try {
    const value = JSON.parse(text) as Json; // JSON.parse gives JSON
    measureTree(value, limits);
    return { value, duplicates: [] };
  } catch (error) {
    if (error instanceof DocumentRefusal) throw error;
    if (!isJson) return undefined;
    const { offset, message } = findJsonError(text);
    throw new DocumentRefusal(message, placeOf(text, offset));
  }
};

/** `line:column` of an offset, both from 1. */
const placeOf = (text: string, offset: number): string => {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return `${line}:${offset - before.lastIndexOf('\n')}`;
};

const parseYaml = (text: string, limits: Limits): ParsedText => {
  const lines = new LineCounter();
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${line}:${col}`;
  };
  const document = composeFirst(text, lines, place, limits);
  const [error] = document.errors;
  if (error)
    throw new DocumentRefusal(
      `The YAML is not valid: ${sentence(error.message)}`,
      place(error.pos[0]),
    );
  const duplicates = findDuplicates(document, place);
  try {
    const value = document.toJS({ maxAliasCount: -1 }) as Json; // only JSON types: the core schema has no others
    measureShared(value ?? null, limits);
    return { value: value ?? null, duplicates };
  } catch (error) {
    if (error instanceof DocumentRefusal) throw error;
    throw new DocumentRefusal(
      `The YAML cannot be read: ${sentence(String(error instanceof Error ? error.message : error))}`,
      '1:1',
    );
  }
};

const sentence = (message: string): string => {
  const first =
    message
      .split('\n')[0]
      ?.replace(/ at line \d+.*$/, '')
      .trim() ?? '';
  return /[.!?]$/.test(first) ? first : `${first}.`;
};

/** Like `parseDocument`, but stops at deep nesting before the composer, which is recursive, sees it. */
const composeFirst = (
  text: string,
  lines: LineCounter,
  place: (offset: number) => string,
  limits: Limits,
): Document.Parsed => {
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer({
    uniqueKeys: false,
    merge: true,
    strict: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  lines.addNewLine(0);
  for (const document of composer.compose(tokens(text, parser, place, limits), true, text.length))
    return document;
  throw new DocumentRefusal('The file is empty.', '1:1');
};

function* tokens(text: string, parser: Parser, place: (offset: number) => string, limits: Limits) {
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > limits.maxDepth + 2) {
      throw new DocumentRefusal(
        `The document nests deeper than ${limits.maxDepth} levels.`,
        place(parser.offset),
      );
    }
  }
  yield* parser.end();
}

const findDuplicates = (
  document: Document.Parsed,
  place: (offset: number) => string,
): ParsedText['duplicates'] => {
  const found: ParsedText['duplicates'] = [];
  const pending: unknown[] = [document.contents];
  while (pending.length > 0 && found.length < 50) {
    const node = pending.pop();
    if (isSeq(node)) pending.push(...node.items);
    if (!isMap(node)) continue;
    const keys = new Set<string>();
    for (const { key, value } of node.items) {
      pending.push(value);
      if (!isScalar(key)) continue;
      const name = String(key.value);
      if (keys.has(name) && name !== '<<')
        found.push({ key: name, place: place(key.range?.[0] ?? 0) });
      keys.add(name);
    }
  }
  return found;
};
