import { jsonText, withoutMark } from '../std/exact-number.ts';
import type { Json, Parameter } from './model.ts';

export type SerializeInput = Pick<Parameter, 'name' | 'style' | 'explode'> & {
  value: Json;
  allowReserved?: boolean;
  /** `wire` is percent-encoded as sent; `display` keeps what readers should recognise: `[`, `]`, `|`. */
  as?: 'wire' | 'display';
  /** Headers and cookies are sent without percent-encoding. */
  raw?: boolean;
};

/**
 * A parameter as it stands in a request, by style and explode (OpenAPI 3.2, "Style Examples"): `;color=blue`, `.blue.black`,
 * `R,100,G,200`, `id=1&id=2`, `filter[name]=a`. For `simple` the name is not part of it. Lists and objects that nest deeper
 * than the style can say become JSON.
 */
export const serializeParameter = (input: SerializeInput): string => {
  const encode = encoder(input);
  const name = encode(input.name);
  const { value, explode } = input;
  switch (input.style) {
    case 'matrix':
      return matrix(name, value, explode, encode);
    case 'label':
      return `.${joined(value, explode, explode ? '.' : ',', encode)}`;
    case 'simple':
      return joined(value, explode, ',', encode);
    case 'form':
      return form(name, value, explode, encode, '&');
    case 'cookie':
      return form(name, value, explode, encode, '; ');
    case 'spaceDelimited':
      return delimited(name, value, explode, encode, input.raw ? ' ' : '%20');
    case 'pipeDelimited':
      return delimited(name, value, explode, encode, input.as === 'display' ? '|' : '%7C');
    case 'tabDelimited':
      return delimited(name, value, explode, encode, '%09');
    case 'deepObject':
      return deep(
        input.as === 'display' ? ['[', ']'] : ['%5B', '%5D'],
        name,
        value,
        encode,
        0,
      ).join('&');
  }
};

type Encode = (text: string) => string;

const encoder = (input: SerializeInput): Encode => {
  if (input.raw) return (text) => text.replace(/[\p{Cc}]+/gu, ' ');
  // `#` and `&` would end the value, whatever the document allows.
  if (input.allowReserved)
    return (text) =>
      encodeSafely(text).replace(/%(3A|2F|3F|5B|5D|40|21|24|27|28|29|2A|2B|2C|3B|3D)/g, (code) =>
        decodeURIComponent(code),
      );
  return encodeSafely;
};

/** `encodeURIComponent` throws on half a surrogate pair. */
export const encodeSafely = (text: string): string => encodeURIComponent(text.toWellFormed());

const scalar = (value: Json): string =>
  typeof value === 'string' ? withoutMark(value) : value === null ? '' : jsonText(value);

const isList = (value: Json): value is Json[] => Array.isArray(value);
const isRecord = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const joined = (value: Json, explode: boolean, separator: string, encode: Encode): string => {
  if (isList(value)) return value.map((item) => encode(scalar(item))).join(separator);
  if (!isRecord(value)) return encode(scalar(value));
  return Object.entries(value)
    .map(([key, item]) => `${encode(key)}${explode ? '=' : separator}${encode(scalar(item))}`)
    .join(separator);
};

const matrix = (name: string, value: Json, explode: boolean, encode: Encode): string => {
  if (explode && isList(value))
    return value.map((item) => `;${name}=${encode(scalar(item))}`).join('');
  if (explode && isRecord(value)) {
    return Object.entries(value)
      .map(([key, item]) => `;${encode(key)}=${encode(scalar(item))}`)
      .join('');
  }
  const text = joined(value, false, ',', encode);
  return text === '' ? `;${name}` : `;${name}=${text}`;
};

const form = (
  name: string,
  value: Json,
  explode: boolean,
  encode: Encode,
  separator: string,
): string => {
  if (explode && isList(value))
    return value.map((item) => `${name}=${encode(scalar(item))}`).join(separator);
  if (explode && isRecord(value)) {
    return Object.entries(value)
      .map(([key, item]) => `${encode(key)}=${encode(scalar(item))}`)
      .join(separator);
  }
  return `${name}=${joined(value, false, ',', encode)}`;
};

const delimited = (
  name: string,
  value: Json,
  explode: boolean,
  encode: Encode,
  separator: string,
): string =>
  explode
    ? form(name, value, true, encode, '&')
    : `${name}=${joined(value, false, separator, encode)}`;

const deep = (
  [open, close]: [string, string],
  name: string,
  value: Json,
  encode: Encode,
  depth: number,
): string[] => {
  const brackets: [string, string] = [open, close];
  const entries = isList(value)
    ? value.map((item, index) => [String(index), item] as const)
    : isRecord(value)
      ? Object.entries(value)
      : undefined;
  if (!entries || depth > 8) return [`${name}=${encode(scalar(value))}`];
  return entries.flatMap(([key, item]) =>
    deep(brackets, `${name}${open}${encode(key)}${close}`, item, encode, depth + 1),
  );
};
