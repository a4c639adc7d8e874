import { describe, expect, it } from 'vitest';
import { assertOwnOrigin, checkedPath, joinUnder } from '#lib/relay/guards.ts';

const base = 'https://api.example.com/v1';

describe('the path of a relayed call', () => {
  it.each([
    '/education/students?page=2&search=%D8%B3%D8%A7%D8%B1%D8%A9',
    '/reports/builder/students_by_grade/run',
    '/a%20b/c+d',
    '/v1.2/file.json',
    '/%252e%252e/x',
    '/x?next=..%2F..%2F&u=http://other.example/',
    '/',
  ])('passes %s on as it is', (path) => {
    expect(joinUnder(base, checkedPath(path)).href).toBe(base + path);
  });

  it.each([
    ['a climbing segment', '/../admin'],
    ['an encoded climbing segment', '/%2e%2e/admin'],
    ['a half encoded one', '/.%2E/admin'],
    ['a single dot', '/./admin'],
    ['an encoded slash', '/students%2f..%2fadmin'],
    ['a backslash', '/students\\..\\admin'],
    ['an encoded backslash', '/students%5cadmin'],
    ['a line break', '/students%0d%0aX-Evil:%201'],
    ['a NUL', '/students%00'],
    ['broken encoding', '/students%zz'],
    ['an absolute address', 'https://evil.example/'],
    ['a user name', '@evil.example/'],
  ])('refuses %s', (_what, path) => {
    expect(() => checkedPath(path)).toThrow(expect.objectContaining({ code: 'bad_request' }));
  });

  it('leaves the host of the API in no way', () => {
    expect(joinUnder(base, checkedPath('//evil.example/x')).origin).toBe('https://api.example.com');
    expect(() => joinUnder('/relative', '/x')).toThrow(
      expect.objectContaining({ code: 'target_refused' }),
    );
  });

  it('sends no fragment', () => {
    expect(checkedPath('/whoami#x')).toBe('/whoami');
    expect(checkedPath('/whoami?a=1#x')).toBe('/whoami?a=1');
  });
});

describe('where a call comes from', () => {
  const call = (headers: Record<string, string>) =>
    new Request('http://localhost:3000/api/relay/partners/sandbox/whoami', { headers });
  const judge = (headers: Record<string, string>) => () =>
    assertOwnOrigin(call(headers), 'http://localhost:3000');

  it.each<Record<string, string>>([
    {},
    { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' },
    { 'sec-fetch-site': 'none' },
    { origin: 'http://localhost:3000' },
  ])('takes %o', (headers) => {
    expect(judge(headers)).not.toThrow();
  });

  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ])('refuses %o, for reading too', (headers) => {
    expect(judge(headers)).toThrow(expect.objectContaining({ code: 'foreign_origin' }));
  });
});
