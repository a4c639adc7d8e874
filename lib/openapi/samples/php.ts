import { type JsonDialect, jsonLiteral } from './json-literal.ts';
import { expression, indentRest, type Quoting, rawQuote } from './quote.ts';
import { formText, type SampleBody, type SampleRequest } from './sample-request.ts';

const quote = (text: string): string => rawQuote(text, '$');
const dialect: JsonDialect = {
  quote,
  true: 'true',
  false: 'false',
  null: 'null',
  list: ['[', ']'],
  map: ['[', ']'],
  emptyMap: 'new stdClass()',
  trailingComma: true,
  entry: (key, value) => `${quote(key)} => ${value}`,
};
const quoting: Quoting = {
  literal: quote,
  env: (name) => `getenv('${name}')`,
  join: (parts) => parts.join(' . '),
};

/** PHP 8 with its curl extension. */
export function phpSample({ method, url, headers, body }: SampleRequest): string {
  const lines = [
    '<?php',
    `$request = curl_init(${quote(url)});`,
    'curl_setopt_array($request, [',
    `    CURLOPT_CUSTOMREQUEST => ${quote(method)},`,
    '    CURLOPT_RETURNTRANSFER => true,',
  ];
  if (headers.length > 0) {
    const list = headers.map(
      ({ name, value }) => `        ${expression([`${name}: `, ...value], quoting)},`,
    );
    lines.push(`    CURLOPT_HTTPHEADER => [\n${list.join('\n')}\n    ],`);
  }
  if (body) lines.push(`    CURLOPT_POSTFIELDS => ${bodyOf(body)},`);
  lines.push(
    ']);',
    '$answer = curl_exec($request);',
    "echo curl_getinfo($request, CURLINFO_HTTP_CODE), ' ', $answer;",
  );
  return lines.join('\n');
}

function bodyOf(body: SampleBody): string {
  switch (body.kind) {
    case 'json':
      return `json_encode(${indentRest(jsonLiteral(body.value, dialect), 4)})`;
    case 'text':
      return quote(body.text);
    case 'form':
      return quote(formText(body.fields));
    case 'file':
      return `file_get_contents(${quote(body.file)})`;
    case 'multipart': {
      const parts = body.parts.map(
        (part) =>
          `${quote(part.name)} => ${
            'file' in part ? `new CURLFile(${quote(part.file)})` : quote(part.value)
          }`,
      );
      return `[\n        ${parts.join(',\n        ')},\n    ]`;
    }
  }
}
