import { expect, it } from 'vitest';

it('answers like a Response, and leaves the globals of the process alone', async () => {
  const before = [globalThis.Request, globalThis.Response];
  const { LightResponse } = await import('#lib/sandbox/light-response.ts');
  expect([globalThis.Request, globalThis.Response]).toEqual(before);
  expect(globalThis.Response).toBe(before[1]);
  expect(LightResponse).not.toBe(globalThis.Response);
  const response = new LightResponse('{"a":1}', { status: 201, headers: { location: '/x' } });
  expect(response).toBeInstanceOf(globalThis.Response);
  expect([response.status, response.headers.get('location')]).toEqual([201, '/x']);
  expect(await response.json()).toEqual({ a: 1 });
});
