import { combineSchemas } from './combine-schema.ts';
import { schemaOf } from './model-helpers.ts';
import type { Chooser, SchemaMap, SchemaNode, SchemaProperty, SchemaRef } from './model-schema.ts';

export type MergedProperty = SchemaProperty & { from?: SchemaRef };
export type MergedSchema = {
  properties: MergedProperty[];
  /** Parts of `allOf` and parents that this page does not carry: show a link to each. */
  missing: SchemaRef[];
  chooser?: Chooser;
  /** Parts that are not plain objects (alternatives, conditions): show them beside the properties. */
  rest: SchemaNode[];
};

/**
 * The properties of an object with those of its reference, `allOf` parts and `x-okta-parent` folded in, each with the
 * schema it comes from. Of a property that is told again both tellings hold. Every named schema is entered once, so
 * cycles end.
 */
export const mergeSchema = (node: SchemaNode, schemas: SchemaMap): MergedSchema => {
  const merged: MergedSchema = { properties: [], missing: [], rest: [] };
  const state: FoldState = {
    merged,
    schemas,
    byName: new Map(),
    required: new Set(),
    seen: new Set(),
  };
  fold(state, node, { depth: 0, own: true });
  merged.properties = [...state.byName.values()].map((property) =>
    property.required || !state.required.has(property.name)
      ? property
      : { ...property, required: true },
  );
  return merged;
};

type FoldState = {
  merged: MergedSchema;
  schemas: SchemaMap;
  byName: Map<string, MergedProperty>;
  required: Set<string>;
  seen: Set<string>;
};

/** `own`: the node stands for the whole value, so its chooser is the value's. An inherited one would offer siblings. */
type Place = { depth: number; own: boolean; from?: SchemaRef };

const MERGE_DEPTH = 32;

const fold = (state: FoldState, node: SchemaNode, place: Place): void => {
  if (place.depth > MERGE_DEPTH) return;
  enter(state, node.parent, { ...place, own: false });
  enter(state, refOf(node), place);
  const alone = node.allOf?.length === 1 && !node.properties && !node.ref;
  for (const part of node.allOf ?? []) {
    fold(state, part, { ...place, depth: place.depth + 1, own: place.own && alone });
  }
  for (const property of node.properties ?? []) {
    const known = state.byName.get(property.name);
    state.byName.set(property.name, {
      ...property,
      schema: known ? combineSchemas(known.schema, property.schema) : property.schema,
      required: property.required || known?.required === true,
      ...(place.from ? { from: place.from } : {}),
    });
  }
  for (const name of node.requiredElsewhere ?? []) state.required.add(name);
  if (place.own && node.chooser) state.merged.chooser = node.chooser;
  if (place.depth > 0 && isSpecial(node)) {
    const { properties: _properties, allOf: _allOf, ref: _ref, parent: _parent, ...rest } = node;
    state.merged.rest.push(rest);
  }
};

/** Whether a part says more than which properties there are. */
const isSpecial = (node: SchemaNode): boolean => {
  const others = node.additionalProperties ?? node.unevaluatedProperties;
  return Boolean(
    node.oneOf ||
      node.anyOf ||
      node.condition ||
      node.not ||
      node.patternProperties ||
      node.propertyNames ||
      node.dependentSchemas ||
      node.dependentRequired ||
      node.minProperties !== undefined ||
      node.maxProperties !== undefined ||
      (others && others.always === undefined),
  );
};

const enter = (state: FoldState, ref: SchemaRef | undefined, place: Place): void => {
  if (!ref || state.seen.has(ref.key)) return;
  state.seen.add(ref.key);
  const target = schemaOf(state.schemas, ref.key);
  // What a reference that stands for the whole value brings is the value's own, not inherited.
  const from = place.own ? place.from : ref;
  if (target) fold(state, target.node, { ...place, depth: place.depth + 1, from });
  else state.merged.missing.push(ref);
};

const refOf = (node: SchemaNode): SchemaRef | undefined =>
  node.ref === undefined ? undefined : { key: node.ref, name: node.refName ?? node.ref };

/** Properties that a reader of a request or a response has to do with: no readOnly in requests, no writeOnly in responses. */
export const visibleProperties = <T extends SchemaProperty>(
  properties: T[],
  direction: 'request' | 'response' | 'both',
): T[] =>
  properties.filter(({ schema }) =>
    direction === 'request'
      ? schema.readOnly !== true
      : direction === 'response'
        ? schema.writeOnly !== true
        : true,
  );
