import { describe, expect, it } from 'vitest';
import { compileText, operationPage } from './fixtures/compile-text.ts';
import type { Json } from './model.ts';
import { buildRequest, type RequestOptions } from './request-model.ts';

const api = compileText(`
openapi: 3.1.0
info: {title: T, version: '1'}
servers:
  - {url: 'https://{region}.example.com/v1/', variables: {region: {default: eu}}}
  - {url: /relative}
  - {url: '{scheme}://files.example', variables: {scheme: {default: file}}}
components:
  securitySchemes:
    ssws: {type: apiKey, in: header, name: Authorization, description: 'SSWS {API Token}. Shown once.'}
    key: {type: apiKey, in: query, name: api_key}
    session: {type: apiKey, in: cookie, name: sid}
    bearer: {type: http, scheme: bearer}
paths:
  /apps/{appId}/files/{names}:
    post:
      operationId: all
      security: [{ssws: [], key: [], session: []}]
      parameters:
        - {name: appId, in: path, required: true, schema: {type: string}}
        - {name: names, in: path, required: true, style: matrix, explode: true, schema: {type: array, items: {type: string}}, example: [a b, c/d]}
        - {name: filter, in: query, style: deepObject, explode: true, schema: {type: object}, example: {status: active}}
        - {name: optional, in: query, schema: {type: string}}
        - {name: needed, in: query, required: true, schema: {type: integer, minimum: 3}}
        - {name: X-Trace, in: header, required: true, schema: {type: string, const: abc}}
        - {name: theme, in: cookie, schema: {type: string}, example: dark}
      requestBody:
        content:
          text/csv: {example: 'a,b'}
          application/json: {schema: {type: object, required: [name], properties: {id: {type: string, readOnly: true}, name: {type: string}}}}
          multipart/form-data: {schema: {type: object, properties: {file: {type: string, format: binary}, meta: {type: object, properties: {a: {type: integer}}}}}}
          application/octet-stream: {schema: {type: string, format: binary}}
      responses: {'200': {description: ok, content: {application/json: {schema: {type: object}}}}}
  '/items?kind=a#second':
    get: {operationId: queried, security: [{bearer: []}], parameters: [{name: q, in: query, schema: {type: string}, example: '"; $(x)'}], responses: {}}
`);

const request = async (slug: string, options: Partial<RequestOptions> = {}) => {
  const { operation, schemas } = await operationPage(api, slug);
  return { operation, built: buildRequest(operation, { schemas, ...options }) };
};

describe('an example request', () => {
  it('fills path, query, headers, cookies and credentials; leaves optional parameters without example out', async () => {
    const { built } = await request('all');
    expect(built).toMatchObject({
      method: 'POST',
      url: 'https://eu.example.com/v1/apps/YOUR_APP_ID/files/;names=a%20b;names=c%2Fd?filter%5Bstatus%5D=active&needed=3&api_key=YOUR_API_KEY',
      headers: [
        { name: 'Accept', value: 'application/json' },
        { name: 'Authorization', value: 'SSWS YOUR_API_TOKEN' },
        { name: 'Content-Type', value: 'application/json' },
        { name: 'X-Trace', value: 'abc' },
        { name: 'Cookie', value: 'theme=dark; sid=YOUR_API_KEY' },
      ],
      body: { kind: 'json', value: { name: 'string' } },
    });
  });

  it('sends what is chosen: server, variables, media type, values', async () => {
    const { operation, built } = await request('all', {
      variables: new Map([['region', 'me']]),
      mediaType: 'text/csv',
      values: new Map<string, Json>([['path:appId', '../x']]),
    });
    expect(built.url).toContain('https://me.example.com/v1/apps/..%2Fx/');
    expect(built.body).toEqual({ kind: 'text', mediaType: 'text/csv', text: 'a,b' });
    const [, relative, odd] = operation.servers;
    expect(
      (await request('all', { server: relative, origin: 'https://portal.example' })).built.url,
    ).toContain('https://portal.example/relative/apps/');
    // Only http and https, whatever a variable says.
    expect((await request('all', { server: odd })).built.url).toContain(
      'https://files.example/apps/',
    );
  });

  it('sends forms in parts and files as files', async () => {
    expect((await request('all', { mediaType: 'multipart/form-data' })).built.body).toEqual({
      kind: 'multipart',
      mediaType: 'multipart/form-data',
      parts: [
        { name: 'file', fileName: 'file.bin' },
        { name: 'meta', value: '{"a":1}', contentType: 'application/json' },
      ],
    });
    expect((await request('all', { mediaType: 'application/octet-stream' })).built.body).toEqual({
      kind: 'file',
      mediaType: 'application/octet-stream',
      fileName: 'file.bin',
    });
  });

  it('joins the query of a path key with its own, and its URL holds nothing that a program could read', async () => {
    const { built } = await request('queried');
    expect(built.url).toBe('https://eu.example.com/v1/items?kind=a&q=%22%3B%20%24(x)');
    expect(built.query).toEqual([
      { name: 'kind', value: 'a' },
      { name: 'q', value: '%22%3B%20%24(x)' },
    ]);
    expect(built.headers).toEqual([{ name: 'Authorization', value: 'Bearer YOUR_ACCESS_TOKEN' }]);
  });
});

