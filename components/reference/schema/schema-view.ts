import type { MergedProperty } from '#lib/openapi/merge-schema.ts';
import type { SchemaNode, SchemaRef } from '#lib/openapi/model.ts';

/** Which side reads: read-only properties are left out of requests, write-only ones out of responses. */
export type Direction = 'request' | 'response' | 'both';

/** What a page shows of one schema: the tree cut to what a page can carry. */
export type SchemaView = {
  /** The node with its reference folded in. */
  node: SchemaNode;
  /** The type in words. */
  words: string;
  /** The named schema that the value, or each of its items, follows. */
  link?: SchemaRef;
  body?: SchemaBody;
  /** There is more, but not on this page. */
  cut?: true;
};

export type SchemaBody = {
  rows: SchemaRow[];
  options?: SchemaOptions;
  /** Schemas with a role beside the properties: other properties, tuple items, `not`, `if`. */
  extras: { label: string; view: SchemaView }[];
  /** Names that must be given, always or beside another one. */
  rules: { label: string; names: string[] }[];
  /** Parts that stand on their own schema page only. */
  missing: SchemaRef[];
  /** Properties left out because this direction does not carry them. */
  hidden: number;
};
export type SchemaRow = { property: MergedProperty; view: SchemaView };
export type SchemaOptions = {
  /** How many of the options hold: exactly one, or at least one. */
  kind: 'one' | 'any';
  /** The property whose value chooses, when the document names one. */
  propertyName?: string;
  /** The option for values that name none (`defaultMapping`). */
  fallback?: string;
  options: { label: string; value?: string; view: SchemaView }[];
  /** How many more there are. */
  omitted?: number;
};
