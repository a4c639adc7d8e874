import { isSecretName } from '#lib/std/redact.ts';

/** Reads and fills the form that swagger-ui keeps; set when it has loaded the document. */
export type FormHandle = { read(): SavedForm; fill(saved: SavedForm): void };

/** Stands for the place of a field of a body that is a form. */
export const formField = 'form';

/** A list is kept as JSON. */
export type SavedParameter = { name: string; in: string; value: string };
export type SavedForm = {
  parameters: SavedParameter[];
  body: string | null;
  contentType: string | null;
};

const keyOf = (memoryKey: string) => `portal.console.form ${memoryKey}`;
const maxLength = 200_000;

/** Keeps what stands in the form for this tab. What is named like a secret is left out. */
export function saveForm(memoryKey: string, handle: FormHandle | null): void {
  if (!handle) return;
  const form = handle.read();
  const kept = { ...form, parameters: form.parameters.filter(({ name }) => !isSecretName(name)) };
  const text = JSON.stringify(kept);
  try {
    if (text.length <= maxLength) sessionStorage.setItem(keyOf(memoryKey), text);
  } catch {
    // Storage may be full or refused; the form is then filled from the examples the next time.
  }
}

/** What was in the form the last time; null when nothing was kept. */
export function savedForm(memoryKey: string): SavedForm | null {
  try {
    const saved: unknown = JSON.parse(sessionStorage.getItem(keyOf(memoryKey)) ?? 'null');
    return isSavedForm(saved) ? saved : null;
  } catch {
    return null;
  }
}

/** True for what `read()` of a form gives; links and storage can hold anything. */
export function isSavedForm(value: unknown): value is SavedForm {
  return (
    typeof value === 'object' &&
    value !== null &&
    'parameters' in value &&
    Array.isArray(value.parameters) &&
    value.parameters.every(isSavedParameter) &&
    'body' in value &&
    (value.body === null || typeof value.body === 'string') &&
    'contentType' in value &&
    (value.contentType === null || typeof value.contentType === 'string')
  );
}

function isSavedParameter(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { name, in: location, value: text } = { name: null, in: null, value: null, ...value };
  return [name, location, text].every((each) => typeof each === 'string');
}
