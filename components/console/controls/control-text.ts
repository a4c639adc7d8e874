/** The text of a value as an input shows it. Immutable values print as JSON by themselves. */
export function controlText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}

/** The problems that swagger-ui found with a value, as one sentence; empty when there are none. */
export function problemText(errors: unknown): string {
  if (typeof errors !== 'object' || errors === null) return '';
  const list = 'toJS' in errors && typeof errors.toJS === 'function' ? errors.toJS() : errors;
  if (!Array.isArray(list)) return '';
  return list
    .map((error) => {
      if (typeof error === 'string') return error;
      const text =
        typeof error === 'object' && error !== null && 'error' in error ? error.error : error;
      return typeof text === 'string' ? text : JSON.stringify(text);
    })
    .join(' ');
}
