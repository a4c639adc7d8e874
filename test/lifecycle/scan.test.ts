import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { exampleManifest } from '#lib/domain/manifest/examples.ts';
import { writeFiles } from '#lib/openapi/fixtures/compile-text.ts';
import { root } from '../repo/source-files.ts';

const good = exampleManifest('external', { slug: 'masar-bus', en: 'Masar Bus', ar: 'حافلة مسار' });
const token = 'okp_test_9fKq2mXw7Lr4Tz8Vb1Nc6Hd3Js5Gp0Ye2Ua4Wi7Ro';
const dir = writeFiles({
  'good.yaml': good,
  'warned.yml': good.replace('  ar: "حافلة مسار"\n', ''),
  'bad.yaml': good
    .replace('https://masar-bus.example.com/hooks', 'http://masar-bus.example.com/hooks')
    .replace('version: 1.0.0', `version: 1.0.0 # ${token}`),
  'bad.json': '{\n  "slug": "masar-bus",\n}',
});
const file = (name: string) => path.join(dir, name);

const scan = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const script = path.join(root, 'scripts/portal/main.ts');
    // Without the environment: neither database nor portal is needed.
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', script, 'scan', ...args],
      { cwd: root, env: { NODE_ENV: 'test' } },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });

it('ends with 0 when no rule refuses the manifest, warnings or not', {
  timeout: 120_000,
}, async () => {
  expect(await scan(file('good.yaml'))).toMatchObject({ code: 0, out: '0 errors, 0 warnings\n' });
  const warned = await scan(file('warned.yml'));
  expect(warned.code).toBe(0);
  expect(warned.out).toMatch(/warned\.yml:2:1: warning one-language: names\.ar is missing\./);
});

it('ends with 1 and says line, reason, remedy and page, but never the secret', {
  timeout: 120_000,
}, async () => {
  const { code, out } = await scan(file('bad.yaml'));
  expect(code).toBe(1);
  expect(out).toMatch(/bad\.yaml:\d+:10: error plain-http: /);
  expect(out).toContain('Fix: Serve the address over HTTPS');
  expect(out).toContain('See: /docs/developer/policy-rules#plain-http');
  expect(out).toContain('error secret-in-manifest');
  expect(out).not.toContain(token);
  expect(out).toContain('2 errors, 0 warnings');
});

it('--json prints the findings and nothing else', { timeout: 120_000 }, async () => {
  const { code, out } = await scan(file('bad.json'), '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    errors: 1,
    findings: [{ rule: 'manifest-unreadable', severity: 'error', line: 3, column: 1 }],
  });
});

it('a wrong call and a file that cannot be read end with 1 and a sentence', {
  timeout: 120_000,
}, async () => {
  expect(await scan()).toMatchObject({ code: 1, err: expect.stringContaining('scan FILE') });
  const nothing = await scan(file('nothing.yaml'));
  expect(nothing).toMatchObject({ code: 1, out: '' });
  expect(nothing.err).toContain('cannot be read');
});
