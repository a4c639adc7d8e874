import type { ConsoleOperation } from './document.ts';
import type { SavedForm, SavedParameter } from './form-memory.ts';

export type ImportedForm =
  | { form: SavedForm; notes: string[] }
  /** Why the command cannot fill this form. */
  | { refusal: string };

/** Splits a command as a POSIX shell does; null when a quote is open. Nothing in it is run or expanded. */
export function shellWords(command: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  const text = command.replace(/\\\r?\n/g, ' ').trim();
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (/\s/.test(char)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (char === "'") {
      const end = text.indexOf("'", at + 1);
      if (end < 0) return null;
      word = (word ?? '') + text.slice(at + 1, end);
      at = end;
    } else if (char === '"') {
      const quoted = /^"((?:[^"\\]|\\[\s\S])*)"/.exec(text.slice(at))?.[1];
      const length = quoted?.length;
      if (quoted === undefined || length === undefined) return null;
      word = (word ?? '') + quoted.replace(/\\(["\\$`])/g, '$1');
      at += length + 1;
    } else if (char === '\\') {
      word = (word ?? '') + text.charAt(++at);
    } else {
      word = (word ?? '') + char;
    }
  }
  return word === null ? words : [...words, word];
}

type Parsed = {
  method: string | null;
  url: string | null;
  headers: [string, string][];
  body: string | null;
  notes: string[];
};

const dataOptions = new Set([
  '-d',
  '--data',
  '--data-raw',
  '--data-binary',
  '--data-ascii',
  '--json',
]);
const withValue = new Set([
  '-A',
  '--user-agent',
  '-o',
  '--output',
  '-u',
  '--user',
  '-b',
  '--cookie',
  '-e',
  '--referer',
  '-m',
  '--max-time',
  '--connect-timeout',
  '-x',
  '--proxy',
]);

function parseCurl(words: readonly string[]): Parsed {
  const parsed: Parsed = { method: null, url: null, headers: [], body: null, notes: [] };
  for (let at = 0; at < words.length; at++) {
    const [word = '', attached] = splitOption(words[at] ?? '');
    const value = () => attached ?? words[++at] ?? '';
    if (word === '-X' || word === '--request') parsed.method = value().toUpperCase();
    else if (word === '-I' || word === '--head') parsed.method = 'HEAD';
    else if (word === '--url') parsed.url = value();
    else if (word === '-H' || word === '--header') {
      const [name = '', ...rest] = value().split(':');
      parsed.headers.push([name.trim().toLowerCase(), rest.join(':').trim()]);
    } else if (dataOptions.has(word)) {
      const data = value();
      if (data.startsWith('@'))
        parsed.notes.push('The body is a file; paste its content yourself.');
      else parsed.body = parsed.body === null ? data : `${parsed.body}&${data}`;
      if (word === '--json') parsed.headers.push(['content-type', 'application/json']);
    } else if (withValue.has(word)) value();
    else if (!word.startsWith('-')) parsed.url ??= word;
  }
  return parsed;
}

function splitOption(word: string): [string, string | undefined] {
  const long = /^(--[a-z-]+)=([\s\S]*)$/.exec(word);
  if (long) return [long[1] ?? '', long[2]];
  const short = /^(-[XHd])([\s\S]+)$/.exec(word);
  return short ? [short[1] ?? '', short[2]] : [word, undefined];
}

/** What a curl command would put into the form of an operation. Its token is left out: the console has its own. */
export function importCurl(command: string, operation: ConsoleOperation): ImportedForm {
  const words = shellWords(command);
  if (!words) return { refusal: 'A quote in the command is not closed.' };
  if (words[0] !== 'curl') return { refusal: 'The command must begin with curl.' };
  const { method: said, url, headers, body, notes } = parseCurl(words.slice(1));
  const method = said ?? (body === null ? 'GET' : 'POST');
  if (method !== operation.method) {
    return { refusal: `The command sends ${method}; this operation is ${operation.method}.` };
  }
  if (url === null) return { refusal: 'The command has no address.' };
  const [address = '', query = ''] = url.split('#', 1)[0]?.split('?', 2) ?? [];
  const path = matchPath(address, operation.path);
  if (!path) return { refusal: `Its address does not end like ${operation.path}.` };
  const parameters: SavedParameter[] = [...path];
  for (const [name, value] of new URLSearchParams(query)) {
    if (knows(operation, name, 'query')) parameters.push({ name, in: 'query', value });
    else notes.push(`The operation has no parameter ${name}.`);
  }
  for (const [name, value] of headers) {
    const known = operation.parameters.find(
      (each) => each.in === 'header' && each.name.toLowerCase() === name,
    );
    if (name === 'authorization') notes.push('The token of the command was left out.');
    else if (known) parameters.push({ name: known.name, in: 'header', value });
  }
  const contentType = headers.find(([name]) => name === 'content-type')?.[1] ?? null;
  return { form: { parameters, body, contentType }, notes };
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
