import {
  type ChooserOption,
  constraintWords,
  inlineValue,
  mergeSchema,
  plainAllOf,
  type SchemaMap,
  type SchemaNode,
  type SchemaRef,
  schemaOf,
  typeWords,
  visibleProperties,
} from '#lib/openapi/model.ts';
import { isShort } from './is-short.ts';
import { extrasOf, listExtras } from './schema-extras.ts';
import type { Direction, SchemaBody, SchemaOptions, SchemaView } from './schema-view.ts';

/** Rows that a page may still show; shared by the places of one page, spent level by level. */
export type RowBudget = { rows: number };

const MAX_DEPTH = 7;
/** A named schema opens once more inside itself, then its own page goes on. */
const MAX_REPEATS = 2;
const MAX_OPTIONS = 40;
const FREE_VALUES = 12;
const VALUES_PER_ROW = 30;
const CHARACTERS_PER_ROW = 300;

type Task = {
  view: SchemaView;
  core: SchemaNode;
  /** The list around it, where that says more than which items it holds. */
  list: SchemaNode | undefined;
  path: readonly string[];
  depth: number;
};
type Plan = {
  schemas: SchemaMap;
  direction: Direction;
  budget: RowBudget;
  queue: Task[];
};

/**
 * Cuts a schema to what a page can carry: every level is laid out before the next deeper one, until the rows are
 * spent. What does not fit is marked `cut`, and its page goes on.
 */
export function planSchema(
  node: SchemaNode,
  schemas: SchemaMap,
  direction: Direction,
  budget: RowBudget,
): SchemaView {
  const plan: Plan = { schemas, direction, budget, queue: [] };
  const view = viewOf(plan, node, [], 0);
  for (let next = plan.queue.shift(); next; next = plan.queue.shift()) expand(plan, next);
  return view;
}

function viewOf(plan: Plan, node: SchemaNode, path: readonly string[], depth: number): SchemaView {
  const { core, shown, link, keys } = resolve(plan.schemas, node);
  // A named string or number is told as what it is: its name says less than its type.
  const list = core !== shown && (shown.contains || shown.unevaluatedItems) ? shown : undefined;
  const isScalar = core.ref === undefined && !list && !hasBody(plan.schemas, core);
  const words = typeWords(isScalar ? withCore(node, shown, core) : node);
  const view: SchemaView = { node: withinBudget(plan, told(shown, plan.direction)), words };
  if (isScalar) return view;
  if (link) view.link = link;
  if (core.ref !== undefined && !list && !hasBody(plan.schemas, core)) {
    view.cut = true;
    return view;
  }
  const repeats = keys.some((key) => path.filter((before) => before === key).length >= MAX_REPEATS);
  if (repeats || depth >= MAX_DEPTH) view.cut = true;
  else plan.queue.push({ view, core, list, path: [...path, ...keys], depth });
  return view;
}

/** Long lists of values count as rows; when those are spent, only the first values are shown. */
function withinBudget(plan: Plan, whole: SchemaNode): SchemaNode {
  const node = withExtensions(plan, whole);
  const values = node.enum ?? [];
  if (values.length <= FREE_VALUES) return node;
  if (plan.budget.rows > 0) {
    plan.budget.rows -= Math.floor(values.length / VALUES_PER_ROW);
    return node;
  }
  const left = values.length - FREE_VALUES;
  return { ...node, enum: values.slice(0, FREE_VALUES), omitted: (node.omitted ?? 0) + left };
}

/** So do long extensions: a page that has no rows left does without them. */
function withExtensions(plan: Plan, node: SchemaNode): SchemaNode {
  if (!node.extensions || node.extensions.every(({ value }) => isShort(value))) return node;
  const extensions = node.extensions.filter(({ value }) => {
    if (isShort(value)) return true;
    if (plan.budget.rows <= 0) return false;
    plan.budget.rows -= Math.ceil(inlineValue(value).length / CHARACTERS_PER_ROW);
    return true;
  });
  return { ...node, extensions };
}

const withCore = (node: SchemaNode, shown: SchemaNode, core: SchemaNode): SchemaNode =>
  shown.items && shown !== core
    ? { ...shown, items: core }
    : node.ref === undefined && node.allOf === undefined
      ? node
      : shown;

/** In an answer it does not matter that nothing else may stand in it; a reader of a request must know. */
const told = (node: SchemaNode, direction: Direction): SchemaNode =>
  direction === 'response' && node.additionalProperties?.always === false
    ? { ...node, additionalProperties: undefined }
    : node;

type Resolved = { core: SchemaNode; shown: SchemaNode; link?: SchemaRef; keys: string[] };

/** Follows references, single `allOf` wrappers and arrays down to what has properties. */
function resolve(schemas: SchemaMap, node: SchemaNode): Resolved {
  const keys: string[] = [];
  let link: SchemaRef | undefined;
  let core = node;
  let shown = node;
  for (let step = 0; step < 24; step++) {
    if (core.ref !== undefined) link ??= { key: core.ref, name: core.refName ?? core.ref };
    const wrapped = wrappedBy(schemas, core, keys);
    if (wrapped) {
      const { ref: _ref, refName: _name, allOf: _allOf, ...own } = core;
      const folded = { ...wrapped, ...own };
      if (core === shown) shown = folded;
      core = folded;
    } else if (core.ref === undefined && core.items && isArray(core)) {
      core = core.items;
    } else break;
  }
  return { core, shown, keys, ...(link ? { link } : {}) };
}

