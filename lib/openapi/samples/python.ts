import { type JsonDialect, jsonLiteral } from './json-literal.ts';
import { doubleQuote, expression, indentRest, type Quoting } from './quote.ts';
import type { SampleBody, SampleRequest } from './sample-request.ts';

const dialect: JsonDialect = {
  quote: doubleQuote,
  true: 'True',
  false: 'False',
  null: 'None',
  list: ['[', ']'],
  map: ['{', '}'],
  trailingComma: true,
  entry: (key, value) => `${doubleQuote(key)}: ${value}`,
};
const quoting: Quoting = {
  literal: doubleQuote,
  env: (name) => `os.environ["${name}"]`,
  join: (parts) => parts.join(' + '),
};

/** Python 3 with requests. */
export function pythonSample({ method, url, headers, body }: SampleRequest): string {
  const usesEnv = headers.some(({ value }) => value.some((part) => typeof part !== 'string'));
  const args = [doubleQuote(url)];
  if (headers.length > 0) {
    const lines = headers.map(
      ({ name, value }) => `        ${doubleQuote(name)}: ${expression(value, quoting)},`,
    );
    args.push(`headers={\n${lines.join('\n')}\n    }`);
  }
  if (body) args.push(...bodyArguments(body));
  const known = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(method);
  const call = known ? method.toLowerCase() : 'request';
  if (!known) args.unshift(doubleQuote(method));
  return [
    ...(usesEnv ? ['import os', ''] : []),
    'import requests',
    '',
    `response = requests.${call}(`,
    `    ${args.join(',\n    ')},`,
    '    timeout=30,',
    ')',
    'response.raise_for_status()',
    'print(response.text)',
  ].join('\n');
}

function bodyArguments(body: SampleBody): string[] {
  switch (body.kind) {
    case 'json':
      return [`json=${indentRest(jsonLiteral(body.value, dialect), 4)}`];
    case 'text':
      return [`data=${doubleQuote(body.text)}.encode()`];
    case 'form':
      return [
        `data=${tuples(body.fields.map((f) => `(${doubleQuote(f.name)}, ${doubleQuote(f.value)})`))}`,
      ];
    case 'file':
      return [`data=open(${doubleQuote(body.file)}, "rb")`];
    case 'multipart':
      return [
        `files=${tuples(
          body.parts.map((part) =>
            'file' in part
              ? `(${doubleQuote(part.name)}, open(${doubleQuote(part.file)}, "rb"))`
              : `(${doubleQuote(part.name)}, (None, ${doubleQuote(part.value)}))`,
          ),
        )}`,
      ];
  }
}

const tuples = (items: string[]): string => `[\n        ${items.join(',\n        ')},\n    ]`;
