import { isExactNumber, jsonText, withoutMark } from '../std/exact-number.ts';
import type { Json } from './model.ts';

/**
 * Values as literals of each language. Every literal is closed to what the value holds: no value ends it, starts a command or
 * is interpolated. Half surrogate pairs, which some languages refuse, are replaced.
 */

/** `"…"` with JSON's escapes, which JavaScript, Python, Go, Java and C# read alike. */
export const doubleQuoted = (text: string): string =>
  JSON.stringify(text.toWellFormed()).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Ruby interpolates `#{…}`, `#$…` and `#@…` in double quotes. */
export const rubyQuoted = (text: string): string => doubleQuoted(text).replaceAll('#', '\\#');

/** Single quotes: PHP reads only `\\` and `\'` in them. Controls other than line ends and tabs are dropped. */
export const phpQuoted = (text: string): string => `'${printable(text).replace(/[\\']/g, '\\$&')}'`;

/** Single quotes: a shell reads nothing in them. Controls are dropped, since a terminal would act on them when pasted. */
export const shellQuoted = (text: string): string =>
  `'${printable(text).replaceAll("'", "'\\''")}'`;

const printable = (text: string): string => text.toWellFormed().replace(/[^\P{Cc}\n\t]/gu, '');

type Style = {
  quote: (text: string) => string;
  null: string;
  boolean: (value: boolean) => string;
  list: [string, string];
  map: [string, string];
  pair: string;
  emptyMap: string;
  /** What stands before a map whose keys are those of a list. */
  asMap?: string;
  /** Spaces of one level. */
  step: number;
};

export const PYTHON: Style = {
  quote: doubleQuoted,
  null: 'None',
  boolean: (value) => (value ? 'True' : 'False'),
  list: ['[', ']'],
  map: ['{', '}'],
  pair: ': ',
  emptyMap: '{}',
  step: 4,
};
export const PHP: Style = {
  quote: phpQuoted,
  null: 'null',
  boolean: String,
  list: ['[', ']'],
  map: ['[', ']'],
  pair: ' => ',
  emptyMap: 'new stdClass()',
  asMap: '(object) ',
  step: 2,
};
export const RUBY: Style = {
  quote: rubyQuoted,
  null: 'nil',
  boolean: String,
  list: ['[', ']'],
  map: ['{', '}'],
  pair: ' => ',
  emptyMap: '{}',
  step: 2,
};

/** JSON data as a literal of another language, indented from the second line on. */
export const dataLiteral = (value: Json, style: Style, indent = 0): string => {
  if (value === null) return style.null;
  if (typeof value === 'boolean') return style.boolean(value);
  if (typeof value === 'number') return String(value);
  if (isExactNumber(value)) return withoutMark(value);
  if (typeof value === 'string') return style.quote(value);
  const within = indent + style.step;
  const inner = ' '.repeat(within);
  const [open, close] = Array.isArray(value) ? style.list : style.map;
  const items = Array.isArray(value)
    ? value.map((item) => dataLiteral(item, style, within))
    : Object.entries(value).map(
        ([key, item]) => `${style.quote(key)}${style.pair}${dataLiteral(item, style, within)}`,
      );
  if (items.length === 0) return Array.isArray(value) ? open + close : style.emptyMap;
  const isLikeList =
    !Array.isArray(value) && Object.keys(value).every((key, index) => key === String(index));
  const before = isLikeList ? (style.asMap ?? '') : '';
  return `${before}${open}\n${items.map((item) => `${inner}${item}`).join(',\n')}\n${' '.repeat(indent)}${close}`;
};

/** JSON as JavaScript: the same, but a key `__proto__` would set the prototype. */
export const javascriptLiteral = (value: Json, indent: number): string =>
  JSON.stringify(value, null, 2)
    .replace(
      /[\u007f-\u009f\u2028\u2029]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .replace(/^(\s*)"__proto__":/gm, '$1["__proto__"]:')
    .replaceAll('\n', `\n${' '.repeat(indent)}`);

export const prettyJson = (value: Json): string => jsonText(value, 2).toWellFormed();

/** What may stand in a part's header: quotes and line ends percent-encoded, as browsers do. */
export const partName = (name: string): string =>
  name.replace(
    /["\r\n]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
