import { expect, it } from 'vitest';
import { type Sampler, withVariants } from '#components/console/variants.ts';

const sample: Sampler = (schema) => ({ of: Object.keys(schema.properties ?? {}) });
const saw = { title: 'Saw', properties: { teeth: {} } };
const hammer = { properties: { weight: {} } };
const bodyOf = (media: Record<string, unknown>) => ({
  requestBody: { content: { 'application/json': media } },
});

it('gives a body of several variants one example for each, with what all of them share', () => {
  const schema = {
    properties: { name: {} },
    discriminator: { propertyName: 'kind' },
    oneOf: [saw, hammer],
  };
  expect(withVariants(JSON.parse(JSON.stringify(bodyOf({ schema }))), sample)).toEqual(
    bodyOf({
      schema,
      examples: {
        'variant-1': { summary: 'Saw', value: { of: ['name', 'teeth'] } },
        'variant-2': { summary: 'Variant 2', value: { of: ['name', 'weight'] } },
      },
    }),
  );
});

it.each([
  { schema: { oneOf: [saw, hammer] }, example: { teeth: 1 } },
  { schema: { oneOf: [saw, hammer] }, examples: { own: { value: { teeth: 1 } } } },
  { schema: { oneOf: [saw] } },
  { schema: saw },
])('leaves %j as it is', (media) => {
  const operation = JSON.parse(JSON.stringify(bodyOf(media)));
  expect(withVariants(operation, sample)).toEqual(operation);
});
