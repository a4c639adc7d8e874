import type { SampleText } from './sample-request.ts';

/** How a language writes one text literal, one environment variable, and puts texts together. */
export type Quoting = {
  literal: (text: string) => string;
  env: (name: string) => string;
  join: (parts: string[]) => string;
};

/** A text with secrets as an expression of the language. */
export function expression(text: SampleText, quoting: Quoting): string {
  const parts: SampleText[number][] = [];
  for (const part of text) {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (part !== '') parts.push(part);
  }
  if (parts.length === 0) return quoting.literal('');
  return quoting.join(
    parts.map((part) => (typeof part === 'string' ? quoting.literal(part) : quoting.env(part.env))),
  );
}

/** POSIX shell: nothing is special between single quotes but the quote itself. */
export const shellQuote = (text: string): string =>
  `'${text.replaceAll('\0', '').replaceAll("'", "'\\''")}'`;

/** `"…"` with JSON's escapes, which JavaScript, Python, Go, Java and C# read alike. */
export const doubleQuote = (text: string): string =>
  // JSON leaves these as they are; the languages do not agree on them inside a literal.
  JSON.stringify(text.toWellFormed()).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, unicodeEscape);

const unicodeEscape = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * PHP and Ruby: `'…'`, where only the backslash and the quote are special. A text with line breaks or control
 * characters goes into `"…"`, so that a literal never spans lines; `opener` (`$`, `#`) begins interpolation there.
 */
export const rawQuote = (text: string, opener: '$' | '#'): string => {
  const clean = text.toWellFormed();
  if (!/[\p{Cc}\u2028\u2029]/u.test(clean)) {
    return `'${clean.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  }
  const escaped = clean.replace(/[\\"]/g, '\\$&').replaceAll(opener, `\\${opener}`);
  return `"${escaped.replace(/[\p{Cc}\u2028\u2029]/gu, bracedEscape)}"`;
};
const bracedEscape = (c: string): string => {
  const named = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[c];
  return named ?? `\\u{${c.charCodeAt(0).toString(16)}}`;
};

/** `'…'` of JavaScript. */
export const jsQuote = (text: string): string =>
  `'${doubleQuote(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

/** Puts every line after the first in by `spaces`. */
export const indentRest = (text: string, spaces: number): string =>
  text.replaceAll('\n', `\n${' '.repeat(spaces)}`);
