// Names under which secrets travel. What stands behind one is never stored.
const secretName =
  /(^|[_-])(authorization|cookie|password|passwd|secret|token|api[_-]?key|apikey|credential|private[_-]?key|signature)s?($|[_-])/i;
// Tokens of the Partners API, signing secrets, tokens of the Okta API.
const secretText =
  /(okp_(?:test|live)_[0-9A-Za-z]+(?:_[0-9A-Za-z]+)?|whsec_[0-9A-Za-z+/=_-]+|(?<![\w-])00[\w-]{40}(?![\w-]))/g;

// Every text of the JSON is taken whole, also one that does not end or is no name: what is looked at once is not looked
// at again, so that quotes and backslashes in any number cost no more than other letters.
const field = /"((?:[^"\\]|\\.?)*)(?:"|$)(?:(\s*:\s*)"(?:[^"\\]|\\.?)*(?:"|$))?/g;

export const redacted = '[redacted]';

/** True for header and field names whose value is a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}

/**
 * Takes secrets out of a text: the texts of fields with such names in JSON, and what looks like one of our own.
 * Takes time in proportion to the text, whatever stands in it; the text may be cut off anywhere.
 */
export function redactText(text: string): string {
  const fields = text.replace(field, (whole, name: string, colon: string | undefined) =>
    colon !== undefined && isSecretName(name) ? `"${name}"${colon}"${redacted}"` : whole,
  );
  return fields.replace(secretText, redacted);
}

/** Takes secrets out of a query or a form: the values of such names. */
export function redactQuery(text: string): string {
  return text
    .replace(/([?&]|^)([^=&#?/]+)=([^&#]*)/g, (whole, mark: string, name: string) =>
      isSecretName(name) ? `${mark}${name}=${redacted}` : whole,
    )
    .replace(secretText, redacted);
}

/** Header pairs without the values of secrets. */
export function redactHeaders(
  headers: readonly (readonly [string, string])[],
): [name: string, value: string][] {
  return headers.map(([name, value]) => [name, isSecretName(name) ? redacted : redactText(value)]);
}
