import { isExactNumber, withoutMark } from '../std/exact-number.ts';
import type { Json } from './model.ts';

/** Helpers for data as it stands in a document: untrusted keys, any shape. Never mutated, since YAML aliases share it. */
export type RawObject = { [key: string]: Json };

export const isObject = (value: Json | undefined): value is RawObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object without a prototype: every key, `__proto__` too, is an ordinary one. */
export const emptyObject = (): RawObject => Object.create(null) as RawObject; // `create` is typed any

/** The member under a key, own members only. */
export const member = (value: Json | undefined, key: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

export const objectMember = (value: Json | undefined, key: string): RawObject | undefined => {
  const found = member(value, key);
  return isObject(found) ? found : undefined;
};

export const listMember = (value: Json | undefined, key: string): Json[] => {
  const found = member(value, key);
  return Array.isArray(found) ? found : [];
};

/** A text; numbers and booleans (YAML reads `version: 1.0` as a number) become text, anything else is absent. */
export const textOf = (value: Json | undefined): string | undefined => {
  if (typeof value === 'string') return withoutMark(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
};

export const textMember = (value: Json | undefined, key: string): string | undefined =>
  textOf(member(value, key));

export const numberMember = (value: Json | undefined, key: string): number | undefined => {
  const found = member(value, key);
  if (isExactNumber(found)) return Number(withoutMark(found));
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
};

export const flag = (value: Json | undefined, key: string): boolean | undefined => {
  const found = member(value, key);
  if (found === 'true') return true;
  return typeof found === 'boolean' ? found : undefined;
};

export const isExtensionKey = (key: string): boolean => key.startsWith('x-');

const escapePointer = (token: string): string => token.replace(/~/g, '~0').replace(/\//g, '~1');

/** A child's JSON pointer; very long keys are shortened, since pointers are for readers. */
export const childPointer = (pointer: string, key: string | number): string =>
  `${pointer}/${escapePointer(typeof key === 'string' && key.length > 200 ? `${key.slice(0, 200)}…` : String(key))}`;

/** The tokens of the part after `#`, or undefined when it is not a JSON pointer. */
export const pointerTokens = (fragment: string): string[] | undefined => {
  if (fragment === '') return [];
  if (!fragment.startsWith('/')) return undefined;
  return fragment
    .slice(1)
    .split('/')
    .map((token) => decode(token).replace(/~1/g, '/').replace(/~0/g, '~'));
};

const decode = (text: string): string => {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** `undefined` members are left out, so that compiled files stay small. */
export const compact = <T extends object>(value: T): T => {
  for (const key of Object.keys(value) as (keyof T)[]) {
    if (value[key] === undefined) delete value[key];
  }
  return value;
};
