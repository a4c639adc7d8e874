import type { Json } from './document.ts';

type JsonObject = { [name: string]: Json };

/** The part of swagger-ui that makes an example of a schema. */
export type SamplingSystem = {
  fn: { getSampleSchema?(schema: Json, mediaType: string, config: object): unknown };
};

/** Makes an example of a schema as a request has it: without what only the server writes. undefined: there is none. */
export type Sampler = (schema: JsonObject, mediaType: string) => Json | undefined;

/** swagger-ui's own sampler; what it makes of JSON is text. */
export const samplerOf =
  ({ fn }: SamplingSystem): Sampler =>
  (schema, mediaType) => {
    const made = fn.getSampleSchema?.(schema, mediaType, { includeWriteOnly: true });
    if (typeof made !== 'string') return undefined;
    if (!/json/i.test(mediaType)) return made;
    try {
      return JSON.parse(made);
    } catch {
      return undefined;
    }
  };

/**
 * A body that can be one of several variants gets one example for each, which swagger-ui lets people choose from: the
 * body then follows the choice. Examples of the document's own stay as they are.
 */
export function withVariants(operation: Json | undefined, sample: Sampler): Json | undefined {
  if (!isObject(operation) || !isObject(operation.requestBody)) return operation;
  const { requestBody } = operation;
  if (!isObject(requestBody.content)) return operation;
  const content = Object.entries(requestBody.content).map(([mediaType, media]): [string, Json] => [
    mediaType,
    isObject(media) ? mediaWithVariants(media, mediaType, sample) : media,
  ]);
  return { ...operation, requestBody: { ...requestBody, content: Object.fromEntries(content) } };
}

function mediaWithVariants(media: JsonObject, mediaType: string, sample: Sampler): JsonObject {
  const { schema } = media;
  if ('example' in media || 'examples' in media || !isObject(schema) || 'example' in schema) {
    return media;
  }
  const { oneOf, anyOf, ...shared } = schema;
  const variants = [oneOf, anyOf].find((list) => Array.isArray(list) && list.length > 1);
  if (!Array.isArray(variants)) return media;
  const examples = new Map<string, Json>();
  for (const [at, variant] of variants.entries()) {
    if (!isObject(variant)) continue;
    const value = sample(combined(shared, variant), mediaType);
    if (value === undefined) continue;
    const summary = typeof variant.title === 'string' ? variant.title : `Variant ${at + 1}`;
    examples.set(`variant-${at + 1}`, { summary, value });
  }
  return examples.size > 1 ? { ...media, examples: Object.fromEntries(examples) } : media;
}

/** A variant together with what holds for all of them. */
function combined(shared: JsonObject, variant: JsonObject): JsonObject {
  const { discriminator: _ofAll, ...own } = shared;
  const sum = { ...own, ...variant };
  if (isObject(own.properties) && isObject(variant.properties)) {
    sum.properties = { ...own.properties, ...variant.properties };
  }
  return sum;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
