import { Composer, type Document, isAlias, isMap, isScalar, isSeq, Lexer, Parser } from 'yaml';
import { findJsonError } from '../../openapi/json-error.ts';
import type { Json } from '../../openapi/model-schema.ts';
import { keyText, type Path, type Place, placer, rangeAt } from './places.ts';

export type ManifestFormat = 'yaml' | 'json';

/** Characters; a manifest of ordinary size has two thousand. */
export const mostManifestChars = 65_536;
const mostLevels = 20;

/** What is wrong with the text before anybody asks what it says. */
export type SourceProblem = {
  kind: 'unreadable' | 'duplicate';
  path: Path;
  message: string;
  place: Place;
};

export type ReadSource = {
  source: string;
  /** undefined: the text cannot be read. */
  data: Json | undefined;
  problems: SourceProblem[];
  placeOf: (path: Path, part?: 'key' | 'value') => Place;
};

class Unreadable extends Error {
  readonly from: number;
  constructor(message: string, from: number) {
    super(message);
    this.from = from;
  }
}

/**
 * The text of a manifest as data, with the place of every part. Never throws: what cannot be read is a problem with its
 * place. Anchors, aliases, more than one document, deep nesting and long texts are refused, so that a hostile text
 * costs no more than its length.
 */
export function readSource(source: string, format: ManifestFormat): ReadSource {
  const place = placer(source.slice(0, mostManifestChars));
  const unreadable = (message: string, from: number): ReadSource => ({
    source,
    data: undefined,
    problems: [{ kind: 'unreadable', path: [], message, place: place(from, from + 1) }],
    placeOf: () => place(0),
  });
  try {
    const root = compose(source, format);
    const duplicates: { path: Path; from: number; to: number }[] = [];
    const data = toData(root, [], duplicates);
    return {
      source,
      data,
      problems: duplicates.map(({ path, from, to }) => ({
        kind: 'duplicate',
        path,
        message: `${String(path.at(-1))} stands here a second time.`,
        place: place(from, to),
      })),
      placeOf: (path, part = 'key') => place(...rangeAt(root, path, part)),
    };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return unreadable(error.message, error.from);
  }
}

function compose(source: string, format: ManifestFormat): unknown {
  if (source.length > mostManifestChars) {
    throw new Unreadable(`The manifest is longer than ${mostManifestChars} characters.`, 0);
  }
  if (source.trim() === '') throw new Unreadable('The manifest is empty.', 0);
  if (format === 'json') assertJson(source);
  const document = composeOne(source);
  const [error] = document.errors;
  // JSON has been judged already, and YAML is a little stricter about tabs.
  if (error && format === 'yaml') throw new Unreadable(sentence(error.message), error.pos[0]);
  return document.contents;
}

function assertJson(source: string): void {
  try {
    JSON.parse(source);
  } catch {
    const { offset, message } = findJsonError(source);
    throw new Unreadable(message, offset);
  }
}

/** Keys are compared by `toData`: the library compares each with each, which a long list of keys makes slow. */
const options = { uniqueKeys: false, strict: true, merge: false, prettyErrors: false } as const;

function composeOne(source: string): Document.Parsed {
  const documents = new Composer({ ...options, logLevel: 'silent' }).compose(
    tokens(source),
    true,
    source.length,
  );
  let first: Document.Parsed | undefined;
  for (const document of documents) {
    if (first) throw new Unreadable('A manifest is one document.', document.range[0]);
    first = document;
  }
  if (!first) throw new Unreadable('The manifest is empty.', 0);
  return first;
}

/** The composer is recursive, so what is too deep must not reach it. */
function* tokens(source: string) {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(source)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > mostLevels * 2 + 2) {
      throw new Unreadable(`The manifest nests deeper than ${mostLevels} levels.`, parser.offset);
    }
  }
  yield* parser.end();
}

const sentence = (message: string): string => {
  const [first = ''] = message.split('\n');
  const text = first.replace(/ at line \d+.*$/, '').trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
};

type Duplicates = { path: Path; from: number; to: number }[];

function toData(node: unknown, path: Path, duplicates: Duplicates): Json {
  const at = isAlias(node) || isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : 0;
  const isAnchored = (isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined;
  if (isAlias(node) || isAnchored) {
    throw new Unreadable('A manifest has no anchors (&) and aliases (*): write it out.', at ?? 0);
  }
  if (path.length > mostLevels) {
    throw new Unreadable(`The manifest nests deeper than ${mostLevels} levels.`, at ?? 0);
  }
  if (isSeq(node))
    return node.items.map((item, index) => toData(item, [...path, index], duplicates));
  if (!isMap(node)) return isScalar(node) ? scalarData(node.value) : null;
  const entries = new Map<string, Json>();
  for (const { key, value } of node.items) {
    const name = keyText(key);
    const inner = [...path, name];
    const range = isScalar(key) ? key.range : null;
    if (isAlias(key)) toData(key, inner, duplicates);
    if (entries.has(name) && duplicates.length < 20) {
      duplicates.push({ path: inner, from: range?.[0] ?? 0, to: range?.[1] ?? 0 });
    }
    entries.set(name, toData(value, inner, duplicates));
  }
  // fromEntries defines `__proto__` as a plain key.
  return Object.fromEntries(entries);
}

const scalarData = (value: unknown): Json =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : value === null || value === undefined
      ? null
      : String(value);
