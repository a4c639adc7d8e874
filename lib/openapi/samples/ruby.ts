import { type JsonDialect, jsonLiteral } from './json-literal.ts';
import { expression, type Quoting, rawQuote } from './quote.ts';
import { formText, type SampleBody, type SampleRequest } from './sample-request.ts';

const quote = (text: string): string => rawQuote(text, '#');
const dialect: JsonDialect = {
  quote,
  true: 'true',
  false: 'false',
  null: 'nil',
  list: ['[', ']'],
  map: ['{', '}'],
  trailingComma: true,
  entry: (key, value) => `${quote(key)} => ${value}`,
};
const quoting: Quoting = {
  literal: quote,
  env: (name) => `ENV.fetch('${name}')`,
  join: (parts) => parts.join(' + '),
};
const known = /^(Get|Post|Put|Patch|Delete|Head|Options)$/;

/** Ruby with net/http. */
export function rubySample({ method, url, headers, body }: SampleRequest): string {
  const kind = method.charAt(0) + method.slice(1).toLowerCase();
  const make = known.test(kind)
    ? `Net::HTTP::${kind}.new(uri)`
    : `Net::HTTPGenericRequest.new(${quote(method)}, true, true, uri)`;
  return [
    ...(body?.kind === 'json' ? ["require 'json'"] : []),
    "require 'net/http'",
    '',
    `uri = URI(${quote(url)})`,
    `request = ${make}`,
    ...headers.map(({ name, value }) => `request[${quote(name)}] = ${expression(value, quoting)}`),
    ...bodyLines(body),
    "response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == 'https') do |http|",
    '  http.request(request)',
    'end',
    "puts response.code + ' ' + response.body",
  ].join('\n');
}

function bodyLines(body: SampleBody | undefined): string[] {
  switch (body?.kind) {
    case undefined:
      return [];
    case 'json':
      return [`request.body = JSON.generate(${jsonLiteral(body.value, dialect)})`];
    case 'text':
      return [`request.body = ${quote(body.text)}`];
    case 'form':
      return [`request.body = ${quote(formText(body.fields))}`];
    case 'file':
      return [`request.body = File.binread(${quote(body.file)})`];
    case 'multipart':
      return [
        'request.set_form([',
        ...body.parts.map((part) => {
          const value = 'file' in part ? `File.open(${quote(part.file)})` : quote(part.value);
          return `  [${quote(part.name)}, ${value}],`;
        }),
        "], 'multipart/form-data')",
      ];
  }
}
