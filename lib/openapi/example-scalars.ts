import type { SchemaNode } from './model.ts';

const BY_FORMAT: Record<string, string> = {
  'date-time': '2026-03-14T09:30:00Z',
  date: '2026-03-14',
  time: '09:30:00Z',
  duration: 'P3D',
  email: 'layla.haddad@example.com',
  'idn-email': 'layla.haddad@example.com',
  uuid: '3f1c2b7a-9d54-4e7b-8a61-0c5d2e9f7b13',
  uri: 'https://example.com/path',
  url: 'https://example.com/path',
  'uri-reference': '/path',
  'uri-template': 'https://example.com/{id}',
  iri: 'https://example.com/path',
  hostname: 'api.example.com',
  'idn-hostname': 'api.example.com',
  ipv4: '192.0.2.10',
  ip: '192.0.2.10',
  ipv6: '2001:db8::10',
  byte: 'c2FtcGxl',
  base64: 'c2FtcGxl',
  password: '********',
  'json-pointer': '/items/0',
  regex: '^[a-z]+$',
};

/** A string that keeps to format and lengths. A pattern is kept only where a plain word happens to match it. */
export const exampleString = (node: SchemaNode): string => {
  const { format = '', minLength = 0, maxLength } = node;
  const known = Object.hasOwn(BY_FORMAT, format) ? BY_FORMAT[format] : undefined;
  const base = known ?? (format === 'binary' || node.contentMediaType ? '<binary>' : 'string');
  if (known !== undefined) return known;
  const padded =
    base.length < minLength
      ? base
          .repeat(Math.ceil(Math.min(minLength, 200) / base.length))
          .slice(0, Math.min(minLength, 200))
      : base;
  return maxLength !== undefined && maxLength >= 0 ? padded.slice(0, maxLength) : padded;
};

/** A number within its limits. */
export const exampleNumber = (node: SchemaNode): number => {
  const isInteger = node.types?.[0] === 'integer';
  const step = node.multipleOf ?? 1;
  const low =
    node.minimum ??
    (node.exclusiveMinimum === undefined ? undefined : node.exclusiveMinimum + step);
  const high =
    node.maximum ??
    (node.exclusiveMaximum === undefined ? undefined : node.exclusiveMaximum - step);
  let value = node.format === 'unix-time' ? 1_773_480_600 : step;
  if (low !== undefined && value < low) value = low;
  if (high !== undefined && value > high) value = high;
  if (node.multipleOf !== undefined && node.multipleOf > 0)
    value = Math.ceil(value / node.multipleOf) * node.multipleOf;
  return isInteger ? Math.trunc(value) : value;
};

/** Names that tell what a plain string holds. */
const BY_NAME: [RegExp, string][] = [
  [/(?:^|_)e?mail(?:address)?$/i, 'layla.haddad@example.com'],
  [/^(?:login|user_?name)$/i, 'layla.haddad@example.com'],
  [/^(?:first|given)_?name$/i, 'Layla'],
  [/^(?:last|family|sur)_?name$/i, 'Haddad'],
  [/^(?:full|display)_?name$/i, 'Layla Haddad'],
  [/(?:url|uri|href|link)$/i, 'https://example.com/path'],
  [/(?:phone|phone_?number|mobile_?phone)$/i, '+44 20 7946 0958'],
  [/^city$/i, 'Amman'],
  [/^country(?:_?code)?$/i, 'JO'],
  [/^currency$/i, 'USD'],
  [/^(?:locale|language|lang)$/i, 'en'],
  [/^time_?zone$/i, 'Asia/Amman'],
];

/** A plain string's example by the name of its property; `string` where the name tells nothing or the schema limits it. */
export const exampleByName = (name: string, node: SchemaNode): string => {
  const found = BY_NAME.find(([pattern]) => pattern.test(name))?.[1];
  if (found === undefined || node.pattern !== undefined) return 'string';
  const { minLength = 0, maxLength = found.length } = node;
  return found.length >= minLength && found.length <= maxLength ? found : 'string';
};
