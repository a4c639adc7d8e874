import type { ChooserOption, SchemaType } from '../model.ts';
import { type FlatSchema, flatten, type Located } from './flat-schema.ts';
import type { Side } from './side.ts';

/** One of the shapes that a value may have. A schema without alternatives has one. */
export type Form = {
  flat: FlatSchema;
  /** What names it: the schema, the value of the discriminator, or its title. */
  name: string | undefined;
  label: string;
  /** The alternative alone, when nothing beside it adds to it. */
  alone?: Located;
};

const MAX_FORMS = 200;
const MAX_LEVELS = 3;

/** The shapes of a value; `nullable` tells null, which is no shape of its own. */
export type Forms = { forms: Form[]; nullable: boolean };

/** The shapes of a schema: its alternatives, each with what stands beside them. */
export const formsOf = (side: Side, flat: FlatSchema): Forms => {
  const all = expand(side, flat, { level: 0, entered: new Set() }).slice(0, MAX_FORMS);
  const shapes = all.filter((form) => !isNull(form.flat));
  if (shapes.length === 0) return { forms: all.slice(0, 1), nullable: flat.nullable };
  const nullable = flat.nullable || shapes.length < all.length;
  return { forms: shapes, nullable: nullable || shapes.some((form) => form.flat.nullable) };
};

/** Null by itself, also as `{nullable: true}` of 3.0 among alternatives. */
const isNull = (flat: FlatSchema): boolean =>
  flat.types?.size === 0 || (flat.nullable && flat.types === undefined && isBare(flat));

type Walk = { level: number; entered: Set<string> };

const expand = (side: Side, flat: FlatSchema, walk: Walk): Form[] => {
  const group = flat.groups.find(({ pointer }) => !walk.entered.has(pointer));
  if (!group || walk.level >= MAX_LEVELS)
    return [{ flat, name: undefined, label: 'the plain form' }];
  const entered = new Set([...walk.entered, group.pointer]);
  const rest = flat.groups.filter((one) => one !== group);
  const bare = isBare(flat) && rest.length === 0;
  return group.options.flatMap((option, at) => {
    const inner = flatten(side, option);
    const merged = merge({ ...flat, groups: rest }, inner);
    const name = option.node.refName ?? chosenBy(flat, option) ?? option.node.title;
    const label = name ?? `form ${at + 1}`;
    const deeper = expand(side, merged, { level: walk.level + 1, entered });
    if (deeper.length > 1)
      return deeper.map((form) => ({
        ...form,
        name: form.name === undefined ? name : `${label} › ${form.name}`,
        label: `${label} › ${form.label}`,
      }));
    return [{ flat: merged, name, label, ...(bare ? { alone: option } : {}) }];
  });
};

const chosenBy = ({ chooser }: FlatSchema, option: Located): string | undefined =>
  chooser?.options.find(({ key }: ChooserOption) => key === option.node.ref)?.value;

/** Nothing beside the alternatives that a value must keep to. */
const isBare = (flat: FlatSchema): boolean =>
  flat.properties.size === 0 &&
  !flat.enum &&
  !flat.items &&
  !flat.additional &&
  flat.patternProperties.size === 0 &&
  flat.other.size === 0 &&
  Object.keys(flat.bounds).length === 0 &&
  flat.patterns.size === 0;

/** What stands beside the alternatives, and one of them. */
const merge = (outer: FlatSchema, inner: FlatSchema): FlatSchema => ({
  ...inner,
  types: meet(outer.types, inner.types),
  nullable: outer.nullable || inner.nullable,
  never: outer.never || inner.never,
  format: inner.format ?? outer.format,
  enum: inner.enum ?? outer.enum,
  bounds: { ...outer.bounds, ...inner.bounds },
  multipleOf: inner.multipleOf ?? outer.multipleOf,
  patterns: new Set([...outer.patterns, ...inner.patterns]),
  uniqueItems: outer.uniqueItems || inner.uniqueItems,
  properties: new Map([...outer.properties, ...inner.properties]),
  patternProperties: new Map([...outer.patternProperties, ...inner.patternProperties]),
  additional: inner.additional ?? outer.additional,
  items: inner.items ?? outer.items,
  prefixItems: inner.prefixItems.length > 0 ? inner.prefixItems : outer.prefixItems,
  groups: [...outer.groups, ...inner.groups],
  other: new Map([...outer.other, ...inner.other]),
  partial: outer.partial || inner.partial,
});

