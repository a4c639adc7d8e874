import { expect, it } from 'vitest';
import { targetOf } from '#lib/relay/relay-call.ts';

it.each([
  ['/partners/sandbox/whoami', 'partners', 'sandbox', '/whoami'],
  [
    '/partners/sandbox/education/students?page=2&q=%2F',
    'partners',
    'sandbox',
    '/education/students?page=2&q=%2F',
  ],
  ['/qdrant/server-1/', 'qdrant', 'server-1', '/'],
  ['/qdrant/server-1/a//b/', 'qdrant', 'server-1', '/a//b/'],
  ['/partners/sandbox', 'partners', 'sandbox', ''],
  ['/partners/sandbox?x=1', 'partners', 'sandbox', '?x=1'],
  ['/pet%20store/server-1/a%2Fb', 'pet store', 'server-1', '/a%2Fb'],
  ['/partners/sandbox//evil.example', 'partners', 'sandbox', '//evil.example'],
  ['/partners/sandbox/../../x', 'x', '', ''],
  ['/partners/sandbox/%2e%2e/x', 'partners', 'x', ''],
  ['/%zz/sandbox/x', '', 'sandbox', '/x'],
])('takes %s apart without decoding the path', (given, api, environment, path) => {
  expect(targetOf(`http://localhost:3000/api/relay${given}`)).toEqual({ api, environment, path });
});
