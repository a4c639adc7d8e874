import { exampleOfPattern } from './example-of-pattern.ts';
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

/** A string that keeps to format, lengths and, where it is a simple one, pattern. */
export const exampleString = (node: SchemaNode): string => {
  const { format = '', minLength = 0, maxLength, contentEncoding, contentMediaType } = node;
  if (Object.hasOwn(BY_FORMAT, format)) return BY_FORMAT[format] ?? '';
  if (format === 'binary') return '<binary>';
  if (contentEncoding !== undefined) return BY_FORMAT.base64 ?? '';
  if (contentMediaType !== undefined && !/^text\/|json|xml/i.test(contentMediaType))
    return '<binary>';
  const made = patterned(node);
  if (made !== undefined) return made;
  const wanted = Math.min(minLength, MAX_LENGTH);
  const padded = 'string'.padEnd(wanted, 'string');
  return maxLength !== undefined && maxLength >= 0 ? padded.slice(0, maxLength) : padded;
};

const MAX_LENGTH = 200;

/** What the pattern takes, in a length that the limits take too. */
const patterned = ({ pattern, minLength = 0, maxLength }: SchemaNode): string | undefined => {
  if (pattern === undefined) return undefined;
  for (const often of [3, minLength, 1, 0]) {
    const made = exampleOfPattern(pattern, Math.min(often, MAX_LENGTH));
    if (made === undefined) return undefined;
    // What does not say how it ends may go on.
    const text = pattern.includes('$') ? made : made.padEnd(Math.min(minLength, MAX_LENGTH), 'a');
    if (text.length >= minLength && text.length <= (maxLength ?? text.length)) return text;
  }
  return undefined;
};

/** A number within its limits. */
export const exampleNumber = (node: SchemaNode): number => {
  const isInteger = node.types?.[0] === 'integer';
  const told = node.multipleOf !== undefined && node.multipleOf > 0 ? node.multipleOf : undefined;
  const step = isInteger ? Math.max(1, told ?? 1) : told;
  const wanted = node.format === 'unix-time' ? 1_773_480_600 : (step ?? 1);
  const low = Math.max(node.minimum ?? -Infinity, node.exclusiveMinimum ?? -Infinity);
  const high = Math.min(node.maximum ?? Infinity, node.exclusiveMaximum ?? Infinity);
  const value = Math.min(Math.max(wanted, low), high);
  // A limit that is out itself is left by one step, or by half of what is between the limits.
  const gap = step ?? (Number.isFinite(high - low) ? (high - low) / 2 : 1);
  const up = step === undefined ? value : Math.ceil(tidy(value / step)) * step;
  const above = up === node.exclusiveMinimum ? up + gap : up;
  if (above < high || (above === high && high !== node.exclusiveMaximum)) return tidy(above);
  const down = step === undefined ? high : Math.floor(tidy(high / step)) * step;
  return tidy(down === node.exclusiveMaximum ? down - gap : down);
};

/** Without the dust of binary fractions: 0.30000000000000004 is 0.3. */
const tidy = (value: number): number =>
  Number.isSafeInteger(value) ? value : Number(value.toPrecision(12));

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
