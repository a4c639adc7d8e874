import { Composer, type Document, Lexer, LineCounter, Parser } from 'yaml';
import { exactNumber, mayLoseDigits } from '../std/exact-number.ts';
import { jsonDuplicates } from './json-duplicates.ts';
import { findJsonError } from './json-error.ts';
import type { Limits } from './limits.ts';
import { depthOffset, isWithinLimits } from './measure.ts';
import type { Json } from './model.ts';
import { DocumentRefusal } from './refusal.ts';
import { yamlToData } from './yaml-data.ts';

export type ParsedText = {
  value: Json;
  /** The text itself, when it is JSON. */
  json?: string;
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
  const value = tryJson(text);
  if (value !== undefined) {
    const kept = isWithinLimits(value, limits);
    if (kept === 'yes') {
      const duplicates = jsonDuplicates(text, (offset) => placeOf(text, offset));
      return { value: mayLoseDigits(text) ? exactJson(text) : value, duplicates, json: text };
    }
    if (kept === 'too large')
      throw new DocumentRefusal(`The document has more than ${limits.maxNodes} values.`, '#');
    const place = placeOf(text, depthOffset(text, limits.maxDepth));
    throw new DocumentRefusal(`The document nests deeper than ${limits.maxDepth} levels.`, place);
  }
  if (!isJson) return undefined;
  const { offset, message } = findJsonError(text);
  throw new DocumentRefusal(message, placeOf(text, offset));
};

const tryJson = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json; // JSON.parse gives JSON
  } catch {
    return undefined;
  }
};

/** The same value with every number that would lose digits kept as written. */
const exactJson = (text: string): Json => {
  const keep = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' && context?.source !== undefined
      ? (exactNumber(context.source, value) ?? value)
      : value;
  return JSON.parse(text, keep) as Json; // JSON.parse gives JSON
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
  return yamlToData(document, place, limits);
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
    merge: false,
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
