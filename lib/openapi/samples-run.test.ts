import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Received, type Receiver, startReceiver } from '../../test/support/receiver.ts';
import type { ExampleBody } from './request-body.ts';
import type { ExampleRequest } from './request-model.ts';
import { codeSample, type SampleLanguage } from './samples.ts';

let receiver: Receiver;
const folder = mkdtempSync(path.join(tmpdir(), 'portal-samples-'));
beforeAll(async () => {
  writeFileSync(path.join(folder, 'file.bin'), BYTES);
  writeFileSync(path.join(folder, ODD_FILE), BYTES);
  receiver = await startReceiver(() => ({ status: 200, headers: JSON_TYPE, body: '{"ok":true}' }));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await receiver.close();
});

const JSON_TYPE = { 'content-type': 'application/json' };
const BYTES = Buffer.from([0, 255, 1, 13, 10, 34]);
const ODD_FILE = 'my "saw", 2;é.png';

type Program = { language: SampleLanguage; file: string; command: string[]; probe: string[] };
/** What a machine may have to run samples with; where it has none of one, its text is still held by the other tests. */
const PROGRAMS: Program[] = [
  { language: 'javascript', file: 'sample.mjs', command: [process.execPath], probe: ['--version'] },
  { language: 'curl', file: 'sample.sh', command: ['sh'], probe: ['-c', 'curl --version'] },
  { language: 'python', file: 'sample.py', command: ['python3'], probe: ['-c', 'import requests'] },
  { language: 'ruby', file: 'sample.rb', command: ['ruby'], probe: ['-e', 'require "net/http"'] },
  {
    language: 'php',
    file: 'sample.php',
    command: ['php'],
    probe: ['-r', 'curl_init() || exit(1);'],
  },
];
const works = ({ command: [program = '', ...rest], probe }: Program): boolean => {
  try {
    execFileSync(program, [...rest, ...probe], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const json = (value: Extract<ExampleBody, { kind: 'json' }>['value']): ExampleBody => ({
  kind: 'json',
  mediaType: 'application/json',
  value,
});
const WORDS = 'it\'s "two"\nlines\t$HOME `id` #{1} \\n سارة 日本 😀 <b>&amp;</b> @x';

const post = (body: ExampleBody | undefined, headers: [string, string][] = []): ExampleRequest => ({
  method: 'POST',
  url: `${receiver.url}/a%20b?filter%5Bstatus%5D=active&q=%D8%B3%27%24&a=1&a=2`,
  query: [],
  headers: [
    ...(body && body.kind !== 'multipart' ? [{ name: 'Content-Type', value: body.mediaType }] : []),
    ...headers.map(([name, value]) => ({ name, value })),
  ],
  ...(body ? { body } : {}),
});

const BODIES: Record<string, ExampleBody> = {
  'JSON of every kind': json({
    words: WORDS,
    [WORDS]: [1, -1.5, true, null, {}, [], ''],
    list: { 0: 'a', 1: 'b' },
    large: 9_007_199_254_740_991,
  }),
  'a JSON text': json(WORDS),
  'the JSON null': json(null),
  'an empty object': json({}),
  'an empty list': json([]),
  text: { kind: 'text', mediaType: 'text/plain; charset=utf-8', text: `@file.bin\n${WORDS}` },
  'a form': {
    kind: 'text',
    mediaType: 'application/x-www-form-urlencoded',
    text: String(
      new URLSearchParams([
        ['a[b]', WORDS],
        ['c', ''],
        ['c', '@file.bin'],
      ]),
    ),
    fields: [
      { name: 'a[b]', value: WORDS },
      { name: 'c', value: '' },
      { name: 'c', value: '@file.bin' },
    ],
  },
  'a file': { kind: 'file', mediaType: 'application/octet-stream', fileName: 'file.bin' },
  'parts with files': {
    kind: 'multipart',
    mediaType: 'multipart/form-data',
    parts: [
      { name: 'first name', value: WORDS.replace(/\s/g, ' ') },
      { name: 'tags[]', value: 'a;b' },
      { name: 'tags[]', value: '@file.bin' },
      { name: 'meta', value: '{"a":"\\"b\\""}', contentType: 'application/json' },
      { name: 'files', fileName: 'file.bin' },
      { name: 'files', fileName: ODD_FILE, contentType: 'image/png' },
    ],
  },
};

describe.each(PROGRAMS.filter(works))('a sample that $language runs', (program) => {
  const run = async (request: ExampleRequest): Promise<Received> => {
    const before = receiver.received.length;
    const code = codeSample(program.language, request);
    writeFileSync(path.join(folder, program.file), code);
    const [command = '', ...args] = program.command;
    const child = spawn(command, [...args, program.file], { cwd: folder });
    let said = '';
    child.stderr.on('data', (piece) => {
      said += piece;
    });
    await once(child, 'close');
    const got = receiver.received[before];
    if (!got) throw new Error(`nothing was sent: ${said}\n${code}`);
    return got;
  };

  it.each(Object.keys(BODIES))('sends %s', async (name) => {
    const body = BODIES[name];
    const got = await run(post(body));
    expect([got.method, got.url]).toEqual([
      'POST',
      new URL(post(body).url).href.slice(receiver.url.length),
    ]);
    await expectBody(got, body);
  });

  it('sends headers, cookies and lists in them', async () => {
    const headers: [string, string][] = [
      ['X-List', 'a b,c;d'],
      ['X-Quotes', 'it\'s "x" \\ $HOME #{1}'],
      ['Cookie', 'sid=1; theme=a%20b'],
    ];
    const got = await run({ ...post(undefined, headers), method: 'DELETE' });
    expect(got.method).toBe('DELETE');
    expect(got.headers).toMatchObject(
      Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    );
  });

  it('asks for the head alone', async () => {
    const accept = { name: 'Accept', value: 'application/json' };
    expect((await run({ ...post(undefined), headers: [accept], method: 'HEAD' })).method).toBe(
      'HEAD',
    );
  });
});

async function expectBody(
  { body, headers }: Received,
  sent: ExampleBody | undefined,
): Promise<void> {
  const type = String(headers['content-type']);
  switch (sent?.kind) {
    case 'json':
      expect(JSON.parse(body.toString())).toEqual(sent.value);
      expect(type).toBe('application/json');
      break;
    case 'text':
      if (sent.fields)
        expect([...new URLSearchParams(body.toString())]).toEqual(
          sent.fields.map(({ name, value }) => [name, value]),
        );
      else expect(body.toString()).toBe(sent.text);
      expect(type.split(';')[0]).toBe(sent.mediaType.split(';')[0]);
      break;
    case 'file':
      expect(body).toEqual(BYTES);
      expect(type).toBe(sent.mediaType);
      break;
    case 'multipart': {
      const form = await new Response(new Uint8Array(body), {
        headers: { 'content-type': type },
      }).formData();
      const got = [...form];
      expect(got.map(([name]) => name)).toEqual(sent.parts.map(({ name }) => name));
      for (const [index, part] of sent.parts.entries()) {
        const value = got[index]?.[1];
        if ('value' in part) {
          expect(typeof value === 'string' ? value : await value?.text()).toBe(part.value);
          continue;
        }
        if (!(value instanceof File)) throw new Error(`${part.name} is no file`);
        expect(Buffer.from(await value.arrayBuffer())).toEqual(BYTES);
        if (part.contentType) expect(value.type).toBe(part.contentType);
      }
    }
  }
}