const meet = (
  a: Set<SchemaType> | undefined,
  b: Set<SchemaType> | undefined,
): Set<SchemaType> | undefined => {
  if (!a || !b) return a ?? b;
  const both = [...b].filter((type) => a.has(type));
  return new Set(both.length > 0 ? both : b);
};

const isScalar = ({ flat }: Form): boolean =>
  flat.properties.size === 0 &&
  !flat.items &&
  !flat.types?.has('object') &&
  !flat.types?.has('array') &&
  flat.types !== undefined;

/** Forms that are only values (`string` or `integer`) as one: how they are cut makes no difference. */
export const joinScalars = ({ forms, nullable }: Forms): Forms => {
  const [first] = forms;
  if (!first || forms.length < 2 || !forms.every(isScalar)) return { forms, nullable };
  const types = new Set(forms.flatMap(({ flat }) => [...(flat.types ?? [])]));
  const listed = forms.every(({ flat }) => flat.enum !== undefined);
  const flat: FlatSchema = {
    ...first.flat,
    types,
    enum: listed ? forms.flatMap((form) => form.flat.enum ?? []) : undefined,
    format: same(forms.map((form) => form.flat.format)),
    bounds: {},
    patterns: new Set(),
  };
  return { forms: [{ flat, name: undefined, label: 'the value' }], nullable };
};

const same = (values: (string | undefined)[]): string | undefined =>
  values.every((value) => value === values[0]) ? values[0] : undefined;

export type Matched = { pairs: [Form, Form][]; removed: Form[]; added: Form[] };

/** Which form of the old document became which of the new one: by name, then by what they have in common. */
export const matchForms = (older: Form[], newer: Form[]): Matched => {
  const pairs: [Form, Form][] = [];
  let removed = older;
  let added = newer;
  const pair = (a: Form, b: Form): void => {
    pairs.push([a, b]);
    removed = removed.filter((form) => form !== a);
    added = added.filter((form) => form !== b);
  };
  for (const form of older) {
    const found = added.find(({ name }) => name !== undefined && name === form.name);
    if (found) pair(form, found);
  }
  for (const form of [...removed]) {
    const twin = added.find((other) => form.alone && isSame(form.alone, other.alone));
    if (twin) pair(form, twin);
  }
  for (const form of [...removed]) {
    const best = added
      .filter((other) => form.name === undefined || other.name === undefined)
      .map((other) => ({ other, score: likeness(form.flat, other.flat) }))
      .toSorted((a, b) => b.score - a.score)[0];
    if (best && best.score > 0) pair(form, best.other);
  }
  // What is left of one value on each side is the same value, changed.
  const [a] = removed;
  const [b] = added;
  if (a && b && older.length === 1 && newer.length === 1) pair(a, b);
  return { pairs, removed, added };
};

const isSame = (a: Located, b: Located | undefined): boolean =>
  b !== undefined && JSON.stringify(a.node) === JSON.stringify(b.node);

const likeness = (a: FlatSchema, b: FlatSchema): number => {
  const names = [...a.properties.keys()];
  const shared = names.filter((name) => b.properties.has(name)).length;
  const all = new Set([...names, ...b.properties.keys()]).size;
  const types = [...(a.types ?? [])].some((type) => b.types?.has(type)) ? 0.25 : 0;
  if (all > 0) return shared === 0 ? 0 : types + shared / all;
  return types;
};
