import { z } from 'zod';
import { manifestSchema } from './schemas.ts';

/** The JSON Schema of the manifest, for editors: the same source that judges what is submitted. */
export function manifestJsonSchema(id: string): Record<string, unknown> {
  const schema = z.toJSONSchema(manifestSchema, { io: 'input', unrepresentable: 'any' });
  return { ...schema, $id: id, title: 'Manifest of an app for the Okta Partners platform' };
}

/** The fields as a table row each: name, needed or not, what it says. The guide shows them. */
export function manifestFields(): { name: string; isNeeded: boolean; text: string }[] {
  return Object.entries(manifestSchema.shape).map(([name, field]) => ({
    name,
    isNeeded: !field.safeParse(undefined).success,
    text: field.description ?? '',
  }));
}
