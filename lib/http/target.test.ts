import { describe, expect, it } from 'vitest';
import { type FailureCode, HttpFailure } from '#lib/http/failure.ts';
import { resolveTarget } from '#lib/http/resolve.ts';
import { judgeTarget, type TargetPolicy } from '#lib/http/target.ts';

const policy: TargetPolicy = {
  allowTargets: [
    { host: 'localhost', port: 4242 },
    { host: '::1', port: 4243 },
  ],
  own: {
    portalUrl: 'https://developers.example.edu',
    listen: { host: '0.0.0.0', port: 3000 },
    openPath: /^\/bin\/[A-Za-z0-9_-]+$/,
  },
};
const publicName = async (name: string) =>
  name === 'mixed.example.com' ? ['93.184.215.14', '10.0.0.8'] : ['93.184.215.14'];
const allowedName = async () => ['127.0.0.1'];

async function outcome(url: string): Promise<FailureCode | 'public' | 'allowed' | 'own'> {
  try {
    const target = judgeTarget(url, policy);
    await resolveTarget(target, { publicName, allowedName, own: policy.own });
    return target.via;
  } catch (error) {
    if (error instanceof HttpFailure) return error.code;
    throw error;
  }
}

describe('the judgement of an outgoing URL', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://0177.0.0.1/',
    'http://%31%32%37.0.0.1/',
    'http://127。0。0。1/',
    'http://①②⑦.0.0.1/',
    'http://127.0.0.1./',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[0:0:0:0:0:ffff:7f00:1]/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://localhost../',
    'http://a.localhost/',
    'http://printer.local/',
    'http://metadata.google.internal/',
    'http://intranet/',
    'http://169.254.169.254/latest/meta-data/',
    'http://mixed.example.com/',
    'https://developers.example.edu/dashboard',
    'https://developers.example.edu./dashboard',
    'https://developers.example.edu:8443/',
    'http://developers.example.edu/bin/abc',
    'https://developers.example.edu/bin/../api/health/live',
    'https://developers.example.edu/bin/%2e%2e/admin',
    'https://developers.example.edu/bin/..%2fadmin',
    'https://developers.example.edu/bin/a/b',
  ])('denies %s', async (url) => {
    expect(await outcome(url)).toBe('denied_address');
  });

  it.each([
    'ftp://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'example.com',
    'http://',
    'http://user:secret@example.com/',
    'http://user@example.com/',
    'http://example.com:0/',
    'http://example.com:99999/',
    'http://exa mple.com/',
  ])('calls %s no valid address', async (url) => {
    expect(await outcome(url)).toBe('invalid_url');
  });

  it('allows a public name, an address, and the hosts that the operator named', async () => {
    expect(await outcome('https://hooks.example.com/okta?x=1#part')).toBe('public');
    expect(await outcome('http://93.184.215.14:8080/')).toBe('public');
    expect(await outcome('http://localhost:4242/hook')).toBe('allowed');
    expect(await outcome('http://[::1]:4243/hook')).toBe('allowed');
  });

  it('keeps the exception to its exact port', async () => {
    expect(await outcome('http://localhost:4243/hook')).toBe('denied_address');
    expect(await outcome('http://localhost/hook')).toBe('denied_address');
  });

  it('lets the built-in bin through, and only by way of the portal’s own door', async () => {
    expect(await outcome('https://developers.example.edu/bin/k3y_-1')).toBe('own');
    const target = judgeTarget('https://developers.example.edu/bin/k3y', policy);
    const destination = await resolveTarget(target, { publicName, allowedName, own: policy.own });
    expect(destination).toEqual({ addresses: ['127.0.0.1'], port: 3000 });
  });

  it('never names an address in its sentence', async () => {
    try {
      judgeTarget('http://intranet/', policy);
    } catch (error) {
      expect(String(error)).not.toMatch(/\d+\.\d+\.\d+/);
    }
  });
});
