import { expect, it } from 'vitest';
import { samplesOf } from './samples-of.ts';

const request = {
  method: 'POST',
  url: 'https://getokta.io/api/apps/education/students?x=1',
  headers: [
    ['content-type', 'application/json'],
    ['x-api-key', 'never shown'],
  ],
  body: '{"name":"Sara"}',
  token: { scheme: 'Bearer', variable: 'OKTA_PARTNER_TOKEN' },
};

it('writes the request in each language, with the token read from the environment', () => {
  const samples = samplesOf(request);
  expect(samples.length).toBeGreaterThanOrEqual(9);
  for (const { id, code } of samples) {
    expect(code, id).toContain('OKTA_PARTNER_TOKEN');
    expect(code, id).toContain('/api/apps/education/students');
    expect(code, id).toContain('Sara');
    expect(code, id).not.toMatch(/never shown|YOUR_ACCESS_TOKEN/);
  }
});

it('keeps 64-bit integers as they are', () => {
  const samples = samplesOf({ ...request, body: '{"id":9007199254740993}' });
  for (const { id, code } of samples) expect(code, id).toContain('9007199254740993');
});

it.each([
  { ...request, url: 'javascript:alert(1)' },
  { ...request, method: 'GET; rm' },
  { ...request, token: { scheme: 'Bearer', variable: '$(id)' } },
  { ...request, headers: [['x', 'a\r\nb']] },
])('refuses what is no request', (input) => {
  expect(() => samplesOf(input)).toThrow(expect.objectContaining({ code: 'validation_failed' }));
});
