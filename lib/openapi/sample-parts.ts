import type { ExamplePart } from './request-body.ts';
import { doubleQuoted, partName, phpQuoted, rubyQuoted, shellQuoted } from './sample-literals.ts';

/** One part of a multipart body in each language, with the media type that the document gives it. */

/** Quoted within the quotes of the shell: curl then reads no `@file`, `<file` or `;type=` in the value. */
export const curlPart = (part: ExamplePart): string => {
  // It reads the name up to the first `=`.
  const name = part.name.replace(/[=\p{Cc}]+/gu, '_');
  const type = part.contentType === undefined ? '' : `;type=${part.contentType}`;
  if ('fileName' in part)
    return `--form ${shellQuoted(`${name}=@${curlFile(part.fileName)}${type}`)}`;
  return type === ''
    ? `--form-string ${shellQuoted(`${name}=${part.value}`)}`
    : `--form ${shellQuoted(`${name}="${part.value.replace(/[\\"]/g, '\\$&')}"${type}`)}`;
};

/** A name that curl would cut at a comma or a semicolon stands in quotes. */
const curlFile = (name: string): string =>
  /^[\w.-]+$/.test(name) ? name : `"${name.replace(/[\\"]/g, '\\$&')}"`;

export const javascriptPart = (part: ExamplePart): string => {
  const name = doubleQuoted(part.name);
  const type =
    part.contentType === undefined ? '' : `, { type: ${doubleQuoted(part.contentType)} }`;
  if ('fileName' in part) {
    const file = doubleQuoted(part.fileName);
    return `form.append(${name}, await openAsBlob(${file}${type}), ${file});`;
  }
  const value = doubleQuoted(part.value);
  return type === ''
    ? `form.append(${name}, ${value});`
    : `form.append(${name}, new Blob([${value}]${type}));`;
};

export const pythonPart = (part: ExamplePart): string => {
  const name = doubleQuoted(part.name);
  const type = part.contentType === undefined ? '' : `, ${doubleQuoted(part.contentType)}`;
  if (!('fileName' in part)) return `(${name}, (None, ${doubleQuoted(part.value)}${type}))`;
  const file = doubleQuoted(part.fileName);
  return type === ''
    ? `(${name}, open(${file}, "rb"))`
    : `(${name}, (${file}, open(${file}, "rb")${type}))`;
};

const phpPart = (part: ExamplePart): string => {
  const name = phpQuoted(part.name);
  const type = part.contentType === undefined ? '' : `, ${phpQuoted(part.contentType)}`;
  if ('fileName' in part) return `${name} => new CURLFile(${phpQuoted(part.fileName)}${type})`;
  const value = phpQuoted(part.value);
  return type === ''
    ? `${name} => ${value}`
    : `${name} => new CURLStringFile(${value}, ${name}${type})`;
};

/** PHP's own form is a map, which cannot send one name twice: such a body is put together by hand. */
export const phpForm = (
  parts: readonly ExamplePart[],
): { literal: string; contentType?: string } => {
  if (new Set(parts.map(({ name }) => name)).size === parts.length)
    return { literal: `[\n${parts.map((part) => `    ${phpPart(part)},`).join('\n')}\n  ]` };
  const lines = parts.flatMap((part) => {
    const isFile = 'fileName' in part;
    const contentType = part.contentType ?? (isFile ? BYTES : undefined);
    const file = isFile ? `; filename="${partName(part.fileName)}"` : '';
    return [
      phpQuoted(`--${BOUNDARY}`),
      phpQuoted(`Content-Disposition: form-data; name="${partName(part.name)}"${file}`),
      ...(contentType === undefined ? [] : [phpQuoted(`Content-Type: ${contentType}`)]),
      phpQuoted(''),
      isFile ? `file_get_contents(${phpQuoted(part.fileName)})` : phpQuoted(part.value),
    ];
  });
  const all = [...lines, phpQuoted(`--${BOUNDARY}--`), phpQuoted('')];
  return {
    literal: `implode(chr(13) . chr(10), [\n${all.map((line) => `    ${line},`).join('\n')}\n  ])`,
    contentType: `multipart/form-data; boundary=${BOUNDARY}`,
  };
};

