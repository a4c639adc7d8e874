import type { z } from 'zod';
import { nearest } from '#lib/std/nearest.ts';
import { partnerScopes } from '../installations/scopes.ts';
import { type Path, type Place, pathText } from './places.ts';
import type { ReadSource } from './read-source.ts';
import type { Manifest, manifestSchema } from './schemas.ts';

export type ShapeRule =
  | 'manifest-unreadable'
  | 'duplicate-key'
  | 'unknown-field'
  | 'manifest-shape';

/** Something of the text that is not as the schema wants it. */
export type Diagnostic = Place & { rule: ShapeRule; path: Path; message: string };

type Schema = typeof manifestSchema;

const innerFields: Readonly<Record<string, readonly string[]>> = {
  scopes: partnerScopes,
  optional_scopes: partnerScopes,
  names: ['en', 'ar'],
  webhooks: ['url', 'events'],
  contacts: ['name', 'email', 'role'],
};

/** What is wrong with a manifest's text and shape, in the order of the text; with nothing wrong, the manifest. Pure. */
export function diagnoseSource(
  read: ReadSource,
  schema: Schema,
): { manifest: Manifest | null; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = read.problems.map(({ kind, path, message, place }) => ({
    ...place,
    rule: kind === 'duplicate' ? 'duplicate-key' : 'manifest-unreadable',
    path,
    message,
  }));
  if (read.data === undefined) return { manifest: null, diagnostics };
  const parsed = schema.safeParse(read.data, { error: wording });
  if (parsed.success) return { manifest: diagnostics.length > 0 ? null : parsed.data, diagnostics };
  for (const issue of parsed.error.issues)
    diagnostics.push(...issueDiagnostics(read, issue, schema));
  diagnostics.sort((a, b) => a.from - b.from);
  return { manifest: null, diagnostics: diagnostics.slice(0, 100) };
}

function issueDiagnostics(read: ReadSource, issue: z.core.$ZodIssue, schema: Schema): Diagnostic[] {
  // What a path through JSON holds are texts and numbers.
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, 20).map((key) => {
      const within = pathText(path.filter((step) => typeof step === 'string'));
      const fields = within === '' ? Object.keys(schema.shape) : (innerFields[within] ?? []);
      const meant = nearest(key, fields);
      const inner = [...path, key];
      return {
        ...read.placeOf(inner),
        rule: 'unknown-field',
        path: inner,
        message: `“${short(key)}” is not a field of ${within === '' ? 'the manifest' : within}${meant ? `; is ${meant} meant?` : '.'}`,
      };
    });
  }
  if (issue.code === 'invalid_key') {
    const key = String(path.at(-1));
    const message = `“${short(key)}” is not a scope.`;
    return [{ ...read.placeOf(path), rule: 'manifest-shape', path, message }];
  }
  const name = pathText(path) || 'The manifest';
  const message = /^[a-z]/.test(issue.message) ? `${short(name)} ${issue.message}.` : issue.message;
  return [{ ...read.placeOf(path, 'value'), rule: 'manifest-shape', path, message }];
}

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

const kinds: Readonly<Record<string, string>> = {
  string: 'must be text (put numbers in quotes)',
  object: 'must be a mapping of fields',
  record: 'must be a mapping of scope to reason',
  array: 'must be a list',
};

/** The words for what a schema does not say itself. */
function wording(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    return issue.input === undefined ? 'is missing' : kinds[issue.expected];
  }
  if (issue.code === 'invalid_value') {
    return issue.input === undefined ? 'is missing' : `must be one of ${issue.values.join(', ')}`;
  }
  return undefined;
}
