import type { ExampleRequest } from './request-model.ts';
import { doubleQuoted, prettyJson } from './sample-literals.ts';
import { BOUNDARY, csharpPart, GO_CHECK, goPart, javaPart } from './sample-parts.ts';

/** Go with net/http. */
export const goSample = ({ method, url, headers, body }: ExampleRequest): string => {
  const imports = new Set(['fmt', 'io', 'net/http']);
  const lines: string[] = [];
  let reader = 'nil';
  let type: string | undefined;
  if (body?.kind === 'json' || body?.kind === 'text') {
    imports.add('strings');
    reader = `strings.NewReader(${goText(body.kind === 'json' ? prettyJson(body.value) : body.text)})`;
  } else if (body?.kind === 'file') {
    imports.add('os');
    lines.push(
      `body, err := os.Open(${doubleQuoted(body.fileName)})`,
      ...GO_CHECK,
      'defer body.Close()',
      '',
    );
    reader = 'body';
  } else if (body?.kind === 'multipart') {
    for (const name of ['bytes', 'mime/multipart']) imports.add(name);
    if (body.parts.some((part) => 'fileName' in part)) imports.add('os');
    if (body.parts.some((part) => part.contentType !== undefined)) imports.add('net/textproto');
    lines.push(
      'var form bytes.Buffer',
      'writer := multipart.NewWriter(&form)',
      ...body.parts.flatMap(goPart),
      'writer.Close()',
      '',
    );
    reader = '&form';
    type = 'writer.FormDataContentType()';
  }
  lines.push(
    `request, err := http.NewRequest(${doubleQuoted(method)}, ${doubleQuoted(url)}, ${reader})`,
    ...GO_CHECK,
  );
  for (const { name, value } of headers)
    lines.push(`request.Header.Set(${doubleQuoted(name)}, ${doubleQuoted(value)})`);
  if (type) lines.push(`request.Header.Set("Content-Type", ${type})`);
  lines.push(
    '',
    'response, err := http.DefaultClient.Do(request)',
    ...GO_CHECK,
    'defer response.Body.Close()',
    'answer, err := io.ReadAll(response.Body)',
    ...GO_CHECK,
    'fmt.Println(response.Status, string(answer))',
  );
  const head = `package main\n\nimport (\n${[...imports]
    .toSorted()
    .map((name) => `\t"${name}"`)
    .join('\n')}\n)`;
  return `${head}\n\nfunc main() {\n${lines.map((line) => (line === '' ? '' : `\t${line}`)).join('\n')}\n}`;
};

/** A raw literal where it can hold the text, since JSON reads best in it. */
const goText = (text: string): string =>
  /^[^`\r\p{Cc}]*$/u.test(text.replace(/[\n\t]/g, ''))
    ? `\`${text.toWellFormed()}\``
    : doubleQuoted(text);

/** Java 15 and later with java.net.http. */
export const javaSample = ({ method, url, headers, body }: ExampleRequest): string => {
  const lines: string[] = [];
  let publisher = 'HttpRequest.BodyPublishers.noBody()';
  const all = [...headers];
  if (body?.kind === 'json')
    publisher = `HttpRequest.BodyPublishers.ofString(${javaText(prettyJson(body.value))})`;
  if (body?.kind === 'text')
    publisher = `HttpRequest.BodyPublishers.ofString(${doubleQuoted(body.text)})`;
  if (body?.kind === 'file')
    publisher = `HttpRequest.BodyPublishers.ofFile(Path.of(${doubleQuoted(body.fileName)}))`;
  if (body?.kind === 'multipart') {
    lines.push(
      'var form = new ByteArrayOutputStream();',
      ...body.parts.flatMap(javaPart),
      `form.writeBytes("--${BOUNDARY}--\\r\\n".getBytes(UTF_8));`,
      '',
    );
    publisher = 'HttpRequest.BodyPublishers.ofByteArray(form.toByteArray())';
    all.push({
      name: 'Content-Type',
      value: `${body.mediaType.split(';')[0]}; boundary=${BOUNDARY}`,
    });
  }
  const imports = [
    'java.net.URI',
    'java.net.http.*',
    ...(body?.kind === 'multipart'
      ? [
          'java.io.ByteArrayOutputStream',
          'java.nio.file.*',
          'static java.nio.charset.StandardCharsets.UTF_8',
        ]
      : body?.kind === 'file'
        ? ['java.nio.file.Path']
        : []),
  ];
  return [
    ...imports.map((name) => `import ${name};`),
    '',
    ...lines,
    `var request = HttpRequest.newBuilder(URI.create(${doubleQuoted(url)}))`,
    ...all.map(({ name, value }) => `    .header(${doubleQuoted(name)}, ${doubleQuoted(value)})`),
    `    .method(${doubleQuoted(method)}, ${publisher})`,
    '    .build();',
    'var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());',
    'System.out.println(response.statusCode() + " " + response.body());',
  ].join('\n');
};

/** A text block; what it would read as an escape or as its end is escaped. */
const javaText = (text: string): string => {
  const safe = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"""', '\\"\\"\\"')
    .replace(/[^\P{Cc}\n]/gu, (char) => doubleQuoted(char).slice(1, -1));
  return text.includes('\n') ? `"""\n${safe}"""` : doubleQuoted(text);
};

/** C# 11 and later with HttpClient. */
export const csharpSample = ({ method, url, headers, body }: ExampleRequest): string => {
  const lines = [
    'using var client = new HttpClient();',
    `using var request = new HttpRequestMessage(new HttpMethod(${doubleQuoted(method)}), ${doubleQuoted(url)});`,
  ];
  const isOfContent = (name: string): boolean => /^content-/i.test(name);
  for (const { name, value } of headers.filter((header) => !isOfContent(header.name)))
    lines.push(
      `request.Headers.TryAddWithoutValidation(${doubleQuoted(name)}, ${doubleQuoted(value)});`,
    );
  if (body?.kind === 'json')
    lines.push(`request.Content = new StringContent(${csharpText(prettyJson(body.value))});`);
  if (body?.kind === 'text')
    lines.push(`request.Content = new StringContent(${csharpText(body.text)});`);
  if (body?.kind === 'file')
    lines.push(
      `request.Content = new StreamContent(File.OpenRead(${doubleQuoted(body.fileName)}));`,
    );
  if (body?.kind === 'multipart') {
    lines.push('var form = new MultipartFormDataContent();');
    lines.push(...body.parts.flatMap(csharpPart));
    lines.push('request.Content = form;');
  } else if (body) {
    lines.push('request.Content.Headers.Clear();');
    for (const { name, value } of headers.filter((header) => isOfContent(header.name)))
      lines.push(
        `request.Content.Headers.TryAddWithoutValidation(${doubleQuoted(name)}, ${doubleQuoted(value)});`,
      );
  }
  lines.push(
    '',
    'using var response = await client.SendAsync(request);',
    'Console.WriteLine(await response.Content.ReadAsStringAsync());',
  );
  return lines.join('\n');
};

/** A raw literal with more quotes around than inside; one line, or text with controls, in plain quotes. */
const csharpText = (text: string): string => {
  if (!text.includes('\n') || /[^\P{Cc}\n\t]/u.test(text)) return doubleQuoted(text);
  const longest = Math.max(2, ...[...text.matchAll(/"+/g)].map(([run]) => run.length));
  const fence = '"'.repeat(longest + 1);
  return `${fence}\n${text.toWellFormed()}\n${fence}`;
};