/** Net::HTTP gives a type only to parts that have the name of a file, and would write quotes as no browser does. */
export const rubyPart = (part: ExamplePart): string => {
  const name = rubyQuoted(partName(part.name));
  const isFile = 'fileName' in part;
  const value = isFile ? `File.open(${rubyQuoted(part.fileName)})` : rubyQuoted(part.value);
  const fileName = isFile ? part.fileName : part.name;
  const isPlain = part.contentType === undefined && (!isFile || partName(fileName) === fileName);
  if (isPlain) return `[${name}, ${value}]`;
  const type =
    part.contentType === undefined ? '' : `, content_type: ${rubyQuoted(part.contentType)}`;
  return `[${name}, ${value}, { filename: ${rubyQuoted(partName(fileName))}${type} }]`;
};

export const goPart = (part: ExamplePart): string[] => {
  const name = doubleQuoted(part.name);
  const isFile = 'fileName' in part;
  if (part.contentType === undefined) {
    if (!isFile) return [`writer.WriteField(${name}, ${doubleQuoted(part.value)})`];
    const file = doubleQuoted(part.fileName);
    return goFile(file, `writer.CreateFormFile(${name}, ${file})`);
  }
  const fileName = isFile ? `; filename="${partName(part.fileName)}"` : '';
  const made = `writer.CreatePart(textproto.MIMEHeader{"Content-Disposition": {${doubleQuoted(
    `form-data; name="${partName(part.name)}"${fileName}`,
  )}}, "Content-Type": {${doubleQuoted(part.contentType)}}})`;
  return isFile
    ? goFile(doubleQuoted(part.fileName), made)
    : ['{', `\tpart, _ := ${made}`, `\tio.WriteString(part, ${doubleQuoted(part.value)})`, '}'];
};

export const GO_CHECK = ['if err != nil {', '\tpanic(err)', '}'];

const goFile = (file: string, made: string): string[] => [
  '{',
  `\tfile, err := os.Open(${file})`,
  ...GO_CHECK.map((line) => `\t${line}`),
  '\tdefer file.Close()',
  `\tpart, _ := ${made}`,
  '\tio.Copy(part, file)',
  '}',
];

/** Between the parts of a body that a sample puts together itself. */
export const BOUNDARY = 'form-boundary-7d4a6f1c';
/** What a file is when nothing else is said. */
const BYTES = 'application/octet-stream';

export const javaPart = (part: ExamplePart): string[] => {
  const disposition = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${partName(part.name)}"`;
  const contentType = part.contentType ?? ('fileName' in part ? BYTES : undefined);
  const type = contentType === undefined ? '' : `\r\nContent-Type: ${contentType}`;
  const write = (text: string): string => `form.writeBytes(${doubleQuoted(text)}.getBytes(UTF_8));`;
  if (!('fileName' in part)) return [write(`${disposition}${type}\r\n\r\n${part.value}\r\n`)];
  return [
    write(`${disposition}; filename="${partName(part.fileName)}"${type}\r\n\r\n`),
    `form.writeBytes(Files.readAllBytes(Path.of(${doubleQuoted(part.fileName)})));`,
    write('\r\n'),
  ];
};

export const csharpPart = (part: ExamplePart): string[] => {
  const name = doubleQuoted(part.name);
  const type = part.contentType === undefined ? undefined : doubleQuoted(part.contentType);
  const value =
    'fileName' in part
      ? `new StreamContent(File.OpenRead(${doubleQuoted(part.fileName)}))`
      : `new StringContent(${doubleQuoted(part.value)})`;
  const rest = 'fileName' in part ? `, ${doubleQuoted(part.fileName)}` : '';
  if (type === undefined) return [`form.Add(${value}, ${name}${rest});`];
  return [
    '{',
    `    var part = ${value};`,
    `    part.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(${type});`,
    `    form.Add(part, ${name}${rest});`,
    '}',
  ];
};
