import type { Json, SchemaType } from '../model.ts';
import { type At, type Comparison, type Direction, listWords, report } from './comparison.ts';
import type { Bound, Bounds, FlatSchema } from './flat-schema.ts';

/** Reports that fewer, or more, values are allowed. What that means depends on who sends them. */
const narrower = (c: Comparison, at: At, direction: Direction, message: string): void =>
  report(c, at, direction === 'request' ? 'input-narrowed' : 'output-narrowed', message);
const wider = (c: Comparison, at: At, direction: Direction, message: string): void =>
  report(c, at, direction === 'request' ? 'input-widened' : 'output-widened', message);

/** Compares types, null, format and enum. False when the types have nothing in common: no use in looking further. */
export const compareValues = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: FlatSchema,
  newer: FlatSchema,
): boolean => {
  if (older.never !== newer.never) {
    if (newer.never) narrower(c, at, direction, 'No value is allowed here any more.');
    else report(c, at, 'input-widened', 'A value is allowed here now.');
    return false;
  }
  if (!compareTypes(c, at, direction, older.types, newer.types)) return false;
  if (older.types && newer.types) compareNull(c, at, direction, older.nullable, newer.nullable);
  compareFormat(c, at, direction, older, newer);
  compareEnum(c, at, direction, older.enum, newer.enum);
  // What an answer keeps to is not among the rules, except for its types, formats and named values.
  if (direction === 'request') compareLimits(c, at, older, newer);
  return true;
};

const covers = (types: Set<SchemaType> | undefined, type: SchemaType): boolean =>
  !types || types.has(type) || (type === 'integer' && types.has('number'));

const typeNames = (types: Set<SchemaType> | undefined): string => {
  if (!types) return 'any type';
  return types.size === 0 ? 'null only' : [...types].toSorted().join(' or ');
};

const compareTypes = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: Set<SchemaType> | undefined,
  newer: Set<SchemaType> | undefined,
): boolean => {
  const lost = older ? [...older].filter((type) => !covers(newer, type)) : newer ? ['any'] : [];
  const won = newer ? [...newer].filter((type) => !covers(older, type)) : older ? ['any'] : [];
  if (lost.length === 0 && won.length === 0) return true;
  const change = `${typeNames(older)} became ${typeNames(newer)}`;
  if (direction === 'request') {
    if (lost.length > 0) narrower(c, at, direction, `The type is narrower: ${change}.`);
    else wider(c, at, direction, `The type is wider: ${change}.`);
  } else if (won.length > 0)
    wider(c, at, direction, `The type is wider, which old clients do not expect: ${change}.`);
  else narrower(c, at, direction, `The type is narrower: ${change}.`);
  return !older || !newer || [...newer].some((type) => covers(older, type));
};

/** Compares whether null is allowed. C0-15: null and left out mean the same in an answer. */
export const compareNull = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: boolean,
  newer: boolean,
): void => {
  if (older === newer) return;
  if (direction === 'request') {
    if (older) narrower(c, at, direction, 'null is no longer accepted.');
    else wider(c, at, direction, 'null is accepted now.');
  } else if (older) narrower(c, at, direction, 'The value is never null any more.');
  else if (at.optional === true)
    report(
      c,
      at,
      'response-null-left-out',
      'The value may be null now; clients already know that it can be left out, which means the same.',
    );
  else wider(c, at, direction, 'The value may be null now, and always stood there before.');
};

/** Formats of numbers that hold all values of another. */
const WIDER_FORMATS: Record<string, string> = { int32: 'int64', float: 'double' };

