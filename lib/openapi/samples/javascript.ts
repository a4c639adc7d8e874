import { type JsonDialect, jsonLiteral } from './json-literal.ts';
import { expression, indentRest, jsQuote, type Quoting } from './quote.ts';
import type { SampleBody, SampleRequest, SampleText } from './sample-request.ts';

const identifier = /^[A-Za-z_$][\w$]*$/;
const dialect: JsonDialect = {
  quote: jsQuote,
  true: 'true',
  false: 'false',
  null: 'null',
  list: ['[', ']'],
  map: ['{', '}'],
  trailingComma: true,
  // A plain `__proto__` key would set the prototype instead of a property.
  entry: (key, value) => `${key === '__proto__' ? "['__proto__']" : property(key)}: ${value}`,
};
const property = (key: string): string => (identifier.test(key) ? key : jsQuote(key));

/** Template literals read well, but only harmless text may stand in one. */
const quoting: Quoting = {
  literal: jsQuote,
  env: (name) => `process.env.${name}`,
  join: (parts) => parts.join(' + '),
};
function textOf(value: SampleText): string {
  const simple = value.every((part) => typeof part !== 'string' || /^[\w :;=,./+-]*$/.test(part));
  if (!simple || value.length < 2) return expression(value, quoting);
  return `\`${value.map((part) => (typeof part === 'string' ? part : `\${process.env.${part.env}}`)).join('')}\``;
}

/** JavaScript with fetch (Node 18 and later, browsers, Deno, Bun). */
export const javascriptSample = (request: SampleRequest): string => fetchSample(request, false);

/** The same with types. */
export const typescriptSample = (request: SampleRequest): string => fetchSample(request, true);

function fetchSample({ method, url, headers, body }: SampleRequest, typed: boolean): string {
  const before: string[] = [];
  const options: string[] = [];
  if (method !== 'GET') options.push(`method: ${jsQuote(method)},`);
  if (headers.length > 0) {
    const lines = headers.map(({ name, value }) => `    ${property(name)}: ${textOf(value)},`);
    options.push(`headers: {\n${lines.join('\n')}\n  },`);
  }
  if (body) options.push(`body: ${bodyOf(body, before)},`);
  const tail = options.length > 0 ? `, {\n  ${options.join('\n  ')}\n}` : '';
  return [
    ...before,
    `const response${typed ? ': Response' : ''} = await fetch(${jsQuote(url)}${tail});`,
    'if (!response.ok) throw new Error(await response.text());',
    `const result${typed ? ': unknown' : ''} = await response.json();`,
  ].join('\n');
}

function bodyOf(body: SampleBody, before: string[]): string {
  switch (body.kind) {
    case 'json':
      return `JSON.stringify(${indentRest(jsonLiteral(body.value, dialect), 2)})`;
    case 'text':
      return jsQuote(body.text);
    case 'form': {
      const pairs = body.fields.map(({ name, value }) => `[${jsQuote(name)}, ${jsQuote(value)}]`);
      return `new URLSearchParams([\n    ${pairs.join(',\n    ')},\n  ])`;
    }
    case 'file':
      before.push("import { openAsBlob } from 'node:fs';\n");
      return `await openAsBlob(${jsQuote(body.file)})`;
    case 'multipart': {
      if (body.parts.some((part) => 'file' in part)) {
        before.push("import { openAsBlob } from 'node:fs';\n");
      }
      before.push('const form = new FormData();');
      for (const part of body.parts) {
        const value =
          'file' in part ? `await openAsBlob(${jsQuote(part.file)})` : jsQuote(part.value);
        const name = 'file' in part ? `, ${jsQuote(part.file)}` : '';
        before.push(`form.append(${jsQuote(part.name)}, ${value}${name});`);
      }
      return 'form';
    }
  }
}
