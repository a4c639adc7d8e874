import type { Json } from '../model.ts';

/** How a language writes JSON as its own value. */
export type JsonDialect = {
  quote: (text: string) => string;
  true: string;
  false: string;
  null: string;
  list: readonly [string, string];
  map: readonly [string, string];
  emptyMap?: string;
  /** Key and what stands between key and value. */
  entry: (key: string, value: string) => string;
  trailingComma?: boolean;
};

/** A JSON value as a literal of the language, one entry a line, in by two spaces a level. */
export function jsonLiteral(value: Json, dialect: JsonDialect, level = 0): string {
  if (value === null) return dialect.null;
  if (typeof value === 'boolean') return value ? dialect.true : dialect.false;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return dialect.quote(value);
  const items = Array.isArray(value)
    ? value.map((item) => jsonLiteral(item, dialect, level + 1))
    : Object.entries(value).map(([key, item]) =>
        dialect.entry(key, jsonLiteral(item, dialect, level + 1)),
      );
  const [open, close] = Array.isArray(value) ? dialect.list : dialect.map;
  if (items.length === 0)
    return Array.isArray(value) ? open + close : (dialect.emptyMap ?? open + close);
  const inner = '  '.repeat(level + 1);
  const end = dialect.trailingComma ? ',' : '';
  return `${open}\n${inner}${items.join(`,\n${inner}`)}${end}\n${'  '.repeat(level)}${close}`;
}