/** What a node only adds words to: the schema it refers to, or the one part of its `allOf`. */
function wrappedBy(schemas: SchemaMap, node: SchemaNode, keys: string[]): SchemaNode | undefined {
  if (node.ref !== undefined) {
    if (keys.includes(node.ref)) return undefined;
    const target = schemaOf(schemas, node.ref)?.node;
    if (target) keys.push(node.ref);
    // Parts beside a reference add to what it names: they are merged as properties, not folded away.
    return node.allOf || node.properties ? undefined : target;
  }
  if (node.allOf?.length !== 1) return plainAllOf(node, schemas);
  return node.properties ? undefined : node.allOf[0];
}

const isArray = (node: SchemaNode): boolean =>
  node.items !== undefined && node.items.always === undefined && node.prefixItems === undefined;

const plainKinds = new Set(['string', 'number', 'integer', 'boolean']);
const isPlain = (schemas: SchemaMap, node: SchemaNode): boolean => {
  const { core } = resolve(schemas, node);
  return (
    core.ref === undefined &&
    !core.enum &&
    !core.const &&
    !core.description &&
    core.pattern === undefined &&
    constraintWords(core).length === 0 &&
    (core.types?.every((type) => plainKinds.has(type)) ?? core.nullable === true)
  );
};

/** Alternatives that the type words already tell in full need no body of their own. */
function alternatives(schemas: SchemaMap, node: SchemaNode): SchemaNode[] | undefined {
  const options = node.oneOf ?? node.anyOf;
  if (!options || options.length < 2) return options;
  return options.length <= 3 && options.every((option) => isPlain(schemas, option))
    ? undefined
    : options;
}

function hasBody(schemas: SchemaMap, core: SchemaNode): boolean {
  const others = core.additionalProperties ?? core.unevaluatedProperties;
  return Boolean(
    core.properties?.length ||
      core.allOf?.length ||
      core.parent ||
      core.chooser?.options.length ||
      core.requiredElsewhere?.length ||
      core.dependentRequired?.length ||
      core.propertyNames ||
      alternatives(schemas, core) ||
      core.patternProperties?.length ||
      core.prefixItems?.length ||
      core.dependentSchemas?.length ||
      core.contains ||
      core.not ||
      core.condition ||
      core.contentSchema ||
      (others && others.always === undefined),
  );
}

function expand(plan: Plan, { view, core, list, path, depth }: Task): void {
  if (plan.budget.rows <= 0) {
    view.cut = true;
    return;
  }
  const merged = mergeSchema(core, plan.schemas);
  const properties = visibleProperties(merged.properties, plan.direction);
  const deeper = (node: SchemaNode) => viewOf(plan, node, path, depth + 1);
  const body: SchemaBody = {
    rows: [],
    extras: [],
    rules: rulesOf(core, merged.properties),
    missing: merged.missing,
    hidden: merged.properties.length - properties.length,
  };
  for (const property of properties) {
    if (plan.budget.rows <= 0) {
      view.cut = true;
      break;
    }
    plan.budget.rows -= 1;
    body.rows.push({ property, view: deeper(property.schema) });
  }
  const options = optionsOf(plan, core, deeper);
  if (options) body.options = options;
  for (const [label, node] of [...(list ? listExtras(list) : []), ...extrasOf(core)])
    body.extras.push({ label, view: deeper(node) });
  for (const rest of merged.rest) body.extras.push({ label: 'And also', view: deeper(rest) });
  view.body = body;
}

function rulesOf(core: SchemaNode, properties: readonly { name: string }[]): SchemaBody['rules'] {
  const told = new Set(properties.map(({ name }) => name));
  const also = (core.requiredElsewhere ?? []).filter((name) => !told.has(name));
  return [
    ...(also.length > 0 ? [{ label: 'Also required:', names: also }] : []),
    ...(core.dependentRequired ?? []).map(({ name, requires }) => ({
      label: `With ${name} also required:`,
      names: requires,
    })),
  ];
}

function optionsOf(
  plan: Plan,
  core: SchemaNode,
  deeper: (node: SchemaNode) => SchemaView,
): SchemaOptions | undefined {
  const spend = <T>(list: readonly T[]): readonly T[] => {
    const shown = list.slice(0, MAX_OPTIONS);
    plan.budget.rows -= shown.length;
    return shown;
  };
  if (core.chooser && core.chooser.options.length > 0) {
    const { propertyName, options, fallback } = core.chooser;
    const all = withFallback(options, fallback);
    return {
      ...left(all),
      ...(fallback ? { fallback: fallback.name } : {}),
      kind: 'one',
      ...(propertyName === undefined ? {} : { propertyName }),
      options: spend(all).map((option) => ({
        label: option.name,
        ...(option.value === undefined ? {} : { value: option.value }),
        view: deeper({ ref: option.key, refName: option.name }),
      })),
    };
  }
  const list = alternatives(plan.schemas, core);
  if (!list || list.length === 0) return undefined;
  return {
    ...left(list),
    kind: core.oneOf ? 'one' : 'any',
    options: spend(list).map((node) => ({
      label: node.title ?? node.refName ?? typeWords(node),
      view: deeper(node),
    })),
  };
}

const left = (list: readonly unknown[]): { omitted?: number } =>
  list.length > MAX_OPTIONS ? { omitted: list.length - MAX_OPTIONS } : {};

const withFallback = (
  options: readonly ChooserOption[],
  fallback: SchemaRef | undefined,
): readonly ChooserOption[] =>
  fallback && !options.some(({ key }) => key === fallback.key) ? [...options, fallback] : options;
