import type { Token } from './answer/sent-request.tsx';
import type { Sent, SentPart } from './sent.ts';

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
// What curl sends by itself, or what only the console needed.
const left = new Set(['accept', 'user-agent']);

/** The request as a curl command; the token stands as a variable of the shell, never as its value. */
export function curlOf(sent: Sent, base: string, token: Token): string {
  const address = base + sent.path;
  const url = URL.canParse(address) ? new URL(address).href : address;
  const parts = [
    // Told to send HEAD as if it were any method, curl waits for a body that never comes.
    `curl ${sent.method === 'HEAD' ? '--head' : `-X ${sent.method}`} ${quoted(url)}`,
  ];
  // Brackets and braces mean several addresses to curl.
  if (/[[\]{}]/.test(url)) parts.push('--globoff');
  if (token) parts.push(`-H "Authorization: ${token.scheme} $${token.variable}"`);
  for (const [name, value] of sent.headers) {
    if (left.has(name) && value === '*/*') continue;
    // A colon with nothing behind it would take the header away.
    parts.push(`-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  return [...parts, ...bodyOf(sent)].join(' \\\n  ');
}

function bodyOf({ body, attached }: Sent): string[] {
  // Not --data-binary: a text that begins with @ would be the name of a file.
  if (body !== null) return [`--data-raw ${quoted(body)}`];
  if (attached?.kind === 'file') return [`--data-binary ${quoted(`@${attached.fileName}`)}`];
  return (attached?.parts ?? []).map(formPart);
}

const escaped = (text: string) => text.replace(/["\\]/g, '\\$&');

function formPart(part: SentPart): string {
  if ('value' in part) return `--form-string ${quoted(`${part.name}=${part.value}`)}`;
  const { name, fileName, type } = part;
  return `-F ${quoted(`${name}=@"${escaped(fileName)}";type=${type}`)}`;
}
