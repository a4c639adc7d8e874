import { jsonText } from '../std/exact-number.ts';
import type { Json } from './model.ts';
import type { FormField } from './request-body.ts';
import type { ExampleRequest } from './request-model.ts';
import {
  dataLiteral,
  doubleQuoted,
  javascriptLiteral,
  PHP,
  PYTHON,
  phpQuoted,
  prettyJson,
  RUBY,
  rubyQuoted,
  shellQuoted,
} from './sample-literals.ts';
import { curlPart, javascriptPart, phpForm, pythonPart, rubyPart } from './sample-parts.ts';

/** curl for POSIX shells. Values never reach curl's own `@file` and `<file` readings. */
export const curlSample = ({ method, url, headers, body }: ExampleRequest): string => {
  const parts = [`curl --request ${method}`, `--url ${shellQuoted(url)}`];
  if (method === 'HEAD') parts[0] = 'curl --head';
  for (const header of headers) parts.push(`--header ${shellQuoted(headerLine(header))}`);
  if (body?.kind === 'json') parts.push(`--data-raw ${shellQuoted(prettyJson(body.value))}`);
  if (body?.kind === 'text' && !body.fields) parts.push(`--data-raw ${shellQuoted(body.text)}`);
  for (const { name, value } of body?.kind === 'text' ? (body.fields ?? []) : []) {
    parts.push(`--data-urlencode ${shellQuoted(`${formName(name)}=${value}`)}`);
  }
  if (body?.kind === 'file') parts.push(`--data-binary ${shellQuoted(`@${body.fileName}`)}`);
  if (body?.kind === 'multipart') parts.push(...body.parts.map(curlPart));
  return parts.join(' \\\n  ');
};

/** A colon with nothing behind it would take the header away. */
const headerLine = ({ name, value }: ExampleRequest['headers'][number]): string =>
  value === '' ? `${name};` : `${name}: ${value}`;

/** curl encodes the value, but not the name. */
const formName = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(/%5B/g, '[').replace(/%5D/g, ']');

/** Numbers that JavaScript would round are sent as the text they are. */
const javascriptJson = (value: Json): string => {
  const text = jsonText(value);
  return text === JSON.stringify(value)
    ? `JSON.stringify(${javascriptLiteral(value, 2)})`
    : doubleQuoted(text);
};

/** `fetch`, for browsers and Node. TypeScript adds the types of what comes back. */
const fetchSample = ({ method, url, headers, body }: ExampleRequest, typed: boolean): string => {
  const before: string[] = [];
  const options: string[] = [`method: ${doubleQuoted(method)}`];
  if (headers.length > 0)
    options.push(
      `headers: {\n${headers.map(({ name, value }) => `    ${doubleQuoted(name)}: ${doubleQuoted(value)},`).join('\n')}\n  }`,
    );
  if (body?.kind === 'json') options.push(`body: ${javascriptJson(body.value)}`);
  if (body?.kind === 'text')
    options.push(`body: ${body.fields ? javascriptForm(body.fields) : doubleQuoted(body.text)}`);
  if (body?.kind === 'file') {
    before.push('import { openAsBlob } from "node:fs";\n');
    options.push(`body: await openAsBlob(${doubleQuoted(body.fileName)})`);
  }
  if (body?.kind === 'multipart') {
    if (body.parts.some((part) => 'fileName' in part))
      before.push('import { openAsBlob } from "node:fs";\n');
    before.push('const form = new FormData();');
    before.push(...body.parts.map(javascriptPart));
    before.push('');
    options.push('body: form');
  }
  const call = `const response${typed ? ': Response' : ''} = await fetch(${doubleQuoted(url)}, {\n${options.map((option) => `  ${option},`).join('\n')}\n});`;
  const after = [
    '',
    'if (!response.ok) throw new Error("HTTP " + response.status);',
    ...(method === 'HEAD'
      ? ['console.log(response.headers);']
      : [
          `const data${typed ? ': unknown' : ''} = await response.${isJsonWanted(headers) ? 'json' : 'text'}();`,
          'console.log(data);',
        ]),
  ];
  return [...before, call, ...after].join('\n');
};

const isJsonWanted = (headers: ExampleRequest['headers']): boolean =>
  headers.some(({ name, value }) => name.toLowerCase() === 'accept' && value.includes('json'));

export const javascriptSample = (request: ExampleRequest): string => fetchSample(request, false);
export const typescriptSample = (request: ExampleRequest): string => fetchSample(request, true);

const pairs = (
  fields: FormField[],
  open: string,
  quote: (text: string) => string,
  close: string,
  indent: string,
): string =>
  fields
    .map(({ name, value }) => `${indent}${open}${quote(name)}, ${quote(value)}${close},\n`)
    .join('');

const javascriptForm = (fields: FormField[]): string =>
  `new URLSearchParams([\n${pairs(fields, '[', doubleQuoted, ']', '    ')}  ])`;
const pythonForm = (fields: FormField[]): string =>
  `[\n${pairs(fields, '(', doubleQuoted, ')', '        ')}    ]`;
const rubyForm = (fields: FormField[]): string =>
  `URI.encode_www_form([\n${pairs(fields, '[', rubyQuoted, ']', '  ')}])`;

