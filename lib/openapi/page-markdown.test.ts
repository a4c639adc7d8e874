import { expect, it } from 'vitest';
import { compileText, operationPage } from './fixtures/compile-text.ts';
import { operationMarkdown } from './page-markdown.ts';

const api = compileText(`
openapi: 3.1.0
info: {title: Zoo, version: '1'}
servers: [{url: https://zoo.example.com, description: The main cage}]
paths:
  /visits:
    post:
      operationId: createVisit
      summary: Create a visit
      parameters: [{name: kind, in: query, required: true, description: Which one, schema: {enum: [a, b], x-enumDescriptions: {a: First}, default: a}}]
      requestBody:
        required: true
        content:
          application/json: {schema: {type: object, properties: {name: {type: string, maxLength: 5}, id: {type: integer, readOnly: true}}}}
          application/x-www-form-urlencoded: {schema: {type: object, properties: {grant: {const: visit}}}}
      responses:
        '201': {description: Created, headers: {Location: {description: Where it is, schema: {type: string}}}, content: {application/jsonl: {itemSchema: {type: object, properties: {line: {type: integer}}}}}}
        '404': {description: Nothing there, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
      callbacks: {done: {'{$request.body#/url}': {post: {summary: Visit is over, responses: {'204': {description: Taken}}}}}}
components: {schemas: {Problem: {type: object}}}
`);

it('an operation as Markdown says what its page says', async () => {
  const text = operationMarkdown(await operationPage(api, 'createVisit'), 'https://portal.example');
  for (const fact of [
    '- `kind` (query) string, required (one of a (First), b; default a): Which one',
    '`application/json`, `application/x-www-form-urlencoded`',
    '- `name` string (at most 5 characters)',
    'As `application/x-www-form-urlencoded`:',
    '- `grant` string (always visit)',
    '- header `Location`: Where it is',
    'Each item:',
    '- `line` integer',
    'Nothing there\n\nBody: Problem.',
    '## Callback done: `POST {$request.body#/url}`',
    'Visit is over',
    '#### 204',
    '- https://zoo.example.com: The main cage',
    "--url 'https://zoo.example.com/visits?kind=a'",
  ])
    expect(text).toContain(fact);
  // What only answers carry is not told of the body.
  expect(text).not.toContain('`id`');
});
