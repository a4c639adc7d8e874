import { expect, it } from 'vitest';
import { redactHeaders, redactQuery, redactText } from '#lib/std/redact.ts';

it('takes secrets out of JSON by the names of their fields, and leaves the rest byte for byte', () => {
  const text =
    '{"token":"abc\\"d","clientSecret": "x","password" :"y","api_key":"z","id":9007199254740993,"tokens_used":5,"name":"سارة","note":"the token is here"}';
  expect(redactText(text)).toBe(
    '{"token":"[redacted]","clientSecret": "[redacted]","password" :"[redacted]","api_key":"[redacted]","id":9007199254740993,"tokens_used":5,"name":"سارة","note":"the token is here"}',
  );
});

it('takes our own tokens and secrets out wherever they stand', () => {
  expect(redactText('see okp_test_AbCdEf0123_zZ9 and whsec_AAAA+b/c= .')).toBe(
    'see [redacted] and [redacted] .',
  );
  const okta = `00${'aB3-_'.repeat(8)}`;
  expect(redactText(`SSWS ${okta}, 00u1gaWnKOSgt5ZYj0g4 and 00${'0'.repeat(62)}`)).toBe(
    `SSWS [redacted], 00u1gaWnKOSgt5ZYj0g4 and 00${'0'.repeat(62)}`,
  );
});

it('takes them out of texts that were cut off, and beside other letters', () => {
  expect(redactText('{"pin":7,"a":["\\"x"],"secret":"cut of')).toBe(
    '{"pin":7,"a":["\\"x"],"secret":"[redacted]"',
  );
  expect(redactText('{"password":"ends in \\')).toBe('{"password":"[redacted]"');
  expect(redactText('my_okp_test_AbCd_zZ9')).toBe('my_[redacted]');
});

it('takes no longer for a million quotes than for other letters', () => {
  const quotes = `["${'\\"'.repeat(500_000)}`;
  for (const text of [
    `${quotes}"]`,
    quotes,
    '"'.repeat(1_000_000),
    `"a"${' '.repeat(1e6)}`,
    '""'.repeat(500_000),
  ]) {
    expect(redactText(text)).toBe(text);
  }
});

it('takes numbers, lists and objects of such names, and leaves what only holds them', () => {
  expect(
    redactText(
      '{"password":12345678,"pin_token": -1.5e3,"secret":["a}",{"b":"]"}],"token":null,"max_tokens":500,"next":{"api_key":true}}',
    ),
  ).toBe(
    '{"password":"[redacted]","pin_token": "[redacted]","secret":"[redacted]","token":null,"max_tokens":500,"next":{"api_key":true}}',
  );
  expect(
    redactText('{"credentials":{"password":{"value":"hunter2"},"userName":"isaac"},"id":7}'),
  ).toBe('{"credentials":{"password":"[redacted]","userName":"isaac"},"id":7}');
  expect(redactText('{"id":1,"secret":[["cut",')).toBe('{"id":1,"secret":"[redacted]"');
});

it('takes what is written with escapes', () => {
  expect(redactText(String.raw`{"p\u0061ssword":"x","name":"\u0633 \"q\""}`)).toBe(
    String.raw`{"p\u0061ssword":"[redacted]","name":"\u0633 \"q\""}`,
  );
  expect(redactText(String.raw`{"name":"okp\u005ftest_AbCd_zZ9","okp\u005flive_AbCd" : 1}`)).toBe(
    '{"name":"[redacted]","[redacted]" : 1}',
  );
  expect(redactQuery('access%5Ftoken=x&q=%D8%B3&at=okp%5Ftest%5FAbCd&bad=%')).toBe(
    'access%5Ftoken=[redacted]&q=%D8%B3&at=[redacted]&bad=%',
  );
  expect(redactQuery('/education/%6fkp_test_AbCd/x')).toBe('/education/[redacted]/x');
});

it('takes secrets out of queries and headers', () => {
  expect(redactQuery('/x?token=q')).toBe('/x?token=[redacted]');
  expect(redactQuery('/x?page=2&api_key=abc&access_token=d')).toBe(
    '/x?page=2&api_key=[redacted]&access_token=[redacted]',
  );
  expect(
    redactHeaders([
      ['Authorization', 'Bearer x'],
      ['X-Api-Key', 'k'],
      ['Accept', '*/*'],
    ]),
  ).toEqual([
    ['Authorization', '[redacted]'],
    ['X-Api-Key', '[redacted]'],
    ['Accept', '*/*'],
  ]);
});
