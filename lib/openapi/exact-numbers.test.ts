import { expect, it } from 'vitest';
import { compileText, operationPage } from './fixtures/compile-text.ts';
import { constraintWords, inlineValue } from './model.ts';
import { operationSamples } from './operation-samples.ts';
import { readConsoleDocument, readDocument } from './read-compiled.ts';

const api = compileText(`
openapi: 3.1.0
info: {title: Ledger, version: '1'}
servers: [{url: https://ledger.example.com}]
paths:
  /accounts/{id}:
    post:
      operationId: post
      parameters: [{name: id, in: path, required: true, schema: {type: integer}, example: 9007199254740993}]
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                account: {type: integer, maximum: 9223372036854775807, exclusiveMinimum: 9007199254740993, default: 9007199254740995}
                kind: {enum: [9007199254740997, 1], x-enumDescriptions: {9007199254740997: The large one}}
            example: {account: 9223372036854775807, list: [9007199254740993]}
      responses: {'200': {description: ok}}
`);

it('ids of 64 bits keep their digits in the served document, in facts and in every sample', async () => {
  const text = (await readDocument(api)) ?? '';
  expect(text).toContain('"account":9223372036854775807,"list":[9007199254740993]');
  expect(text).toContain('"example":9007199254740993');

  const page = await operationPage(api, 'post');
  expect(page.operation.parameters[0]?.serialized).toBe('9007199254740993');
  const [account, kind] = page.operation.requestBody?.content[0]?.schema?.properties ?? [];
  expect(constraintWords(account?.schema ?? {})).toEqual([
    'at most 9223372036854775807',
    'greater than 9007199254740993',
  ]);
  expect(inlineValue(account?.schema.default?.value ?? null)).toBe('9007199254740995');
  expect(kind?.schema.enum?.[0]?.description?.text).toBe('The large one');

  for (const { id, code } of operationSamples(page, 'https://portal.example.com')) {
    expect(code, id).toContain('9223372036854775807');
    expect(code, id).toContain('accounts/9007199254740993');
    expect(code, id).not.toContain('\uF8FE');
  }
});

it('the console gets plain numbers, which are all that a browser knows', async () => {
  expect(JSON.stringify(await readConsoleDocument(api, 'post'))).not.toContain('\uF8FE');
});
