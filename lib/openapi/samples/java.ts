import { doubleQuote, expression, indentRest, type Quoting } from './quote.ts';
import { formText, prettyJson, type SampleBody, type SampleRequest } from './sample-request.ts';

const quoting: Quoting = {
  literal: doubleQuote,
  env: (name) => `System.getenv("${name}")`,
  join: (parts) => parts.join(' + '),
};

/** JSON as a text block; its own backslashes are doubled, which also stops every `\u`. */
const textBlock = (text: string): string =>
  `"""\n${text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"')}"""`;

/** Java 17 and later with its own HTTP client. */
export function javaSample({ method, url, headers, body }: SampleRequest): string {
  return [
    'import java.net.URI;',
    'import java.net.http.*;',
    ...(body?.kind === 'file' ? ['import java.nio.file.Path;'] : []),
    '',
    `var request = HttpRequest.newBuilder(URI.create(${doubleQuote(url)}))`,
    ...headers.map(
      ({ name, value }) => `    .header(${doubleQuote(name)}, ${expression(value, quoting)})`,
    ),
    `    .method(${doubleQuote(method)}, ${publisher(body)})`,
    '    .build();',
    'var response = HttpClient.newHttpClient()',
    '    .send(request, HttpResponse.BodyHandlers.ofString());',
    'System.out.println(response.statusCode() + " " + response.body());',
  ].join('\n');
}

function publisher(body: SampleBody | undefined): string {
  const text = (source: string) => `HttpRequest.BodyPublishers.ofString(${source})`;
  switch (body?.kind) {
    case undefined:
      return 'HttpRequest.BodyPublishers.noBody()';
    case 'json':
      return text(indentRest(textBlock(prettyJson(body.value)), 8));
    case 'text':
      return text(doubleQuote(body.text));
    case 'form':
      return text(doubleQuote(formText(body.fields)));
    case 'file':
      return `HttpRequest.BodyPublishers.ofFile(Path.of(${doubleQuote(body.file)}))`;
    case 'multipart':
      return text(doubleQuote(multipartText(body.parts)));
  }
}

/** Java's client has no form builder: the parts are written out, files as a place to fill. */
function multipartText(parts: Extract<SampleBody, { kind: 'multipart' }>['parts']): string {
  const name = (text: string) => text.replace(/["\r\n]/g, encodeURIComponent);
  return `${parts
    .map(
      (part) =>
        `--boundary\r\nContent-Disposition: form-data; name="${name(part.name)}"${
          'file' in part
            ? `; filename="${name(part.file)}"\r\n\r\n(content of ${part.file})`
            : `\r\n\r\n${part.value}`
        }\r\n`,
    )
    .join('')}--boundary--\r\n`;
}
