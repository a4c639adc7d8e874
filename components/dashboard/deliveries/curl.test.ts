import { execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { curlOf } from '#components/dashboard/deliveries/curl.ts';
import { type Receiver, startReceiver } from '../../../test/support/receiver.ts';

const body = `{"data":{"student":{"full_name":"سارة O'Brien","note":"$HOME \`x\` \\\\"}}}`;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

function hasTools(): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v curl && command -v openssl'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const headers: [string, string][] = [
  ['host', 'x'],
  ['content-length', '9'],
  ['X-Okta-Event', 'ping'],
  ['X-Okta-Timestamp', '1'],
  ['X-Okta-Signature', 'old'],
];

it('names the secret by its variable and keeps the old signature out', () => {
  const script = curlOf({ url: 'https://a.example/x', requestHeaders: headers }, body);
  expect(script).toContain('"$WEBHOOK_SECRET"');
  expect(script).not.toMatch(/old|content-length/);
});

const machines = hasTools() ? ['this machine'] : [];
it.each(machines)(
  'is a script that sends the same bytes under a right signature, on %s',
  async () => {
    const script = curlOf({ url: `${receiver.url}/hook`, requestHeaders: headers }, body);
    const child = spawn('sh', ['-c', `export WEBHOOK_SECRET=whsec_c2VjcmV0\n${script}`], {
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    await once(child, 'exit');
    const [got] = receiver.received;
    expect(got?.body.toString()).toBe(body);
    const timestamp = got?.headers['x-okta-timestamp'];
    const expected = createHmac('sha256', 'whsec_c2VjcmV0')
      .update(`${timestamp}.${body}`)
      .digest('hex');
    expect(got?.headers['x-okta-signature']).toBe(expected);
  },
);
