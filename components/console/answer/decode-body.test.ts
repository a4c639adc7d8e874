import { expect, it } from 'vitest';
import { decodeBody } from './decode-body.ts';

const bytes = (...list: number[]) => new Uint8Array(list);
const text = (value: string) => new TextEncoder().encode(value);

it.each([
  ['UTF-8', text('{"اسم":"ليان"}'), 'application/json', '{"اسم":"ليان"}', false],
  ['what the type says', bytes(0xe9), 'text/plain; charset=iso-8859-1', 'é', false],
  ['UTF-8 whatever else the type says', text('é'), 'text/plain; charset=x-unknown', 'é', false],
  ['text with a wrong byte', bytes(97, 0xff, 98), 'text/plain; charset=utf-8', 'a\ufffdb', true],
  ['JSON with a wrong byte', bytes(34, 0xe9, 34), 'application/problem+json', '"\ufffd"', true],
])('%s is text', (_name, body, contentType, expected, broken) => {
  expect(decodeBody({ body, contentType })).toMatchObject({ text: expected, broken });
});

it.each([
  ['bytes of no textual type', bytes(0xff, 0xd8, 0xff), 'application/octet-stream'],
  ['text with zeros in it', bytes(97, 0, 98), 'text/plain'],
  ['a textual type with zeros and wrong bytes', bytes(0xff, 0, 98), 'application/json'],
])('%s are no text', (_name, body, contentType) => {
  expect(decodeBody({ body, contentType })).toBeNull();
});

it('half a character at the end is no fault while more may come', () => {
  const body = text('data: ليان').slice(0, -1);
  const contentType = 'text/event-stream';
  expect(decodeBody({ body, contentType, state: 'arriving' })).toMatchObject({
    text: 'data: ليا',
    broken: false,
  });
  expect(decodeBody({ body, contentType, state: 'complete' })).toMatchObject({ broken: true });
});
