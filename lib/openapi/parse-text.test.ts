import { describe, expect, it } from 'vitest';
import { jsonText } from '../std/exact-number.ts';
import { LIMITS } from './limits.ts';
import { parseText } from './parse-text.ts';
import { DocumentRefusal } from './refusal.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const parse = (text: string, isJson = false) => parseText(bytes(text), isJson, LIMITS);

const refusal = (text: string, isJson = false): { message: string; place: string | undefined } => {
  try {
    parse(text, isJson);
  } catch (error) {
    if (error instanceof DocumentRefusal) return { message: error.message, place: error.place };
    throw error;
  }
  throw new Error('was not refused');
};

describe('text that is refused names line and column', () => {
  it.each([
    ['{"a": 1,\n "b": x}', '2:7', 'a value is expected'],
    ['{"a": 1,\n "b" 2}', '2:6', '":" is expected'],
    ['{"a": [1, 2}', '1:12', '"," or the closing bracket'],
    ['{"a": [1, 2', '1:12', 'ends too early'],
    ['{"a": "open', '1:7', 'not closed'],
    ['{"a": 1,}', '1:9', 'a property name'],
    ['{"a": 1} x', '1:10', 'nothing more'],
  ])('JSON %j at %s', (text, place, message) => {
    const refused = refusal(text, true);
    expect(refused.place).toBe(place);
    expect(refused.message).toContain(message);
  });

  it('YAML with an unclosed quote', () => {
    expect(refusal('a: 1\nb: "open\n')).toMatchObject({ place: '3:1' });
  });

  it('an alias without an anchor, and one within its own value', () => {
    expect(refusal('a: *b')).toMatchObject({ place: '1:4' });
    expect(refusal('a: &a\n  b: *a')).toMatchObject({ place: '2:6' });
  });

  it('bytes that are not UTF-8, and nothing at all', () => {
    expect(() => parseText(new Uint8Array([0xc3, 0x28]), true, LIMITS)).toThrow(
      'not text in UTF-8',
    );
    expect(refusal('  \n')).toMatchObject({ place: '1:1' });
  });
});

describe('bombs are refused before they burst', () => {
  const deep = 100_000;
  it.each([
    ['JSON lists', `${'['.repeat(deep)}${']'.repeat(deep)}`, true],
    ['YAML flow lists', `a: ${'['.repeat(deep)}`, false],
    ['YAML block lists', `a:\n  ${'- '.repeat(deep)}x`, false],
    ['YAML explicit keys', `a:\n  ${'? '.repeat(deep)}x`, false],
  ])('%s nested 100,000 times', (_name, text, isJson) => {
    const refused = refusal(text, isJson);
    expect(refused.message).toContain('nests deeper than 500 levels');
    expect(refused.place).toMatch(/^\d+:\d+$/);
  });

  it('aliases that multiply', () => {
    const lines = Array.from(
      { length: 20 },
      (_, i) => `x${i + 1}: &x${i + 1} [${Array(9).fill(`*x${i}`).join(', ')}]`,
    );
    expect(refusal(`x0: &x0 [1, 2]\n${lines.join('\n')}`).message).toContain('too large to read');
  });

  it('aliases that chain into depth', () => {
    const lines = Array.from({ length: 2000 }, (_, i) => `x${i + 1}: &x${i + 1} {a: *x${i}}`);
    expect(refusal(`x0: &x0 {a: 1}\n${lines.join('\n')}`).message).toContain('nests deeper');
  });

  it('aliases that repeat a long text', () => {
    const copies = Array(3000).fill('*t').join(', ');
    expect(refusal(`t: &t "${'x'.repeat(100_000)}"\nl: [${copies}]`).message).toContain(
      'too large to read',
    );
  });
});

describe('what is read keeps its meaning', () => {
  it('merge keys, numbers as keys, dates as text, duplicate keys', () => {
    const { value, duplicates } = parse(
      'base: &b {a: 1, b: 2}\nx: {<<: *b, b: 3}\n200: ok\nday: 2026-03-14\nday: 2026-03-15\n',
    );
    expect(value).toEqual({
      base: { a: 1, b: 2 },
      x: { a: 1, b: 3 },
      200: 'ok',
      day: '2026-03-15',
    });
    expect(duplicates).toEqual([{ key: 'day', place: '5:1' }]);
  });

  it('duplicate keys of JSON, each with its place', () => {
    const text =
      '{"a": {"k": 1, "n": {"k": 2}},\n "l": [{"k": "k"}, {"k": ","}],\n "\\u0061": 1, "a": 2}';
    expect(parse(text, true).duplicates).toEqual([
      { key: 'a', place: '3:2' },
      { key: 'a', place: '3:15' },
    ]);
    expect(parse('{"k{\\"": 1, "x": "}", "k{\\"": 2}', true).duplicates).toEqual([
      { key: 'k{"', place: '1:23' },
    ]);
  });

  it.each([
    ['JSON', '{"id": 9007199254740993, "ids": [-12345678901234567890, 7], "half": 0.5}'],
    ['YAML', 'id: 9007199254740993\nids: [-12345678901234567890, 7]\nhalf: 0.5\n'],
  ])('numbers of 64 bits and more in %s', (_, text) => {
    expect(jsonText(parse(text).value)).toBe(
      '{"id":9007199254740993,"ids":[-12345678901234567890,7],"half":0.5}',
    );
  });

  it('`__proto__` is a key like another', () => {
    for (const text of [
      '__proto__: {polluted: true}\na: 1',
      '{"__proto__": {"polluted": true}, "a": 1}',
    ]) {
      const { value } = parse(text);
      expect(Object.keys(value as object)).toContain('__proto__');
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    }
  });

  it('a byte order mark and UTF-16', () => {
    expect(parse('\ufeff{"a": 1}', true).value).toEqual({ a: 1 });
    const utf16 = new Uint8Array(
      new Uint16Array([...'\ufeff{"a":1}'].map((char) => char.charCodeAt(0))).buffer,
    );
    expect(parseText(utf16, true, LIMITS).value).toEqual({ a: 1 });
  });

  it('a closed flow mapping at low indentation', () => {
    expect(parse('a:\n  b: {\n    "x": 1\n  }\n  c: {\n  }\n').value).toEqual({
      a: { b: { x: 1 }, c: {} },
    });
  });
});
