import type { z } from 'zod';
import { invalid, type OktaError } from './okta-error.ts';

/** One fault of a body: the dotted path of the field, and what is wrong with it. */
export type Fault = { field: string; text: string };

export const blank = 'The field cannot be left blank';

const kinds: Record<string, string> = {
  string: 'a text',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};
const units: Record<string, [string, string]> = {
  string: ['have', ' characters'],
  array: ['have', ' entries'],
};

/** What is wrong, where the schema has no words of its own; undefined: the library's. */
function textOf(issue: z.core.$ZodRawIssue): string | undefined {
  const [verb, unit] = units[String(issue.origin)] ?? ['be', ''];
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[String(issue.expected)] ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'too_big':
      return `must ${verb} at most ${issue.maximum}${unit}`;
    case 'too_small':
      return `must ${verb} at least ${issue.minimum}${unit}`;
    default:
      return undefined;
  }
}

function toFault(issue: z.core.$ZodIssue, input: unknown, within: string): Fault {
  const field = [within, ...issue.path.map(String)].filter(Boolean).join('.');
  let value = input;
  for (const key of issue.path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }
  const isBlank = value === undefined || value === null || value === '';
  return { field: field || 'body', text: isBlank ? blank : issue.message };
}

/** The refusal for faults: the summary names the first field, each fault is one cause (contract, C1-21). */
export function faultsError(faults: readonly Fault[]): OktaError {
  return invalid(
    faults[0]?.field ?? 'body',
    ...faults.map(({ field, text }) => `${field}: ${text}`),
  );
}

/** The input as the schema describes it, or its faults. `within` is the path at which the input stands in the body. */
export function check<S extends z.ZodType>(
  schema: S,
  input: unknown,
  within = '',
): { value: z.output<S>; faults: null } | { value: null; faults: Fault[] } {
  const parsed = schema.safeParse(input, { error: textOf });
  if (parsed.success) return { value: parsed.data, faults: null };
  // A body can be wrong in very many places; ten of them are enough to begin with.
  const faults = parsed.error.issues.map((issue) => toFault(issue, input, within));
  // What is blank breaks every rule of its field, and is one fault.
  const isFirst = ({ field, text }: Fault, at: number) =>
    faults.findIndex((other) => other.field === field && other.text === text) === at;
  return { value: null, faults: faults.slice(0, 40).filter(isFirst).slice(0, 10) };
}

/** The input as the schema describes it. Throws `E0000001` with one cause for each fault. */
export function readInput<S extends z.ZodType>(
  schema: S,
  input: unknown,
  within = '',
): z.output<S> {
  const { value, faults } = check(schema, input, within);
  if (faults) throw faultsError(faults);
  return value;
}
