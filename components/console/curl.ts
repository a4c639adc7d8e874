import type { Token } from './answer/sent-request.tsx';
import type { Sent } from './relay-fetch.ts';

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
// What curl sends by itself, or what only the console needed.
const left = new Set(['accept', 'user-agent']);

/** The request as a curl command; the token stands as a variable of the shell, never as its value. */
export function curlOf(sent: Sent, base: string, token: Token): string {
  const parts = [`curl -X ${sent.method} ${quoted(base + sent.path)}`];
  if (token) parts.push(`-H "Authorization: ${token.scheme} $${token.variable}"`);
  for (const [name, value] of sent.headers) {
    if (!left.has(name) || value !== '*/*') parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (sent.body !== null) parts.push(`--data-binary ${quoted(sent.body)}`);
  return parts.join(' \\\n  ');
}