const compareFormat = (
  c: Comparison,
  at: At,
  direction: Direction,
  { format: older }: FlatSchema,
  { format: newer }: FlatSchema,
): void => {
  if (older === newer) return;
  const words = `The format ${older ? `was \`${older}\`` : 'was free'} and ${newer ? `is \`${newer}\`` : 'is free'} now.`;
  const isWider = newer === undefined || (older !== undefined && WIDER_FORMATS[older] === newer);
  const isNarrower = older === undefined || (newer !== undefined && WIDER_FORMATS[newer] === older);
  if (direction === 'request') (isWider ? wider : narrower)(c, at, direction, words);
  else (isNarrower ? narrower : wider)(c, at, direction, words);
};

const compareEnum = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: Json[] | undefined,
  newer: Json[] | undefined,
): void => {
  const isInput = direction === 'request';
  if (!older && !newer) return;
  const texts = (values: Json[]) => new Map(values.map((value) => [JSON.stringify(value), value]));
  const [before, after] = [texts(older ?? []), texts(newer ?? [])];
  const missing = (from: Map<string, Json>, other: Map<string, Json>) =>
    [...from.keys()].filter((key) => !other.has(key)).map((key) => key.replace(/^"|"$/g, ''));
  if (!older) {
    const words = `Only ${listWords([...after.keys()])} ${isInput ? 'is accepted now' : 'is answered now'}.`;
    report(c, at, isInput ? 'input-enum-narrowed' : 'output-narrowed', words);
    return;
  }
  if (!newer) {
    const words = `Any value ${isInput ? 'is accepted now' : 'may be answered now'}, not only those listed before.`;
    report(c, at, isInput ? 'input-widened' : 'output-value-added', words);
    return;
  }
  const removed = missing(before, after);
  const added = missing(after, before);
  if (removed.length > 0) {
    const words = `${removed.length > 1 ? 'The values' : 'The value'} ${listWords(removed)} ${isInput ? 'is no longer accepted' : 'is no longer answered'}.`;
    report(c, at, isInput ? 'input-enum-narrowed' : 'output-value-removed', words, 'old');
  }
  if (added.length > 0) {
    const words = `New: ${listWords(added)}.${isInput ? '' : ' Clients pass over values that they do not know.'}`;
    report(c, at, isInput ? 'input-widened' : 'output-value-added', words);
  }
};

const BOUND_WORDS: Record<keyof Bounds, string> = {
  size: 'value',
  length: 'number of characters',
  items: 'number of items',
  properties: 'number of properties',
};
const NAMES: readonly (keyof Bounds)[] = ['size', 'length', 'items', 'properties'];

const compareLimits = (c: Comparison, at: At, older: FlatSchema, newer: FlatSchema): void => {
  for (const name of NAMES) {
    const [before, after] = [older.bounds[name], newer.bounds[name]];
    compareBound(c, at, `The least ${BOUND_WORDS[name]}`, before?.least, after?.least, 1);
    compareBound(c, at, `The greatest ${BOUND_WORDS[name]}`, before?.most, after?.most, -1);
  }
  if (older.multipleOf !== newer.multipleOf) {
    const words = `It ${newer.multipleOf ? `must be a multiple of ${newer.multipleOf} now` : 'need not be a multiple any more'}${older.multipleOf ? `, before of ${older.multipleOf}` : ''}.`;
    const { multipleOf: step } = newer;
    const isWider = !step || (older.multipleOf !== undefined && older.multipleOf % step === 0);
    (isWider ? wider : narrower)(c, at, 'request', words);
  }
  if (older.uniqueItems !== newer.uniqueItems)
    if (newer.uniqueItems) narrower(c, at, 'request', 'No item may stand twice now.');
    else wider(c, at, 'request', 'Items may stand twice now.');
  comparePatterns(c, at, older.patterns, newer.patterns);
  compareDefault(c, at, older.default, newer.default);
};

const boundWords = (bound: Bound | undefined): string =>
  bound ? `${bound.value}${bound.exclusive ? ' (itself not)' : ''}` : 'not limited';

/** `sign` is 1 for lower bounds, where more is tighter, and -1 for upper ones. */
const compareBound = (
  c: Comparison,
  at: At,
  what: string,
  older: Bound | undefined,
  newer: Bound | undefined,
  sign: 1 | -1,
): void => {
  const tightness = (bound: Bound | undefined) =>
    bound ? sign * bound.value : Number.NEGATIVE_INFINITY;
  const by = tightness(newer) - tightness(older);
  const exclusive = Number(newer?.exclusive ?? false) - Number(older?.exclusive ?? false);
  const tighter = Number.isNaN(by) || by === 0 ? exclusive : by;
  if (tighter === 0) return;
  const words = `${what} was ${boundWords(older)} and is ${boundWords(newer)} now.`;
  (tighter > 0 ? narrower : wider)(c, at, 'request', words);
};

const comparePatterns = (c: Comparison, at: At, older: Set<string>, newer: Set<string>): void => {
  const added = [...newer].filter((pattern) => !older.has(pattern));
  const removed = [...older].filter((pattern) => !newer.has(pattern));
  if (added.length > 0) narrower(c, at, 'request', `The value must match ${listWords(added)} now.`);
  else if (removed.length > 0)
    wider(c, at, 'request', `The value need not match ${listWords(removed)} any more.`);
};

const compareDefault = (
  c: Comparison,
  at: At,
  older: Json | undefined,
  newer: Json | undefined,
): void => {
  const [before, after] = [JSON.stringify(older), JSON.stringify(newer)];
  if (before === after) return;
  const words = `Left out, it means ${after ?? 'nothing in particular'} now, before ${before ?? 'nothing in particular'}.`;
  report(c, at, 'input-default-changed', words);
};
