import { expect, it } from 'vitest';
import { compileText, operationPage } from './fixtures/compile-text.ts';
import { readConsoleDocument, readIndex } from './read-compiled.ts';

const api = compileText(`
openapi: 3.1.0
info: {title: T, version: '1'}
servers:
  - {url: 'ftp://files.example.com'}
  - {url: 'https://{region}.example.com/v1', variables: {region: {default: eu, enum: [eu, us]}}}
  - {url: 'https://{unknown}.example.com'}
  - {url: 'wss://live.example.com'}
  - just text
  - {url: 'localhost:8080'}
paths:
  /a: {get: {operationId: a, responses: {}}}
  /b:
    servers: [{url: 'https://b.example.com'}, {url: 'javascript:alert(1)'}]
    get: {operationId: b, responses: {}}
    put: {operationId: c, servers: [{url: 'https://uploads.example.com'}], responses: {}}
`);

it('a server that is left out is told, once, where it stands', async () => {
  const index = await readIndex(api);
  expect(index?.api.servers.map(({ url }) => url)).toEqual([
    'https://{region}.example.com/v1',
    'https://{unknown}.example.com',
    'wss://live.example.com',
  ]);
  const told = (index?.notices ?? []).map(({ pointer, message }) => `${pointer} ${message}`);
  expect(told.toSorted()).toEqual([
    '#/paths/~1b/servers/1 The server “javascript:alert(1)” is left out: only addresses of http, https, ws and wss are shown, and relative ones.',
    '#/servers/0 The server “ftp://files.example.com” is left out: only addresses of http, https, ws and wss are shown, and relative ones.',
    '#/servers/2 The address names {unknown}, but no variable describes it.',
    '#/servers/4 A server is expected here, and something else stands here.',
    '#/servers/5 The server “localhost:8080” is left out: only addresses of http, https, ws and wss are shown, and relative ones.',
  ]);
  expect((await operationPage(api, 'a')).operation.notices).toEqual([]);
  expect((await operationPage(api, 'b')).operation.notices).toHaveLength(1);
});

it('those of a Swagger 2.0 document are told at its schemes', async () => {
  const old = compileText(`
swagger: '2.0'
info: {title: T, version: '1'}
host: files.example.com
schemes: [ftp, https]
paths: {}
`);
  const index = await readIndex(old);
  expect(index?.api.servers.map(({ url }) => url)).toEqual(['https://files.example.com']);
  expect(index?.notices.map(({ pointer }) => pointer)).toEqual(['#/schemes/0']);
});

it('the console can call those of single operations, after those of the document', async () => {
  expect((await readIndex(api))?.servers.map(({ url }) => url)).toEqual([
    'https://{region}.example.com/v1',
    'https://{unknown}.example.com',
    'wss://live.example.com',
    'https://b.example.com',
    'https://uploads.example.com',
  ]);
  const called = async (slug: string) => {
    const document = await readConsoleDocument(api, slug);
    return JSON.stringify(document).match(/"x-portal-servers":(\[[^\]]*\])/)?.[1];
  };
  expect(await called('a')).toBe(
    '["https://eu.example.com/v1","https://{unknown}.example.com","wss://live.example.com"]',
  );
  expect(await called('c')).toBe('["https://uploads.example.com"]');
});
