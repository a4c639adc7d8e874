import { isSecretName, redactText } from '#lib/std/redact.ts';
import { isSavedForm, type SavedForm } from './form-memory.ts';

const mark = '#try=';
const mostCharacters = 6_000;

/** The form as a part of an address: values of the request and no secret. null when it is too long for a link. */
export function sharedForm(form: SavedForm): string | null {
  const shared = {
    ...form,
    parameters: form.parameters
      .filter(({ name }) => !isSecretName(name))
      .map((each) => ({ ...each, value: redactText(each.value) })),
    body: form.body === null ? null : redactText(form.body),
  };
  const text = JSON.stringify(shared);
  return text.length > mostCharacters ? null : text;
}

/** What a link's address carries for the form; null when it carries nothing, or nothing that can be read. */
export function formFromHash(hash: string): SavedForm | null {
  if (!hash.startsWith(mark)) return null;
  try {
    const form: unknown = JSON.parse(decodeURIComponent(hash.slice(mark.length)));
    return isSavedForm(form) ? form : null;
  } catch {
    return null;
  }
}

/** Does this address open the console? */
export const opensConsole = (hash: string): boolean => hash === '#try' || hash.startsWith(mark);
