import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Receiver, startReceiver } from '../../test/support/receiver.ts';
import { curlOf } from './curl.ts';
import type { Sent } from './sent.ts';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver(() => ({ status: 200 }));
});
afterAll(() => receiver.close());

const token = { scheme: 'Bearer', variable: 'OKTA_PARTNER_TOKEN' } as const;
const sent = (more: Partial<Sent>): Sent => ({
  method: 'POST',
  path: '/x',
  headers: [],
  body: null,
  ...more,
});

it('has the token as a variable, and nothing can leave its quotes', () => {
  const text = curlOf(
    sent({
      path: "/x?q=it's",
      headers: [
        ['accept', '*/*'],
        ['content-type', 'application/json'],
      ],
      body: '{"name":"O\'Brien $(rm -rf ~)"}',
    }),
    'https://api.example.com',
    token,
  );
  expect(text).toBe(
    `curl -X POST 'https://api.example.com/x?q=it%27s' \\
  -H "Authorization: Bearer $OKTA_PARTNER_TOKEN" \\
  -H 'content-type: application/json' \\
  --data-raw '{"name":"O'\\''Brien $(rm -rf ~)"}'`,
  );
});

function hasCurl(): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v curl'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.each(hasCurl() ? ['this machine'] : [])('run on %s', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-curl-'));
  const run = async (request: Sent) => {
    const child = spawn('sh', ['-c', curlOf(request, receiver.url, token)], {
      cwd: folder,
      env: { ...process.env, OKTA_PARTNER_TOKEN: 'okp_test_1' },
      stdio: 'ignore',
    });
    await once(child, 'exit');
    const got = receiver.received.at(-1);
    if (!got) throw new Error('curl sent nothing');
    return got;
  };

  it.each([
    sent({ path: '/a?filter[x]={y}&deep%5Ba%5D=1', method: 'GET' }),
    sent({ method: 'HEAD' }),
    sent({ headers: [['content-type', 'text/plain']], body: '@not-a-file' }),
    sent({ headers: [['content-type', 'text/plain']], body: 'it\'s "two"\nlines $HOME `id` \\n' }),
    sent({ headers: [['content-type', 'application/json']], body: '{"اسم":"ليان"}' }),
    sent({ method: 'DELETE', headers: [['x-empty', '']] }),
    sent({ headers: [['cookie', 'sid=1; b=2']], method: 'GET' }),
  ])('it sends what the console sends: $method $path $body', async (request) => {
    const got = await run(request);
    expect(got.method).toBe(request.method);
    expect(got.url).toBe(new URL(receiver.url + request.path).href.slice(receiver.url.length));
    expect(got.body.toString()).toBe(request.body ?? '');
    expect(got.headers).toMatchObject({
      ...Object.fromEntries(request.headers),
      authorization: 'Bearer okp_test_1',
    });
  });

  it('it sends the parts of a form and a file by itself', async () => {
    writeFileSync(join(folder, 'my "saw".png'), 'PNG');
    const file = { name: 'file', fileName: 'my "saw".png', type: 'image/png' };
    const parts = [{ name: 'title', value: '@Saw "1"; type=x' }, file];
    const { body } = await run(sent({ attached: { kind: 'form', parts } }));
    expect(body.toString()).toContain('name="title"\r\n\r\n@Saw "1"; type=x\r\n');
    expect(body.toString()).toMatch(/name="file"; filename=".*saw.*"\r\nContent-Type: image\/png/);
    expect(body.toString()).toContain('\r\n\r\nPNG\r\n');
    const alone = await run(
      sent({ attached: { kind: 'file', fileName: file.fileName }, method: 'PUT' }),
    );
    expect(alone.body.toString()).toBe('PNG');
  });
});
