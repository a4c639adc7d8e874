/** What a curl command would send, as far as a form can hold it. */
export type CurlCommand = {
  method: string;
  url: string | null;
  /** Names in lower case. */
  headers: [name: string, value: string][];
  body: string | null;
  /** Parts of a form with files; null: the body is none. */
  parts: [name: string, value: string][] | null;
  notes: string[];
};

// Options that take a value, by their short letter and their long name. Of those that are not read, the value is stepped over.
const shortWithValue = 'ACDEFHKPQTUXYbcdehmoqrtuwxyz';
const long: Record<string, string> = {
  request: 'X',
  header: 'H',
  data: 'd',
  'data-ascii': 'd',
  'data-binary': 'd',
  form: 'F',
  get: 'G',
  head: 'I',
  cookie: 'b',
  'user-agent': 'A',
  'upload-file': 'T',
};
const longWithValue =
  /^(data.*|json|form-string|url(-query)?|request|header|form|cookie(-jar)?|user(-agent)?|output(-dir)?|referer|max-.*|connect-t.*|proxy.*|write-out|retry.*|ca(cert|path)|cert.*|key.*|resolve|upload-file|range|interface|limit-rate|oauth2-bearer|ciphers|tls.*|dump-header|trace.*|config|speed-.*|unix-socket|aws-sigv4)$/;

type Option = { name: string; value: string };

/** The options of a command one by one; `url` for what stands without one. */
function optionsOf(words: readonly string[]): Option[] {
  const options: Option[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const next = () => words[++at] ?? '';
    if (word.startsWith('--')) {
      const [name = '', ...rest] = word.slice(2).split('=');
      const attached = rest.length > 0 ? rest.join('=') : null;
      const value = attached ?? (longWithValue.test(name) ? next() : '');
      options.push({ name: long[name] ?? name, value });
    } else if (word.startsWith('-') && word.length > 1) {
      // Letters may stand together; the first that takes a value takes the rest.
      for (let i = 1; i < word.length; i++) {
        const name = word.charAt(i);
        const takes = shortWithValue.includes(name);
        options.push({ name, value: takes ? word.slice(i + 1) || next() : '' });
        if (takes) break;
      }
    } else options.push({ name: 'url', value: word });
  }
  return options;
}

const encoded = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');

/** `name=value`, of which curl encodes the value. */
function urlEncoded(data: string): string {
  const [name = '', ...rest] = data.split('=');
  if (rest.length === 0) return encoded(name);
  return (name === '' ? '' : `${name}=`) + encoded(rest.join('='));
}

/** Reads the words of a command behind `curl`. */
export function parseCurl(words: readonly string[]): CurlCommand {
  const command: CurlCommand = {
    method: '',
    url: null,
    headers: [],
    body: null,
    parts: null,
    notes: [],
  };
  const data: string[] = [];
  let inQuery = false;
  for (const { name, value } of optionsOf(words)) {
    if (name === 'X') command.method = value.toUpperCase();
    else if (name === 'I') command.method ||= 'HEAD';
    else if (name === 'G') inQuery = true;
    else if (name === 'url') command.url ??= value;
    else if (name === 'H') command.headers.push(headerOf(value));
    else if (name === 'A') command.headers.push(['user-agent', value]);
    else if (name === 'b') command.headers.push(['cookie', value]);
    else if (name === 'F' || name === 'form-string') addPart(command, value, name === 'F');
    else if (name === 'T') command.notes.push('The body is a file; choose it yourself.');
    else if (['d', 'json', 'data-raw', 'data-urlencode'].includes(name)) {
      if (name === 'json') command.headers.push(['content-type', 'application/json']);
      if (name !== 'data-raw' && value.startsWith('@')) {
        command.notes.push('The body is a file; paste its content yourself.');
      } else data.push(name === 'data-urlencode' ? urlEncoded(value) : value);
    }
  }
  if (inQuery && command.url !== null && data.length > 0) {
    command.url += (command.url.includes('?') ? '&' : '?') + data.join('&');
  } else if (data.length > 0) command.body = data.join('&');
  const sends = command.body !== null || command.parts !== null;
  command.method ||= sends ? 'POST' : 'GET';
  return command;
}

function headerOf(text: string): [name: string, value: string] {
  const at = text.search(/[:;]/);
  const name = at < 0 ? text : text.slice(0, at);
  return [name.trim().toLowerCase(), at < 0 ? '' : text.slice(at + 1).trim()];
}

function addPart(command: CurlCommand, text: string, readsFiles: boolean): void {
  const [name = '', ...rest] = text.split('=');
  const value = rest.join('=');
  command.parts ??= [];
  if (readsFiles && /^[@<]/.test(value)) {
    command.notes.push(`Choose the file of ${name} yourself.`);
  } else {
    command.parts.push([name, readsFiles ? value.replace(/;(type|filename)=[^;]*/g, '') : value]);
  }
}
