import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Operation } from './model.ts';
import type { ExampleRequest } from './request-model.ts';
import { codeSample, SAMPLE_LANGUAGES } from './samples.ts';
import { withEnvironment } from './samples-environment.ts';

const operation = {
  security: [
    { schemes: [{ scheme: { key: 'token', type: 'http', scheme: 'bearer' }, scopes: [] }] },
  ],
} as unknown as Operation; // only what is read
const request: ExampleRequest = {
  method: 'POST',
  url: 'https://dev.getokta.io/api/apps/education/students',
  query: [],
  headers: [
    { name: 'Authorization', value: 'Bearer YOUR_ACCESS_TOKEN' },
    { name: 'X-Other', value: 'YOUR_ACCESS_TOKEN' },
  ],
  body: { kind: 'json', mediaType: 'application/json', value: { full_name: 'سارة القحطاني' } },
};
const sample = (id: (typeof SAMPLE_LANGUAGES)[number]['id']) =>
  withEnvironment(codeSample(id, request), id, operation, request, 'OKTA_PARTNER_TOKEN');

describe('samples read their credentials from the environment', () => {
  it.each(SAMPLE_LANGUAGES.map(({ id }) => id))(
    '%s names the variable and no placeholder',
    (id) => {
      const code = sample(id);
      expect(code).toContain('OKTA_PARTNER_TOKEN');
      expect(code).not.toMatch(/Bearer YOUR_ACCESS_TOKEN/);
      expect(code.match(/YOUR_ACCESS_TOKEN/g)).toHaveLength(1);
    },
  );

  it('curl sends the value of the variable', () => {
    const script = `curl() { printf '%s\\0' "$@"; }\n${sample('curl')}`;
    const env = { ...process.env, OKTA_PARTNER_TOKEN: 'okp_test_abc' };
    const words = execFileSync('bash', ['-c', script], { env }).toString().split('\0');
    expect(words).toContain('Authorization: Bearer okp_test_abc');
  });

  it('JavaScript sends the value of the variable', () => {
    const script = `globalThis.fetch = async (_url, options) => { console.log(options.headers.Authorization); process.exit(0); };\n${sample('javascript')}`;
    const env = { ...process.env, OKTA_PARTNER_TOKEN: 'okp_test_abc' };
    const args = ['--input-type=module', '-e', script];
    expect(execFileSync(process.execPath, args, { env }).toString().trim()).toBe(
      'Bearer okp_test_abc',
    );
  });
});

it('two credentials of one call are two variables', () => {
  const both = {
    security: [
      {
        schemes: [
          { scheme: { key: 'key', type: 'apiKey', in: 'header', name: 'X-App-Key' }, scopes: [] },
          { scheme: { key: 'basic', type: 'http', scheme: 'basic' }, scopes: [] },
        ],
      },
    ],
  } as unknown as Operation; // only what is read
  const sent: ExampleRequest = {
    ...request,
    headers: [
      { name: 'Authorization', value: 'Basic YOUR_CREDENTIALS' },
      { name: 'X-App-Key', value: 'YOUR_API_KEY' },
    ],
  };
  const code = withEnvironment(codeSample('curl', sent), 'curl', both, sent, 'SHOP_TOKEN');
  expect(code).toContain('"Authorization: Basic $SHOP_TOKEN"');
  expect(code).toContain('"X-App-Key: $SHOP_X_APP_KEY"');
});
