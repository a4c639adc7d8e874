export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Text of a document. `text` is its Markdown source; `html` is sanitised HTML, absent when the text is plain. */
export type Prose = { text: string; html?: string };

/** Something that could not be read, with where it stands in the document (JSON pointer) and a sentence for readers. */
export type Notice = { pointer: string; message: string };

export type ExternalDocs = { url: string; description?: Prose };

/** File-safe, URL-safe and unique in one document also where case is ignored. */
export type Slug = string;
/** The slug of a named schema: the key of `schemas` maps, the last part of the schema page's address. */
export type SchemaKey = Slug;
export type SchemaRef = { key: SchemaKey; name: string };

export type SchemaType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array';

export type SchemaNode = {
  /** A named schema; other keywords beside it add to it. Look it up with `schemaOf`, label it with `refName`. */
  ref?: SchemaKey;
  refName?: string;
  /** Without `null`, which is told by `nullable`. Absent: any type. Types that keywords imply are filled in. */
  types?: SchemaType[];
  nullable?: boolean;
  /** A boolean schema: `true` takes any value, `false` takes none. */
  always?: boolean;
  title?: string;
  description?: Prose;
  deprecated?: boolean;
  readOnly?: boolean;
  writeOnly?: boolean;

  format?: string;
  contentMediaType?: string;
  contentEncoding?: string;
  contentSchema?: SchemaNode;
  enum?: EnumValue[];
  const?: { value: Json };
  default?: { value: Json };
  examples?: Example[];

  /** Limits whose digits a number would lose, as written. */
  exact?: { [Key in 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum']?: string };
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minContains?: number;
  maxContains?: number;
  minProperties?: number;
  maxProperties?: number;

  items?: SchemaNode;
  prefixItems?: SchemaNode[];
  contains?: SchemaNode;
  unevaluatedItems?: SchemaNode;

  properties?: SchemaProperty[];
  /** Required names that have no entry in `properties` (usual beside `allOf`). */
  requiredElsewhere?: string[];
  patternProperties?: { pattern: string; schema: SchemaNode }[];
  additionalProperties?: SchemaNode;
  unevaluatedProperties?: SchemaNode;
  propertyNames?: SchemaNode;
  dependentRequired?: { name: string; requires: string[] }[];
  dependentSchemas?: { name: string; schema: SchemaNode }[];

  allOf?: SchemaNode[];
  oneOf?: SchemaNode[];
  anyOf?: SchemaNode[];
  not?: SchemaNode;
  /** `if`, `then`, `else`. */
  condition?: { if: SchemaNode; whenTrue?: SchemaNode; whenFalse?: SchemaNode };

  /** Which of several schemas a value follows: `discriminator`, or Okta's `x-okta-parent` seen from the parent. */
  chooser?: Chooser;
  /** `x-okta-parent`: this schema has every property of the parent besides its own. */
  parent?: SchemaRef;
  xml?: XmlForm;
  externalDocs?: ExternalDocs;
  extensions?: Extension[];

  /** The schema could not be read or followed; says why, stands in its place. */
  problem?: Notice;
  /** How many properties, enum values or alternatives were left out because there are too many for a page. */
  omitted?: number;
};

export type SchemaProperty = { name: string; required: boolean; schema: SchemaNode };
/** `name`: what code generators call the value, or its title. */
export type EnumValue = { value: Json; name?: string; description?: Prose };

export type Chooser = {
  /** The property whose value chooses; absent when the document names subtypes but no property. */
  propertyName?: string;
  options: ChooserOption[];
  /** OpenAPI 3.2 `defaultMapping`. */
  fallback?: SchemaRef;
};
/** `value` is what `propertyName` holds; absent when only the subtype is known. */
export type ChooserOption = SchemaRef & { value?: string };

export type XmlForm = {
  name?: string;
  namespace?: string;
  prefix?: string;
  attribute?: boolean;
  wrapped?: boolean;
  /** OpenAPI 3.2: element, attribute, text, cdata or none. */
  nodeType?: string;
};

/** A vendor extension that no other field carries, e.g. `x-okta-lifecycle`. */
export type Extension = { name: string; value: Json };

export type NamedSchema = {
  key: SchemaKey;
  name: string;
  /** `component`: of `components/schemas` or `definitions`; `place`: a schema within another place that a `$ref` names. */
  origin: 'component' | 'place';
  pointer: string;
  node: SchemaNode;
};

/** Named schemas that one page shows, breadth first to a budget. The absent ones are reached by their schema page. */
export type SchemaMap = { [key: SchemaKey]: NamedSchema };

export type Example = {
  name?: string;
  summary?: string;
  description?: Prose;
  /** The value as data. Absent for `externalValue` and for examples that are only text. */
  value?: Json;
  /** The exact text to show and to send where it is not the JSON of `value`: XML, form data, plain text, CSV. */
  text?: string;
  externalValue?: string;
  /** Made from the schema, because the document gives no example. */
  generated?: boolean;
  /** Cut, because it is too long for a page. */
  truncated?: boolean;
};
