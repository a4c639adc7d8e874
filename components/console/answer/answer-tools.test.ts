import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkAnswer } from '../check/check-answer.ts';
import { type ConsoleOperation, readOperation } from '../document.ts';
import type { SavedForm } from '../form-memory.ts';
import { importCurl } from '../import-curl.ts';
import type { Answer } from '../relay-fetch.ts';
import { formFromHash, sharedForm } from '../share-link.ts';
import { shellWords } from '../shell-words.ts';
import { nextPage } from './next-page.ts';

const partners = parse(readFileSync('content/apis/partners/openapi.yaml', 'utf8'));
function read(path: string, method: string): ConsoleOperation {
  const { parameters, [method]: raw } = partners.paths[path];
  const operation = readOperation({
    ...partners,
    paths: { [path]: { parameters, [method]: raw } },
  });
  if (!operation) throw new Error('no operation');
  return operation;
}
function answered(body: unknown, more: Partial<Answer> = {}, path = '/education/students'): Answer {
  return {
    sent: { method: 'GET', path, headers: [], body: null },
    status: 200,
    refusedBy: 'api',
    headers: [],
    contentType: 'application/json',
    body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
    totalMs: 1,
    upstreamMs: 1,
    requestId: null,
    state: 'complete',
    ...more,
  };
}

describe('the check of an answer', () => {
  const whoami = read('/whoami', 'get');
  const headers: [string, string][] = [['x-request-id', 'req_1']];

  it('names what is not as the document says, and a type that it does not know', () => {
    const check = checkAnswer(whoami, answered({ tenant_id: 'seven' }, { headers }));
    expect(check.kind === 'mismatches' && check.list).toContainEqual({
      pointer: '/tenant_id',
      problem: 'is string, the document says integer',
    });
    const html = checkAnswer(whoami, answered('<p>', { headers, contentType: 'text/html' }));
    expect(html.kind === 'mismatches' && html.list.map(({ problem }) => problem).join()).toMatch(
      /is text\/html, the document/,
    );
  });

  it('says so when there is nothing to hold it against', () => {
    expect(checkAnswer(whoami, answered({}, { status: 299, headers })).kind).not.toBe('fits');
  });
});

describe('the next page', () => {
  it('comes from the page numbers of the body', () => {
    const page = (current_page: number) =>
      answered({ data: [], current_page, last_page: 3 }, {}, '/x?search=a%20b&page=2');
    expect(nextPage(page(2))).toBe('/x?search=a+b&page=3');
    expect(nextPage(page(3))).toBeNull();
  });

  it('comes from the Link header, of which only the query is taken', () => {
    const link =
      '<https://evil.example/api/v1/apps?limit=2>; rel="self", <https://evil.example/other?after=0oa1&limit=2>; rel="next"';
    const headers: [string, string][] = [['link', link]];
    expect(nextPage(answered([], { headers }, '/api/v1/apps?limit=2'))).toBe(
      '/api/v1/apps?after=0oa1&limit=2',
    );
    expect(nextPage(answered([], {}, '/api/v1/apps'))).toBeNull();
  });
});

describe('a shared link', () => {
  const form: SavedForm = {
    parameters: [
      { name: 'student_id', in: 'path', value: '7' },
      { name: 'api_key', in: 'query', value: 'k' },
    ],
    body: '{"name":"Sara Al-Harbi","password":"tram-lamp"}',
    contentType: 'application/json',
  };

  it('fills the form as it was, but for secrets', () => {
    const text = sharedForm(form) ?? '';
    expect(text).not.toMatch(/tram-lamp|api_key/);
    const read = formFromHash(`#try=${encodeURIComponent(text)}`);
    expect(read?.parameters).toEqual([form.parameters[0]]);
    expect(read?.body).toContain('Sara Al-Harbi');
  });

  it.each([
    '#try',
    '#try=',
    '#try=%7B%7D',
    '#try=%',
    '#try={"parameters":[1],"body":null,"contentType":null}',
  ])('carries nothing when it is %s', (hash) => expect(formFromHash(hash)).toBeNull());
});

