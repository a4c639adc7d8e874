import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { sampleLanguages } from './languages.ts';
import { rawQuote } from './quote.ts';
import type { SampleRequest } from './sample-request.ts';
import { safeUrl } from './sample-request.ts';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: hostile on purpose.
const hostile = [
  `a'b"c`,
  '$(touch pwned) `touch pwned` ${x} #{x} %x',
  '\\',
  '\\\\u0022 + x + \\b \\f',
  'line\nbreak\r\ttab\u0001',
  `"""'''"""`,
  '\u2028\u2029\ufeff',
  '@/etc/passwd',
  'نورة العتيبي 𝄞',
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: until here.
const requestWith = (text: string): SampleRequest => ({
  method: 'POST',
  url: safeUrl(`https://dev.getokta.io/api/${text}`),
  headers: [
    { name: 'Authorization', value: ['Bearer ', { env: 'TOKEN' }] },
    { name: 'Content-Type', value: ['application/json'] },
  ],
  body: { kind: 'json', value: { text, [text]: [text, null, true, 1.5, {}] } },
});
const print = (id: string, request: SampleRequest) =>
  sampleLanguages.find((language) => language.id === id)?.print(request) ?? '';
const sent = (text: string) => JSON.stringify(requestWith(text.toWellFormed()).body);

describe('a code sample cannot be left by a hostile value', () => {
  it.each(hostile)('curl passes %j on as data', (text) => {
    const script = `curl() { printf '%s\\0' "$@"; }\n${print('curl', requestWith(text))}`;
    const output = execFileSync('bash', ['-c', script], {
      env: { ...process.env, TOKEN: 'tok' },
    }).toString();
    const words = output.split('\0').slice(0, -1);
    expect(words[0]).toBe(requestWith(text).url);
    expect(words).toContain('Authorization: Bearer tok');
    const body = words.at(-1) ?? '';
    expect(JSON.stringify({ kind: 'json', value: JSON.parse(body.toWellFormed()) })).toBe(
      sent(text),
    );
  });

  it.each(hostile)('JavaScript passes %j on as data', (text) => {
    const script = `globalThis.fetch = async (url, o) => { console.log(JSON.stringify([url, o])); return { ok: true, json: async () => 1 } };\n${print('javascript', requestWith(text))}`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TOKEN: 'tok' },
    }).toString();
    const [url, options] = JSON.parse(output);
    expect(url).toBe(requestWith(text).url);
    expect(options.headers.Authorization).toBe('Bearer tok');
    expect(JSON.stringify({ kind: 'json', value: JSON.parse(options.body) })).toBe(sent(text));
  });

  it.each(hostile)('Python passes %j on as data', (text) => {
    const stub =
      'import sys, types, json\nrequests = types.ModuleType("requests")\nclass R:\n  text = ""\n  def raise_for_status(self): pass\ndef post(url, headers=None, json=None, timeout=None):\n  print(__import__("json").dumps([url, headers, json]))\n  return R()\nrequests.post = post\nsys.modules["requests"] = requests\n';
    const output = execFileSync('python3', ['-c', stub + print('python', requestWith(text))], {
      env: { ...process.env, TOKEN: 'tok' },
    }).toString();
    const [url, headers, body] = JSON.parse(output);
    expect(url).toBe(requestWith(text).url);
    expect(headers.Authorization).toBe('Bearer tok');
    expect(JSON.stringify({ kind: 'json', value: body })).toBe(sent(text));
  });

  it('PHP and Ruby literals stay on one line and close where they opened', () => {
    expect(rawQuote("it's $5 \\", '$')).toBe("'it\\'s $5 \\\\'");
    expect(rawQuote('a\n$b "c" \\', '$')).toBe('"a\\n\\$b \\"c\\" \\\\"');
    expect(rawQuote('a\n#{b}', '#')).toBe('"a\\n\\#{b}"');
    for (const text of hostile) {
      for (const opener of ['$', '#'] as const)
        expect(rawQuote(text, opener)).not.toMatch(/[\n\r]/);
    }
  });

  it('a raw literal of C# ends with more quotes than its text holds', () => {
    const code = print('csharp', requestWith('"""" end'));
    expect(code).toMatch(/"{3,}\n {4}\{/);
    expect(
      code.match(/"{3,}/g)?.every((run) => run.length === code.match(/"{3,}/)?.[0].length),
    ).toBe(true);
  });

  it('an address holds no quote, bracket or space', () => {
    for (const text of hostile) expect(safeUrl(text)).not.toMatch(/['"`\s\\<>{}[\]]/);
  });
});
