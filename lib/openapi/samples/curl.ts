import { shellQuote } from './quote.ts';
import {
  formText,
  prettyJson,
  type SampleBody,
  type SampleRequest,
  type SampleText,
} from './sample-request.ts';

/** curl for a POSIX shell. */
export function curlSample({ method, url, headers, body }: SampleRequest): string {
  const plain = method === 'GET' || (method === 'POST' && body !== undefined);
  const lines = [`curl ${plain ? '' : `-X ${shellWord(method)} `}${shellQuote(url)}`];
  for (const { name, value } of headers) lines.push(`-H ${headerWord([`${name}: `, ...value])}`);
  if (body) lines.push(...bodyOptions(body));
  return lines.join(' \\\n  ');
}

const shellWord = (text: string): string => (/^[A-Za-z]+$/.test(text) ? text : shellQuote(text));

/** Double quotes where a variable must be read and the rest is harmless, single quotes around everything else. */
function headerWord(value: SampleText): string {
  const harmless = value.every((part) => typeof part !== 'string' || /^[\w :;=,./+-]*$/.test(part));
  if (harmless) {
    return `"${value.map((part) => (typeof part === 'string' ? part : `$${part.env}`)).join('')}"`;
  }
  return value
    .map((part) => (typeof part === 'string' ? shellQuote(part) : `"$${part.env}"`))
    .join('');
}

function bodyOptions(body: SampleBody): string[] {
  switch (body.kind) {
    // `--data-raw`, because `-d` reads a file when the text begins with an @.
    case 'json':
      return [`--data-raw ${shellQuote(prettyJson(body.value))}`];
    case 'text':
      return [`--data-raw ${shellQuote(body.text)}`];
    case 'form':
      return [`--data-raw ${shellQuote(formText(body.fields))}`];
    case 'file':
      return [`--data-binary ${shellQuote(`@${body.file}`)}`];
    case 'multipart':
      return body.parts.map((part) =>
        'file' in part
          ? `-F ${shellQuote(`${part.name}=@${part.file}`)}`
          : `--form-string ${shellQuote(`${part.name}=${part.value}`)}`,
      );
  }
}