describe('a curl command', () => {
  const create = read('/education/students', 'post');

  it('fills the form, and its token is left out', () => {
    const command = `curl -X POST 'https://getokta.io/api/apps/education/students' \\
      -H "Authorization: Bearer okp_live_secret" -H 'Idempotency-Key: k-1' \\
      --data-raw '{"name":"It'\\''s Sara"}'`;
    const result = importCurl(command, create);
    expect(result).toMatchObject({
      form: {
        parameters: [{ name: 'Idempotency-Key', in: 'header', value: 'k-1' }],
        body: '{"name":"It\'s Sara"}',
      },
    });
    expect(JSON.stringify(result)).not.toContain('okp_live');
  });

  it('fills path and query', () => {
    const list = read('/education/students', 'get');
    const result = importCurl('curl "http://x/api/apps/education/students?page=2&odd=1"', list);
    expect(result).toMatchObject({
      form: { parameters: [{ name: 'page', in: 'query', value: '2' }], body: null },
      notes: ['The operation has no parameter odd.'],
    });
  });

  const form = readOperation({
    paths: {
      '/orders': {
        post: {
          parameters: [
            { name: 'tag', in: 'query' },
            { name: 'sid', in: 'cookie' },
          ],
          requestBody: {
            content: {
              'application/json': {},
              'application/x-www-form-urlencoded': {},
              'multipart/form-data': {},
            },
          },
          responses: {},
        },
      },
    },
  });

  it.each([
    // As browsers copy it.
    [
      `curl 'http://x/orders' -H 'content-type: application/json' --data-raw $'{"a":"it\\'s\\u0021\\n"}' --compressed --insecure`,
      { body: '{"a":"it\'s!\n"}', contentType: 'application/json', parameters: [] },
    ],
    ['curl http://x/orders --json {}', { body: '{}', contentType: 'application/json' }],
    [`curl -sSLX POST http://x/orders -d '{"a":1}'`, { body: '{"a":1}', contentType: null }],
    [
      "curl -k 'http://x/orders?tag=a&tag=b?c' -b 'sid=1; other=2' --data-urlencode 'n=a&b' -d m=1 -d m=2",
      {
        body: null,
        contentType: 'application/x-www-form-urlencoded',
        parameters: [
          { name: 'tag', in: 'query', value: '["a","b?c"]' },
          { name: 'n', in: 'form', value: 'a&b' },
          { name: 'm', in: 'form', value: '["1","2"]' },
          { name: 'sid', in: 'cookie', value: '1' },
        ],
      },
    ],
    [
      "curl -F title=Saw -F 'file=@saw.png;type=image/png' http://x/orders",
      {
        contentType: 'multipart/form-data',
        parameters: [{ name: 'title', in: 'form', value: 'Saw' }],
      },
    ],
  ])('is read as curl reads it: %s', (command, expected) => {
    if (!form) throw new Error('no operation');
    expect(importCurl(command, form)).toMatchObject({ form: expected });
  });

  it('puts its data into the query when it is told to, and says what to do about files', () => {
    const list = read('/education/students', 'get');
    expect(importCurl('curl -G -d page=2 http://x/education/students', list)).toMatchObject({
      form: { parameters: [{ name: 'page', in: 'query', value: '2' }], body: null },
    });
    if (!form) throw new Error('no operation');
    expect(importCurl('curl -F file=@saw.png http://x/orders', form)).toMatchObject({
      notes: ['Choose the file of file yourself.'],
    });
  });

  it.each([
    ["curl 'open", /quote/],
    ['rm -rf /', /begin with curl/],
    ['curl https://x/education/students', /sends GET/],
    ['curl -XPOST https://x/other', /does not end like/],
    ['curl -X POST', /no address/],
  ])('is refused with a sentence: %s', (command, sentence) => {
    expect(importCurl(command, create)).toEqual({ refusal: expect.stringMatching(sentence) });
  });

  it('is never expanded', () => {
    expect(shellWords('curl "$HOME `id`" $(id)')).toEqual(['curl', '$HOME `id`', '$(id)']);
  });
});
