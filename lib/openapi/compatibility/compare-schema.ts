import type { SchemaNode } from '../model.ts';
import { compareObjects } from './compare-objects.ts';
import { compareNull, compareValues } from './compare-values.ts';
import {
  type At,
  below,
  type Comparison,
  type Direction,
  listWords,
  report,
} from './comparison.ts';
import { type FlatSchema, flatten, type Located } from './flat-schema.ts';
import { type Form, formsOf, joinScalars, matchForms } from './forms.ts';
import { isOnlyRef, pairOf, unwrap } from './pairs.ts';

const MAX_DEPTH = 80;
const ANY: SchemaNode = {};

/** Compares two schemas that stand for the same value. An absent one takes any value. Cycles end at pairs already seen. */
export const compareSchemas = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: SchemaNode | undefined,
  newer: SchemaNode | undefined,
): void => {
  if (at.depth > MAX_DEPTH || (!older && !newer)) return;
  const [before, after] = [older ?? ANY, newer ?? ANY];
  if (before.problem || after.problem) {
    c.notices.add(`${at.place}: not compared, since it cannot be read in one of the documents.`);
    return;
  }
  compareKnown(c, at, direction, unwrap(before), unwrap(after));
};

const compareKnown = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: SchemaNode,
  newer: SchemaNode,
): void => {
  if (isOnlyRef(older) && isOnlyRef(newer) && (older.nullable ?? newer.nullable) !== undefined) {
    compareNull(c, at, direction, older.nullable === true, newer.nullable === true);
    const [{ nullable: _, ...before }, { nullable: __, ...after }] = [older, newer];
    compareKnown(c, at, direction, before, after);
    return;
  }
  const pair = pairOf(older, newer, direction);
  if (pair === undefined) {
    compareHere(
      c,
      at,
      direction,
      { node: older, pointer: at.old },
      { node: newer, pointer: at.new },
    );
    return;
  }
  const brought = c.broughtBy.get(pair);
  if (brought) brought.add(at.owner);
  else c.broughtBy.set(pair, new Set([at.owner]));
  if (c.seen.has(pair)) return;
  c.seen.add(pair);
  compareShared(c, { ...at, owner: pair }, direction, older, newer);
};

/** A schema that both documents share by name is shown under its own name, not where it is used. */
const compareShared = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: SchemaNode,
  newer: SchemaNode,
): void => {
  const before = older.ref === undefined ? undefined : c.old.schemaOf(older.ref);
  const after = newer.ref === undefined ? undefined : c.new.schemaOf(newer.ref);
  if (before && after && isOnlyRef(older) && isOnlyRef(newer)) {
    // Whoever uses it may or may not leave it out: judged as if not.
    const shared = { place: after.name, old: before.pointer, new: after.pointer };
    compareHere(
      c,
      { ...at, ...shared, depth: at.depth + 1, optional: false },
      direction,
      { node: before.node, pointer: before.pointer },
      { node: after.node, pointer: after.pointer },
    );
    return;
  }
  compareHere(c, at, direction, { node: older, pointer: at.old }, { node: newer, pointer: at.new });
};

const compareHere = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: Located,
  newer: Located,
): void => {
  const [before, after] = [flatten(c.old, older), flatten(c.new, newer)];
  const a = joinScalars(formsOf(c.old, before));
  const b = joinScalars(formsOf(c.new, after));
  const [onlyOld] = a.forms;
  const [onlyNew] = b.forms;
  const one = onlyOld && onlyNew && a.forms.length === 1 && b.forms.length === 1;
  if (one && !(onlyOld.alone && onlyNew.alone))
    compareFlat(
      c,
      at,
      direction,
      { ...onlyOld.flat, nullable: a.nullable },
      { ...onlyNew.flat, nullable: b.nullable },
    );
  else {
    compareNull(c, at, direction, a.nullable, b.nullable);
    compareForms(c, at, direction, a.forms, b.forms);
  }
  compareSubtypes(c, at, direction, before, after);
};

