/**
 * What stands where in an OpenAPI document: enough to tell a `$ref` that is a reference from one that is data (in an
 * example, a default, an extension).
 */
export type Kind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'header'
  | 'requestBody'
  | 'mediaType'
  | 'encoding'
  | 'response'
  | 'callback'
  | 'link'
  | 'example'
  | 'securityScheme'
  | 'schema';

export type Child = { as: 'one' | 'map' | 'list'; kind: Kind };
export type Shape = {
  fields: Map<string, Child>;
  /** What members with other names are, where names are free. */
  rest?: Child;
};
export type Shapes = Record<Kind, Shape>;

const one = (kind: Kind): Child => ({ as: 'one', kind });
const map = (kind: Kind): Child => ({ as: 'map', kind });
const list = (kind: Kind): Child => ({ as: 'list', kind });
const shape = (fields: Record<string, Child>, rest?: Child): Shape => ({
  fields: new Map(Object.entries(fields)),
  ...(rest ? { rest } : {}),
});

export const METHODS = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
] as const;

const operations = Object.fromEntries(METHODS.map((method) => [method, one('operation')]));

const schemaFields: Record<string, Child> = {
  ...Object.fromEntries(
    [
      'properties',
      'patternProperties',
      'dependentSchemas',
      '$defs',
      'definitions',
      'dependencies',
    ].map((key) => [key, map('schema')]),
  ),
  ...Object.fromEntries(
    ['allOf', 'oneOf', 'anyOf', 'prefixItems'].map((key) => [key, list('schema')]),
  ),
  ...Object.fromEntries(
    [
      'items',
      'not',
      'if',
      'then',
      'else',
      'contains',
      'propertyNames',
      'additionalProperties',
      'additionalItems',
      'unevaluatedProperties',
      'unevaluatedItems',
      'contentSchema',
    ].map((key) => [key, one('schema')]),
  ),
};

const payload = { schema: one('schema'), content: map('mediaType'), examples: map('example') };
const encoding = {
  headers: map('header'),
  encoding: map('encoding'),
  prefixEncoding: list('encoding'),
  itemEncoding: one('encoding'),
};

/** OpenAPI 3.0 to 3.2. */
export const SHAPES_3: Shapes = {
  document: shape({
    paths: map('pathItem'),
    webhooks: map('pathItem'),
    components: one('components'),
  }),
  components: shape({
    schemas: map('schema'),
    responses: map('response'),
    parameters: map('parameter'),
    examples: map('example'),
    requestBodies: map('requestBody'),
    headers: map('header'),
    securitySchemes: map('securityScheme'),
    links: map('link'),
    callbacks: map('callback'),
    pathItems: map('pathItem'),
    mediaTypes: map('mediaType'),
  }),
  pathItem: shape({
    ...operations,
    parameters: list('parameter'),
    additionalOperations: map('operation'),
  }),
  operation: shape({
    parameters: list('parameter'),
    requestBody: one('requestBody'),
    responses: map('response'),
    callbacks: map('callback'),
  }),
  parameter: shape(payload),
  header: shape(payload),
  requestBody: shape({ content: map('mediaType') }),
  mediaType: shape({
    schema: one('schema'),
    itemSchema: one('schema'),
    examples: map('example'),
    ...encoding,
  }),
  encoding: shape(encoding),
  response: shape({ headers: map('header'), content: map('mediaType'), links: map('link') }),
  callback: shape({}, one('pathItem')),
  link: shape({}),
  example: shape({}),
  securityScheme: shape({}),
  schema: shape(schemaFields),
};

/** Swagger 2.0. */
export const SHAPES_2: Shapes = {
  ...SHAPES_3,
  document: shape({
    paths: map('pathItem'),
    definitions: map('schema'),
    parameters: map('parameter'),
    responses: map('response'),
    securityDefinitions: map('securityScheme'),
  }),
  operation: shape({ parameters: list('parameter'), responses: map('response') }),
  // A body's schema; other parameters hold their keywords themselves.
  parameter: shape({ schema: one('schema') }),
  header: shape({}),
  response: shape({ schema: one('schema'), headers: map('header') }),
};

/** Where a document keeps what may be referred to, by kind. Kinds that are absent are copied to where they are used. */
export const SECTIONS_3: Partial<Record<Kind, string[]>> = {
  schema: ['components', 'schemas'],
  response: ['components', 'responses'],
  parameter: ['components', 'parameters'],
  example: ['components', 'examples'],
  requestBody: ['components', 'requestBodies'],
  header: ['components', 'headers'],
  securityScheme: ['components', 'securitySchemes'],
  link: ['components', 'links'],
  callback: ['components', 'callbacks'],
};

export const SECTIONS_2: Partial<Record<Kind, string[]>> = {
  schema: ['definitions'],
  parameter: ['parameters'],
  response: ['responses'],
};
