// Names under which secrets travel. What stands behind one is never stored.
const secretName =
  /(^|[_-])(authorization|cookie|password|passwd|secret|token|api[_-]?key|apikey|credential|private[_-]?key|signature)s?($|[_-])/i;
const secretText = /\b(okp_(?:test|live)_[0-9A-Za-z]+(?:_[0-9A-Za-z]+)?|whsec_[0-9A-Za-z+/=_-]+)/g;

export const redacted = '[redacted]';

/** True for header and field names whose value is a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}

/** Takes secrets out of a text: the values of fields with such names in JSON, and what looks like one of our own. */
export function redactText(text: string): string {
  const fields = text.replace(
    /"((?:[^"\\]|\\.)*)"(\s*:\s*)"((?:[^"\\]|\\.)*)"/g,
    (whole, name: string, colon: string) =>
      isSecretName(name) ? `"${name}"${colon}"${redacted}"` : whole,
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
