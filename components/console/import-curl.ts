import { type ConsoleOperation, follow } from './document.ts';
import { formField, type SavedForm, type SavedParameter } from './form-memory.ts';
import { type CurlCommand, parseCurl } from './parse-curl.ts';
import { shellWords } from './shell-words.ts';

export type ImportedForm =
  | { form: SavedForm; notes: string[] }
  /** Why the command cannot fill this form. */
  | { refusal: string };

/** What a curl command would put into the form of an operation. Its token is left out: the console has its own. */
export function importCurl(command: string, operation: ConsoleOperation): ImportedForm {
  const words = shellWords(command);
  if (!words) return { refusal: 'A quote in the command is not closed.' };
  if (words[0] !== 'curl') return { refusal: 'The command must begin with curl.' };
  const { method, url, headers, body, parts, notes } = parseCurl(words.slice(1));
  if (method !== operation.method) {
    return { refusal: `The command sends ${method}; this operation is ${operation.method}.` };
  }
  if (url === null) return { refusal: 'The command has no address.' };
  const [, address = '', query = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(url) ?? [];
  const path = matchPath(address, operation.path);
  if (!path) return { refusal: `Its address does not end like ${operation.path}.` };
  const contentType = headers.find(([name]) => name === 'content-type')?.[1] ?? null;
  const form = formTypeOf({ contentType, body, parts }, operation);
  const fields = form === null ? [] : (parts ?? [...new URLSearchParams(body ?? '')]);
  const parameters = [
    ...path,
    ...gathered([...new URLSearchParams(query)], 'query'),
    ...gathered(fields, formField),
  ].filter(({ name, in: location }) => {
    const known = location !== 'query' || knows(operation, name, location);
    if (!known) notes.push(`The operation has no parameter ${name}.`);
    return known;
  });
  return {
    form: {
      parameters: [...parameters, ...fromHeaders(headers, operation, notes)],
      body: form === null ? body : null,
      contentType: form ?? contentType,
    },
    notes,
  };
}

type Sent = Pick<CurlCommand, 'body' | 'parts'> & { contentType: string | null };

/** The type of a form that the command sends and the operation takes; null: its body is no form. */
function formTypeOf(
  { contentType, body, parts }: Sent,
  { raw, document }: ConsoleOperation,
): string | null {
  const content = follow(document, raw.requestBody)?.content;
  const types = typeof content === 'object' && content !== null ? Object.keys(content) : [];
  const taken = (pattern: RegExp) => types.find((type) => pattern.test(type)) ?? null;
  if (parts) return taken(/^multipart\//i);
  const isForm = /^application\/x-www-form-urlencoded/i;
  // Without a header curl calls its data a form, also where people mean JSON.
  const says = contentType === null ? !/^\s*[[{]/.test(body ?? '') : isForm.test(contentType);
  return says ? taken(isForm) : null;
}

/** What stands several times becomes one list, as JSON. */
function gathered(pairs: readonly [string, string][], location: string): SavedParameter[] {
  const byName = new Map<string, string[]>();
  for (const [name, value] of pairs) byName.set(name, [...(byName.get(name) ?? []), value]);
  return [...byName].map(([name, values]) => ({
    name,
    in: location,
    value: values.length > 1 ? JSON.stringify(values) : (values[0] ?? ''),
  }));
}

function fromHeaders(
  headers: readonly [string, string][],
  operation: ConsoleOperation,
  notes: string[],
): SavedParameter[] {
  return headers.flatMap(([name, value]) => {
    if (name === 'authorization') notes.push('The token of the command was left out.');
    if (name === 'cookie') return cookiesOf(value, operation);
    const known = operation.parameters.find(
      (each) => each.in === 'header' && each.name.toLowerCase() === name,
    );
    return known && name !== 'authorization' ? [{ name: known.name, in: 'header', value }] : [];
  });
}

/** The cookies that the operation asks for. */
function cookiesOf(header: string, operation: ConsoleOperation): SavedParameter[] {
  return header.split(';').flatMap((pair) => {
    const [name = '', ...value] = pair.trim().split('=');
    return knows(operation, name, 'cookie') ? [{ name, in: 'cookie', value: value.join('=') }] : [];
  });
}

const knows = (operation: ConsoleOperation, name: string, location: string) =>
  operation.parameters.some((each) => each.name === name && each.in === location);

/** The path parameters of an address that ends like the template; null when it does not. */
function matchPath(address: string, template: string): SavedParameter[] | null {
  const wanted = template.split('/').filter(Boolean);
  const segments = address.replace(/\/+$/, '').split('/').slice(-wanted.length);
  if (segments.length < wanted.length) return null;
  const parameters: SavedParameter[] = [];
  for (const [at, part] of wanted.entries()) {
    const segment = segments[at] ?? '';
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name === undefined && part !== segment) return null;
    if (name !== undefined) parameters.push({ name, in: 'path', value: decodedSegment(segment) });
  }
  return parameters;
}

function decodedSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
