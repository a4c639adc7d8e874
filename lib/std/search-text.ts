/**
 * What somebody typed to find something: trimmed, and with a mark in place of control characters and of halves of
 * characters. They stand in no text that is searched, and PostgreSQL refuses NUL; the mark matches as little.
 */
export function searchText(typed: string): string {
  return typed
    .trim()
    .replace(/\p{Cc}/gu, '\uFFFD')
    .toWellFormed();
}