describe('the usual credential among alternatives', () => {
  const sent = async (security: string): Promise<Record<string, string>> => {
    const document = compileText(`
openapi: 3.1.0
info: {title: T, version: '1'}
paths: {/a: {get: {operationId: a, security: ${security}, responses: {}}}}
components:
  securitySchemes:
    basic: {type: http, scheme: basic}
    bearer: {type: http, scheme: bearer}
    key: {type: apiKey, in: header, name: X-Key}
    query: {type: apiKey, in: query, name: key}
    tls: {type: mutualTLS}
`);
    const { operation, schemas } = await operationPage(document, 'a');
    const { headers, url } = buildRequest(operation, { schemas });
    return { url, ...Object.fromEntries(headers.map(({ name, value }) => [name, value])) };
  };
  it('is a bearer token or a key in a header rather than a password, wherever it stands', async () => {
    const bearer = { Authorization: 'Bearer YOUR_ACCESS_TOKEN' };
    expect(await sent('[{basic: []}, {bearer: []}]')).toMatchObject(bearer);
    expect(await sent('[{}, {tls: []}, {query: []}, {bearer: []}]')).toMatchObject(bearer);
    expect(await sent('[{basic: []}, {key: []}]')).toMatchObject({ 'X-Key': 'YOUR_API_KEY' });
  });
  it('is the first among equals, and whatever there is when there is only that', async () => {
    expect(await sent('[{key: []}, {bearer: []}]')).not.toHaveProperty('Authorization');
    expect(await sent('[{basic: []}]')).toMatchObject({ Authorization: 'Basic YOUR_CREDENTIALS' });
    // Both are needed here, so the password makes the pair no handier than a password.
    expect(await sent('[{key: [], basic: []}, {bearer: []}]')).not.toHaveProperty('X-Key');
  });
});

describe('what a document gives as an example is sent', () => {
  it('of a parameter that is text of a media type, and of a form field of Swagger 2.0', async () => {
    const modern = compileText(`
openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: 'https://api.example.com'}]
paths:
  /find:
    get:
      operationId: find
      parameters:
        - {name: where, in: query, content: {application/json: {schema: {type: object}, example: {a: 1}}}}
        - {name: made, in: query, content: {application/json: {schema: {type: object, properties: {b: {type: string}}}}}}
        - {name: none, in: query, schema: {type: [string, 'null']}, example: null}
      responses: {}
`);
    const { operation, schemas } = await operationPage(modern, 'find');
    expect(buildRequest(operation, { schemas }).url).toBe(
      'https://api.example.com/find?where=%7B%22a%22%3A1%7D&none=',
    );
    expect(operation.parameters.find(({ name }) => name === 'none')?.serialized).toBe('none=');
    const old = compileText(`
swagger: '2.0'
info: {title: T, version: '1'}
host: api.example.com
paths:
  /form:
    post:
      operationId: form
      consumes: [application/x-www-form-urlencoded]
      parameters: [{name: a, in: formData, type: string, x-example: 'x&y'}]
      responses: {}
`);
    const form = await operationPage(old, 'form');
    expect(buildRequest(form.operation, { schemas: form.schemas }).body).toMatchObject({
      fields: [{ name: 'a', value: 'x&y' }],
    });
  });

  it('with the media type of each part, files and lists too', async () => {
    const api = compileText(`
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /up:
    post:
      operationId: up
      requestBody:
        content:
          multipart/form-data:
            schema: {type: object, properties: {meta: {type: object, properties: {t: {const: x}}}, file: {type: string, format: binary}, tags: {type: array, items: {type: string}, examples: [[a, b]]}, rows: {type: string, examples: ['1,2']}}}
            encoding: {file: {contentType: 'image/png, image/jpeg'}, rows: {contentType: text/csv; charset=utf-8}}
      responses: {}
`);
    const { operation, schemas } = await operationPage(api, 'up');
    expect(buildRequest(operation, { schemas }).body).toMatchObject({
      parts: [
        { name: 'meta', value: '{"t":"x"}', contentType: 'application/json' },
        { name: 'file', fileName: 'file.bin', contentType: 'image/png' },
        { name: 'tags', value: 'a' },
        { name: 'tags', value: 'b' },
        { name: 'rows', value: '1,2', contentType: 'text/csv' },
      ],
    });
  });
});

it('objects and lists of forms are sent as their encoding says, objects without one as JSON', async () => {
  const schema =
    '{type: object, example: {tags: [a, b], csv: [1, 2], home: {street: Main}, deep: {a: {b: [c]}}, rows: [{n: 1}, {n: 2}]}}';
  const encoding = '{csv: {explode: false}, deep: {style: deepObject}}';
  const api = compileText(`
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /form:
    post:
      operationId: form
      parameters: [{name: Content-Length, in: header, required: true, schema: {type: integer}}]
      requestBody: {content: {application/x-www-form-urlencoded: {schema: ${schema}, encoding: ${encoding}}, multipart/form-data: {schema: ${schema}, encoding: ${encoding}}}}
      responses: {}
`);
  const { operation, schemas } = await operationPage(api, 'form');
  const { body, headers } = buildRequest(operation, { schemas });
  expect(
    body?.kind === 'text' && body.fields?.map(({ name, value }) => `${name} ${value}`),
  ).toEqual([
    'tags a',
    'tags b',
    'csv 1,2',
    'home {"street":"Main"}',
    'deep[a][b][0] c',
    'rows {"n":1}',
    'rows {"n":2}',
  ]);
  // Every program writes this one itself.
  expect(headers.map(({ name }) => name)).toEqual(['Content-Type']);
  const mediaType = 'multipart/form-data';
  const { body: parts } = buildRequest(operation, { schemas, mediaType });
  expect(parts?.kind === 'multipart' && parts.parts).toMatchObject([
    { name: 'tags', value: 'a' },
    { name: 'tags', value: 'b' },
    { name: 'csv', value: '1,2' },
    { name: 'home', value: '{"street":"Main"}', contentType: 'application/json' },
    { name: 'deep[a][b][0]', value: 'c' },
    { name: 'rows', value: '{"n":1}' },
    { name: 'rows', value: '{"n":2}' },
  ]);
});
