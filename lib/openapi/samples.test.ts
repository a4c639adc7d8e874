import vm from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literalsOf, withoutLiterals } from './fixtures/string-literals.ts';
import type { ExampleRequest } from './request-model.ts';
import { codeSample, SAMPLE_LANGUAGES } from './samples.ts';

const LANGUAGES = SAMPLE_LANGUAGES.map(({ id }) => id);
const MARK = 'EVIL';
const HOSTILE = [
  `'; ${MARK} #`,
  `"; ${MARK} //`,
  `\`${MARK}\``,
  `$(${MARK})`,
  `\${${MARK}}`,
  `#{${MARK}}`,
  `#$${MARK}`,
  `{$${MARK}}`,
  `\\'; ${MARK}`,
  `\\"; ${MARK}`,
  `\\`,
  `\n${MARK}\n`,
  `"""\n${MARK}`,
  `"""" ${MARK}`,
  `'''${MARK}`,
  `\\u0022; ${MARK}`,
  `*/ ${MARK} /*`,
  `<?php ${MARK} ?>`,
  `\u2028${MARK}`,
  `\r\n${MARK}: 1`,
  `EOF\n${MARK}`,
  `@/etc/passwd`,
  `\u001b[2J${MARK}`,
  `\ud800${MARK}`,
  `%s{0}${MARK}`,
];

const requestWith = (evil: string): ExampleRequest[] => {
  const base: ExampleRequest = {
    method: 'POST',
    url: 'https://api.example.com/a',
    query: [],
    headers: [{ name: 'X-A', value: evil.replace(/[\p{Cc}\u2028]/gu, ' ') }],
  };
  return [
    {
      ...base,
      body: {
        kind: 'json',
        mediaType: 'application/json',
        value: { [evil]: evil, list: [evil, null, true, 1.5, {}, []] },
      },
    },
    { ...base, body: { kind: 'text', mediaType: 'text/plain', text: evil } },
    {
      ...base,
      body: {
        kind: 'text',
        mediaType: 'application/x-www-form-urlencoded',
        text: 'a=1',
        fields: [{ name: evil, value: evil }],
      },
    },
    {
      ...base,
      body: {
        kind: 'multipart',
        mediaType: 'multipart/form-data',
        parts: [
          { name: evil, value: evil },
          { name: evil, fileName: 'file.bin' },
          { name: evil, value: evil, contentType: 'application/json' },
          { name: evil, fileName: 'file.bin', contentType: 'image/png' },
        ],
      },
    },
  ];
};

describe.each(LANGUAGES)('in %s no value of a document becomes code', (language) => {
  it.each(HOSTILE)('%j', (evil) => {
    for (const request of requestWith(evil)) {
      const code = codeSample(language, request);
      expect(withoutLiterals(language, code), code).not.toContain(MARK);
      expect(withoutLiterals(language, code).replaceAll('"HTTP "', ''), code).not.toMatch(/["']/);
    }
  });
});

describe('the program around the values never changes with them', () => {
  it.each(LANGUAGES)('%s', (language) => {
    // Line counts of a raw literal and of a quoted one differ in nothing but the literal.
    const skeleton = (value: string): string[] =>
      requestWith(value).map((request) =>
        withoutLiterals(language, codeSample(language, request)).replace(/\s+/g, ''),
      );
    const plain = skeleton('plain');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (value) => {
        // JavaScript writes this one key in brackets, so that it is a key.
        fc.pre(value !== '__proto__');
        expect(skeleton(value)).toEqual(plain);
      }),
      { numRuns: 300 },
    );
  });
});

it.each(['javascript', 'typescript'] as const)(
  '%s parses, and its strings are the values',
  (language) => {
    for (const evil of HOSTILE) {
      const [json, text] = requestWith(evil).map((request) => codeSample('javascript', request));
      for (const code of [json ?? '', text ?? ''])
        expect(() => new vm.Script(`(async () => {${code}\n})`)).not.toThrow();
      const call = codeSample(language, requestWith(evil)[1] as ExampleRequest); // the second request has a text body
      expect(literalsOf(language, call).map((literal) => JSON.parse(literal))).toContain(
        evil.toWellFormed(),
      );
    }
  },
);

it('curl reads no file that a document names', () => {
  const code = codeSample('curl', {
    method: 'POST',
    url: 'https://a.example',
    query: [],
    headers: [],
    body: {
      kind: 'multipart',
      mediaType: 'multipart/form-data',
      parts: [
        { name: 'x=@/etc/passwd;', fileName: 'file.bin' },
        { name: 'y', value: '@/etc/passwd' },
      ],
    },
  });
  expect(code).toContain("--form 'x_@/etc/passwd;=@file.bin'");
  expect(code).toContain("--form-string 'y=@/etc/passwd'");
  expect(
    codeSample('curl', {
      method: 'POST',
      url: 'https://a.example',
      query: [],
      headers: [],
      body: { kind: 'text', mediaType: 'text/plain', text: '@/etc/passwd' },
    }),
  ).toContain("--data-raw '@/etc/passwd'");
});

it('a body with one name twice keeps both in PHP, whose maps cannot', () => {
  const code = codeSample('php', {
    method: 'POST',
    url: 'https://a.example',
    query: [],
    headers: [],
    body: {
      kind: 'multipart',
      mediaType: 'multipart/form-data',
      parts: [
        { name: 'tag', value: 'a' },
        { name: 'tag', value: 'b' },
      ],
    },
  });
  expect(code).toContain("    'a',\n");
  expect(code).toContain("    'b',\n");
  expect(code).toMatch(/'Content-Type: multipart\/form-data; boundary=(\S+)',.*'--\1--'/s);
});

it('curl gives a part its type, and reads neither quotes nor options in its value', () => {
  const code = codeSample('curl', {
    method: 'POST',
    url: 'https://a.example',
    query: [],
    headers: [],
    body: {
      kind: 'multipart',
      mediaType: 'multipart/form-data',
      parts: [{ name: 'm', value: '@x";type=text/html\\', contentType: 'application/json' }],
    },
  });
  expect(code).toContain(String.raw`--form 'm="@x\";type=text/html\\";type=application/json'`);
});
