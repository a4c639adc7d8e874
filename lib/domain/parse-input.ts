import type { z } from 'zod';
import { AppError } from '#lib/errors.ts';

/**
 * The second line of a verb: its input as the schema describes it.
 * Throws `validation_failed` with the texts by field.
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const errors: Record<string, string[]> = {};
  for (const issue of parsed.error.issues) {
    const field = issue.path.join('.') || 'input';
    errors[field] = [...(errors[field] ?? []), issue.message];
  }
  throw new AppError('validation_failed', { details: { errors } });
}
