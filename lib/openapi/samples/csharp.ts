import { doubleQuote, expression, indentRest, type Quoting } from './quote.ts';
import { prettyJson, type SampleBody, type SampleRequest } from './sample-request.ts';

const quoting: Quoting = {
  literal: doubleQuote,
  env: (name) => `Environment.GetEnvironmentVariable("${name}")`,
  join: (parts) => parts.join(' + '),
};

/** A raw literal has no escapes; it ends with more quotes in a row than its text holds. */
function rawLiteral(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/"+/g)].map((run) => run[0].length));
  const fence = '"'.repeat(Math.max(3, longest + 1));
  return `${fence}\n${text}\n${fence}`;
}

/** C# 11 and later with HttpClient. */
export function csharpSample({ method, url, headers, body }: SampleRequest): string {
  const own = headers.filter(({ name }) => name.toLowerCase() !== 'content-type');
  const mediaType = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? [];
  return [
    'using var client = new HttpClient();',
    `using var request = new HttpRequestMessage(new HttpMethod(${doubleQuote(method)}), ${doubleQuote(url)});`,
    ...own.map(
      ({ name, value }) =>
        `request.Headers.TryAddWithoutValidation(${doubleQuote(name)}, ${expression(value, quoting)});`,
    ),
    ...contentLines(body, expression(mediaType, quoting)),
    'using var response = await client.SendAsync(request);',
    'Console.WriteLine((int)response.StatusCode + " " + await response.Content.ReadAsStringAsync());',
  ].join('\n');
}

function contentLines(body: SampleBody | undefined, mediaType: string): string[] {
  const typed = (content: string) => [
    `request.Content = ${content};`,
    `request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(${mediaType});`,
  ];
  switch (body?.kind) {
    case undefined:
      return [];
    case 'json':
      return typed(`new StringContent(${indentRest(rawLiteral(prettyJson(body.value)), 4)})`);
    case 'text':
      return typed(`new StringContent(${doubleQuote(body.text)})`);
    case 'file':
      return typed(`new StreamContent(File.OpenRead(${doubleQuote(body.file)}))`);
    case 'form': {
      const pairs = body.fields.map(
        ({ name, value }) =>
          `    new KeyValuePair<string, string>(${doubleQuote(name)}, ${doubleQuote(value)}),`,
      );
      return [`request.Content = new FormUrlEncodedContent(new[]\n{\n${pairs.join('\n')}\n});`];
    }
    case 'multipart':
      return [
        'var form = new MultipartFormDataContent();',
        ...body.parts.map((part) =>
          'file' in part
            ? `form.Add(new StreamContent(File.OpenRead(${doubleQuote(part.file)})), ${doubleQuote(part.name)}, ${doubleQuote(part.file)});`
            : `form.Add(new StringContent(${doubleQuote(part.value)}), ${doubleQuote(part.name)});`,
        ),
        'request.Content = form;',
      ];
  }
}