const compareForms = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: Form[],
  newer: Form[],
): void => {
  const { pairs, removed, added } = matchForms(older, newer);
  for (const [before, after] of pairs) {
    const place = {
      ...below(at, older.length > 1 || newer.length > 1 ? (after.name ?? '') : ''),
      old: before.flat.pointer,
      new: after.flat.pointer,
      ...(at.optional ? { optional: true } : {}),
    };
    if (before.alone && after.alone)
      compareSchemas(c, place, direction, before.alone.node, after.alone.node);
    else
      compareFlat(
        c,
        place,
        direction,
        { ...before.flat, nullable: false },
        { ...after.flat, nullable: false },
      );
  }
  const isInput = direction === 'request';
  for (const { flat, label } of removed) {
    const words = `The form \`${label}\` is ${isInput ? 'no longer accepted' : 'no longer answered'}.`;
    const place = { ...at, old: flat.pointer };
    report(c, place, isInput ? 'input-narrowed' : 'output-value-removed', words, 'old');
  }
  for (const { flat, label } of added) {
    const words = `The form \`${label}\` is new.`;
    const place = { ...at, new: flat.pointer };
    report(c, place, isInput ? 'input-widened' : 'output-value-added', words);
  }
};

/** Subtypes that a discriminator chooses, where they are not listed as alternatives as well. */
const compareSubtypes = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: FlatSchema,
  newer: FlatSchema,
): void => {
  if (!older.chooser || !newer.chooser || older.groups.length > 0 || newer.groups.length > 0)
    return;
  const isInput = direction === 'request';
  for (const before of older.chooser.options) {
    const name = before.value ?? before.name;
    const after = newer.chooser.options.find((one) => (one.value ?? one.name) === name);
    if (after)
      compareSchemas(
        c,
        below(at, name),
        direction,
        { ref: before.key, refName: before.name },
        { ref: after.key, refName: after.name },
      );
    else
      report(
        c,
        at,
        isInput ? 'input-narrowed' : 'output-value-removed',
        `The subtype \`${name}\` is gone.`,
        'old',
      );
  }
  const known = new Set(older.chooser.options.map((one) => one.value ?? one.name));
  const added = newer.chooser.options.map((one) => one.value ?? one.name);
  const fresh = added.filter((name) => !known.has(name));
  if (fresh.length > 0)
    report(
      c,
      at,
      isInput ? 'input-widened' : 'output-value-added',
      `New subtypes: ${listWords(fresh)}.`,
    );
};

/** Compares one form with another: values, then what an object or an array holds. */
const compareFlat = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: FlatSchema,
  newer: FlatSchema,
): void => {
  if (older.partial || newer.partial)
    c.notices.add(
      `${at.place}: longer than a page of the reference shows, compared as far as it goes.`,
    );
  if (!compareValues(c, at, direction, older, newer)) return;
  compareObjects(c, at, direction, older, newer, compareSchemas);
  compareItems(c, at, direction, older, newer);
  compareWhole(c, at, direction, older.other, newer.other);
};

const compareItems = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: FlatSchema,
  newer: FlatSchema,
): void => {
  const at2 = (name: string, before: Located | undefined, after: Located | undefined): At => ({
    ...below(at, name),
    old: before?.pointer ?? older.pointer,
    new: after?.pointer ?? newer.pointer,
  });
  if (older.items || newer.items)
    compareSchemas(
      c,
      at2('each item', older.items, newer.items),
      direction,
      older.items?.node,
      newer.items?.node,
    );
  const length = Math.max(older.prefixItems.length, newer.prefixItems.length);
  for (let index = 0; index < length; index += 1) {
    const before = older.prefixItems[index] ?? older.items;
    const after = newer.prefixItems[index] ?? newer.items;
    const place = at2(`item ${index + 1}`, before, after);
    compareSchemas(c, place, direction, before?.node, after?.node);
  }
};

/** Keywords that cannot be judged by parts: a new or another one on an input may refuse what was accepted. */
const compareWhole = (
  c: Comparison,
  at: At,
  direction: Direction,
  older: Map<string, string>,
  newer: Map<string, string>,
): void => {
  if (direction !== 'request') return;
  for (const name of new Set([...older.keys(), ...newer.keys()])) {
    const [before, after] = [older.get(name), newer.get(name)];
    if (before === after) continue;
    if (after === undefined) report(c, at, 'input-widened', `The condition \`${name}\` is gone.`);
    else if (before === undefined) report(c, at, 'input-narrowed', `A new condition: \`${name}\`.`);
    else
      report(
        c,
        at,
        'input-narrowed',
        `The condition \`${name}\` is another one: it may refuse what was accepted.`,
      );
  }
};
