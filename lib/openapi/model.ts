/**
 * The compiled form of an OpenAPI document: what pages, samples and search read.
 *
 * One vocabulary (JSON Schema of OpenAPI 3.1) for Swagger 2.0 and OpenAPI 3.0, 3.1, 3.2. Everything here is plain JSON,
 * small enough for one page, and free of cycles: a reference to a named schema stays a key (`ref`), to be looked up
 * with `schemaOf`, so that recursion opens level by level. Lists keep the order of the document, and names that come
 * from a document are values, never object keys, so that `__proto__` and its like stay inert.
 */

export * from './combine-schema.ts';
export * from './merge-schema.ts';
export * from './model-api.ts';
export type * from './model-exchange.ts';
export * from './model-helpers.ts';
export type * from './model-schema.ts';