/** Python with requests. */
export const pythonSample = ({ method, url, headers, body }: ExampleRequest): string => {
  const options: string[] = [doubleQuoted(method), doubleQuoted(url)];
  // To requests, no body and the JSON null are the same.
  const asJson = body?.kind === 'json' && body.value !== null;
  // It sets the type of JSON itself.
  const shown = asJson
    ? headers.filter(
        ({ name, value }) => name.toLowerCase() !== 'content-type' || value !== 'application/json',
      )
    : headers;
  if (shown.length > 0)
    options.push(
      `headers={\n${shown.map(({ name, value }) => `        ${doubleQuoted(name)}: ${doubleQuoted(value)},`).join('\n')}\n    }`,
    );
  if (body?.kind === 'json')
    options.push(asJson ? `json=${dataLiteral(body.value, PYTHON, 4)}` : 'data="null"');
  if (body?.kind === 'text')
    options.push(
      `data=${body.fields ? pythonForm(body.fields) : `${doubleQuoted(body.text)}.encode()`}`,
    );
  if (body?.kind === 'file') options.push(`data=open(${doubleQuoted(body.fileName)}, "rb")`);
  if (body?.kind === 'multipart') {
    const parts = body.parts.map((part) => `        ${pythonPart(part)},`);
    options.push(`files=[\n${parts.join('\n')}\n    ]`);
  }
  return [
    'import requests',
    '',
    `response = requests.request(\n${options.map((option) => `    ${option},`).join('\n')}\n)`,
    'response.raise_for_status()',
    method === 'HEAD'
      ? 'print(response.headers)'
      : `print(response.${isJsonWanted(headers) ? 'json()' : 'text'})`,
  ].join('\n');
};

/** PHP's integers end at 64 bits, and what is larger becomes a rounded number. */
const isPhpExact = (value: Json): boolean => !/(?<!["\d.])-?\d{19,}/.test(jsonText(value));

/** PHP with its curl extension. */
export const phpSample = ({ method, url, headers, body }: ExampleRequest): string => {
  const options: string[] = [
    `CURLOPT_CUSTOMREQUEST => ${phpQuoted(method)}`,
    'CURLOPT_RETURNTRANSFER => true',
  ];
  if (method === 'HEAD') options.push('CURLOPT_NOBODY => true');
  const form = body?.kind === 'multipart' ? phpForm(body.parts) : undefined;
  const all = form?.contentType
    ? [...headers, { name: 'Content-Type', value: form.contentType }]
    : headers;
  if (all.length > 0)
    options.push(
      `CURLOPT_HTTPHEADER => [\n${all.map((header) => `    ${phpQuoted(headerLine(header))},`).join('\n')}\n  ]`,
    );
  if (body?.kind === 'json')
    options.push(
      isPhpExact(body.value)
        ? `CURLOPT_POSTFIELDS => json_encode(${dataLiteral(body.value, PHP, 2)})`
        : `CURLOPT_POSTFIELDS => ${phpQuoted(jsonText(body.value))}`,
    );
  if (body?.kind === 'text') options.push(`CURLOPT_POSTFIELDS => ${phpQuoted(body.text)}`);
  if (body?.kind === 'file')
    options.push(`CURLOPT_POSTFIELDS => file_get_contents(${phpQuoted(body.fileName)})`);
  if (form) options.push(`CURLOPT_POSTFIELDS => ${form.literal}`);
  return [
    '<?php',
    '',
    `$curl = curl_init(${phpQuoted(url)});`,
    `curl_setopt_array($curl, [\n${options.map((option) => `  ${option},`).join('\n')}\n]);`,
    '$body = curl_exec($curl);',
    'if ($body === false) throw new RuntimeException(curl_error($curl));',
    'echo $body;',
  ].join('\n');
};

/** Ruby with net/http. */
export const rubySample = ({ method, url, headers, body }: ExampleRequest): string => {
  const lines = [
    'require "net/http"',
    ...(body?.kind === 'json' ? ['require "json"'] : []),
    '',
    `uri = URI(${rubyQuoted(url)})`,
  ];
  lines.push(
    `request = Net::HTTPGenericRequest.new(${rubyQuoted(method)}, ${body ? 'true' : 'false'}, ${method === 'HEAD' ? 'false' : 'true'}, uri)`,
  );
  for (const { name, value } of headers)
    lines.push(`request[${rubyQuoted(name)}] = ${rubyQuoted(value)}`);
  if (body?.kind === 'json')
    lines.push(`request.body = JSON.generate(${dataLiteral(body.value, RUBY)})`);
  if (body?.kind === 'text')
    lines.push(`request.body = ${body.fields ? rubyForm(body.fields) : rubyQuoted(body.text)}`);
  if (body?.kind === 'file')
    lines.push(`request.body = File.binread(${rubyQuoted(body.fileName)})`);
  if (body?.kind === 'multipart') {
    const parts = body.parts.map((part) => `  ${rubyPart(part)},`);
    lines.push(`request.set_form([\n${parts.join('\n')}\n], "multipart/form-data")`);
  }
  return [
    ...lines,
    '',
    'response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == "https") do |http|',
    '  http.request(request)',
    'end',
    'puts response.body',
  ].join('\n');
};
