import type { z } from 'zod';
import { AppError, type FieldErrors } from '#lib/errors.ts';

const readOnly = new Set(['id', 'created_at', 'updated_at']);
const namesAtMost = 100;
const nameLength = 200;

/**
 * The fields of a body as the schema describes them. Throws `validation_failed` with every wrong, missing and
 * unknown field at once (contract, Bodies).
 */
export function parseBody<S extends z.ZodType>(
  schema: S,
  body: unknown,
  /** Where `body` stands inside the request's body; a field is then named by its path. */
  within = '',
): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw validationFailed(toFieldErrors(parsed.error.issues, within));
}

/** A refusal that names one field, found by a look at the tenant's records. */
export function fieldRefused(field: string, text: string): AppError {
  return validationFailed({ [field]: [text] });
}

export function validationFailed(errors: FieldErrors): AppError {
  return new AppError('validation_failed', { details: { errors } });
}

function toFieldErrors(issues: readonly z.core.$ZodIssue[], within: string): FieldErrors {
  // A Map, because a field may be called __proto__.
  const errors = new Map<string, string[]>();
  const add = (field: string, text: string) => {
    const name = field.length <= nameLength ? field : `${field.slice(0, nameLength)}…`;
    const known = errors.get(name);
    if (known) known.push(text);
    else if (errors.size < namesAtMost) errors.set(name, [text]);
  };
  for (const issue of issues) {
    const path = (within === '' ? issue.path : [within, ...issue.path]).join('.');
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        const name = path === '' ? key : `${path}.${key}`;
        add(name, readOnly.has(key) ? 'is read-only' : 'is not a known field');
      }
    } else add(path === '' ? 'body' : path, issue.message);
  }
  return Object.fromEntries(errors);
}
