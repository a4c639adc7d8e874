import { doubleQuote, expression, type Quoting } from './quote.ts';
import { formText, prettyJson, type SampleBody, type SampleRequest } from './sample-request.ts';

const quoting: Quoting = {
  literal: doubleQuote,
  env: (name) => `os.Getenv("${name}")`,
  join: (parts) => parts.join(' + '),
};
/** Raw text where Go allows it: a raw literal drops carriage returns and cannot hold a backquote. */
const textLiteral = (text: string): string =>
  /[`\r\0\ufeff]/.test(text) ? doubleQuote(text) : `\`${text.toWellFormed()}\``;

/** Go with net/http. */
export function goSample({ method, url, headers, body }: SampleRequest): string {
  const usesEnv = headers.some(({ value }) => value.some((part) => typeof part !== 'string'));
  const content = bodyOf(body);
  const imports = ['fmt', 'io', 'net/http', ...content.imports];
  if (usesEnv || content.usesOs) imports.push('os');
  return [
    'package main',
    '',
    'import (',
    ...[...new Set(imports)].sort().map((name) => `\t"${name}"`),
    ')',
    '',
    'func main() {',
    ...content.before,
    `\trequest, err := http.NewRequest(${doubleQuote(method)}, ${doubleQuote(url)}, ${content.reader})`,
    '\tif err != nil {\n\t\tpanic(err)\n\t}',
    ...headers.map(
      ({ name, value }) =>
        `\trequest.Header.Set(${doubleQuote(name)}, ${expression(value, quoting)})`,
    ),
    ...content.after,
    '\tresponse, err := http.DefaultClient.Do(request)',
    '\tif err != nil {\n\t\tpanic(err)\n\t}',
    '\tdefer response.Body.Close()',
    '\tanswer, _ := io.ReadAll(response.Body)',
    '\tfmt.Println(response.Status, string(answer))',
    '}',
  ].join('\n');
}

type Content = {
  reader: string;
  imports: string[];
  before: string[];
  after: string[];
  usesOs?: true;
};
const nothing: Content = { reader: 'nil', imports: [], before: [], after: [] };

function bodyOf(body: SampleBody | undefined): Content {
  const text = (source: string): Content => ({
    ...nothing,
    imports: ['strings'],
    before: [`\tbody := strings.NewReader(${textLiteral(source)})`],
    reader: 'body',
  });
  switch (body?.kind) {
    case undefined:
      return nothing;
    case 'json':
      return text(prettyJson(body.value));
    case 'text':
      return text(body.text);
    case 'form':
      return text(formText(body.fields));
    case 'file':
      return {
        ...nothing,
        usesOs: true,
        before: [
          `\tbody, err := os.Open(${doubleQuote(body.file)})`,
          '\tif err != nil {\n\t\tpanic(err)\n\t}',
        ],
        reader: 'body',
      };
    case 'multipart':
      return multipart(body.parts);
  }
}

function multipart(parts: Extract<SampleBody, { kind: 'multipart' }>['parts']): Content {
  const before = ['\tbody := &bytes.Buffer{}', '\tform := multipart.NewWriter(body)'];
  let usesOs = false;
  for (const part of parts) {
    if ('file' in part) {
      usesOs = true;
      before.push(
        '\t{',
        `\t\tpart, _ := form.CreateFormFile(${doubleQuote(part.name)}, ${doubleQuote(part.file)})`,
        `\t\tdata, _ := os.ReadFile(${doubleQuote(part.file)})`,
        '\t\tpart.Write(data)',
        '\t}',
      );
    } else {
      before.push(`\tform.WriteField(${doubleQuote(part.name)}, ${doubleQuote(part.value)})`);
    }
  }
  return {
    imports: ['bytes', 'mime/multipart'],
    before: [...before, '\tform.Close()'],
    reader: 'body',
    after: ['\trequest.Header.Set("Content-Type", form.FormDataContentType())'],
    ...(usesOs ? { usesOs: true } : {}),
  };
}
