import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type YAMLMap,
} from 'yaml';
import { exactNumber } from '../std/exact-number.ts';
import type { Limits } from './limits.ts';
import type { Json } from './model.ts';
import { isObject, type RawObject } from './raw.ts';
import { DocumentRefusal } from './refusal.ts';

/** A value with what it would be if every alias were a copy. Aliases share the value itself. */
type Sized = { value: Json; nodes: number; chars: number; depth: number };

type Conversion = {
  limits: Limits;
  place: (offset: number) => string;
  /** Values by anchor; undefined while the anchored value is still open. */
  anchors: Map<string, Sized | undefined>;
  duplicates: { key: string; place: string }[];
};

/**
 * A YAML document as data, in time linear to its text. Merge keys (`<<`) are merged, keys become texts. Throws DocumentRefusal
 * with `line:column` for aliases that are unknown, contain themselves, or expand beyond the limits.
 */
export const yamlToData = (
  document: Document.Parsed,
  place: (offset: number) => string,
  limits: Limits,
) => {
  const conversion: Conversion = { limits, place, anchors: new Map(), duplicates: [] };
  const { value } = convert(conversion, document.contents);
  return { value, duplicates: conversion.duplicates };
};

const convert = (conversion: Conversion, node: unknown): Sized => {
  if (isAlias(node)) return convertAlias(conversion, node);
  const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
  if (anchor !== undefined) conversion.anchors.set(anchor, undefined);
  const sized = isMap(node)
    ? convertMap(conversion, node)
    : isSeq(node)
      ? convertList(conversion, node.items)
      : leaf(isScalar(node) ? exactValue(node) : null);
  if (anchor !== undefined) conversion.anchors.set(anchor, sized);
  return sized;
};

/** A number that would lose digits as the digits it was written with. */
const exactValue = ({ value, source }: { value: unknown; source?: string }): unknown =>
  typeof value === 'number' && source !== undefined
    ? (exactNumber(source.replace(/^\+/, ''), value) ?? value)
    : value;

const leaf = (value: unknown): Sized => {
  const isJson =
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value));
  const json = isJson ? value : value === null || value === undefined ? null : String(value);
  return { value: json, nodes: 1, chars: typeof json === 'string' ? json.length : 5, depth: 1 };
};

const convertAlias = (conversion: Conversion, node: Alias): Sized => {
  const { anchors, place } = conversion;
  const at = place(node.range?.[0] ?? 0);
  const name = node.source.slice(0, 80);
  if (!anchors.has(node.source))
    throw new DocumentRefusal(`The alias “*${name}” has no anchor before it.`, at);
  const sized = anchors.get(node.source);
  if (!sized)
    throw new DocumentRefusal(`The alias “*${name}” stands within the value it refers to.`, at);
  return check(conversion, sized, node);
};

/** Refuses what has become too large or too deep, and names the place that made it so. */
const check = (
  conversion: Conversion,
  sized: Sized,
  node: { range?: [number, number, number] | null },
): Sized => {
  const { limits, place } = conversion;
  const at = place(node.range?.[0] ?? 0);
  if (sized.nodes > limits.maxNodes || sized.chars > limits.maxChars) {
    throw new DocumentRefusal(
      'The document repeats itself by aliases until it is too large to read.',
      at,
    );
  }
  if (sized.depth > limits.maxDepth)
    throw new DocumentRefusal(`The document nests deeper than ${limits.maxDepth} levels.`, at);
  return sized;
};

const addTo = (total: Sized, part: Sized): void => {
  total.nodes += part.nodes;
  total.chars += part.chars;
  total.depth = Math.max(total.depth, part.depth + 1);
};

const convertList = (conversion: Conversion, items: unknown[]): Sized => {
  const value: Json[] = [];
  const total: Sized = { value, nodes: 1, chars: 2, depth: 1 };
  for (const item of items) {
    const part = convert(conversion, item);
    value.push(part.value);
    addTo(total, part);
    if (isAlias(item)) check(conversion, total, item);
  }
  return total;
};

const convertMap = (conversion: Conversion, node: YAMLMap): Sized => {
  const value: RawObject = {};
  const total: Sized = { value, nodes: 1, chars: 2, depth: 1 };
  const merged: Sized[] = [];
  for (const pair of node.items) {
    const key = keyText(conversion, pair);
    const part = convert(conversion, pair.value);
    addTo(total, part);
    if (isAlias(pair.value)) check(conversion, total, pair.value);
    if (isMergeKey(pair, part.value)) merged.push(part);
    else {
      if (Object.hasOwn(value, key)) noteDuplicate(conversion, pair, key);
      total.chars += key.length;
      define(value, key, part.value);
    }
  }
  for (const { value: source } of merged) mergeInto(value, source);
  return total;
};

const keyText = (conversion: Conversion, pair: Pair): string => {
  if (isScalar(pair.key)) {
    const { value, source } = pair.key;
    // `1.0: …` and `0x10: …` keep the text they have.
    return typeof value === 'string'
      ? value
      : typeof value === 'number'
        ? (source ?? String(value))
        : value === null
          ? ''
          : String(value);
  }
  const { value } = convert(conversion, pair.key);
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** An assignment to `__proto__` would change the object's prototype. */
const define = (target: RawObject, key: string, value: Json): void => {
  if (key === '__proto__')
    Object.defineProperty(target, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  else target[key] = value;
};

const isMergeKey = (pair: Pair, value: Json): boolean =>
  isScalar(pair.key) &&
  pair.key.value === '<<' &&
  pair.key.type === 'PLAIN' &&
  (isObject(value) || (Array.isArray(value) && value.every(isObject)));

const mergeInto = (target: RawObject, source: Json): void => {
  for (const part of Array.isArray(source) ? source : [source]) {
    if (!isObject(part)) continue;
    for (const [key, value] of Object.entries(part))
      if (!Object.hasOwn(target, key)) define(target, key, value);
  }
};

const noteDuplicate = (conversion: Conversion, pair: Pair, key: string): void => {
  const offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
  if (conversion.duplicates.length < 50)
    conversion.duplicates.push({ key, place: conversion.place(offset) });
};
