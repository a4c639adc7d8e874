import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSlugger, isSlug, nameSlug, operationSlug } from './slug.ts';

describe('slugs', () => {
  it.each([
    ['createStudent', 'post', '/students', 'createStudent'],
    ['repos/list-for-user', 'get', '/x', 'repos-list-for-user'],
    ['../../etc/passwd', 'get', '/x', 'etc-passwd'],
    [undefined, 'GET', '/users/{userId}/keys', 'get-users-userId-keys'],
    [undefined, 'GET', '/', 'get'],
    ['con', 'get', '/x', 'con-1'],
    ['schemas', 'get', '/x', 'schemas-1'],
    ['students.list.md', 'get', '/x', 'students.list-md'],
  ])('%s %s %s is %s', (id, method, path, expected) => {
    expect(operationSlug(id, method, path)).toBe(expected);
  });

  it('are bounded, and long names that differ at their end stay different', () => {
    const long = 'x'.repeat(1_000_000);
    const [a, b] = [operationSlug(`${long}a`, 'get', '/'), operationSlug(`${long}b`, 'get', '/')];
    expect(a.length).toBeLessThanOrEqual(128);
    expect(a).not.toBe(b);
  });

  it('of names in other scripts differ', () => {
    expect(nameSlug('勤怠', 'schema')).toMatch(/^schema-[0-9a-f]{8}$/);
    expect(nameSlug('勤怠', 'schema')).not.toBe(nameSlug('給与', 'schema'));
  });

  it('stay apart where case is ignored', () => {
    const unique = createSlugger();
    expect(['dup', 'DUP', 'dup', 'dup-2'].map(unique)).toEqual([
      'dup',
      'DUP-2',
      'dup-3',
      'dup-2-2',
    ]);
  });

  it('from any name are safe file names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string(), (name, path) => {
        const unique = createSlugger();
        for (const slug of [operationSlug(name, 'get', path), nameSlug(name, 'tag')]) {
          expect(isSlug(slug), slug).toBe(true);
          expect(isSlug(unique(slug))).toBe(true);
        }
      }),
    );
  });

  it.each(['../x', 'a/b', '', '.hidden', 'a..b', 'x'.repeat(200), 'a\0b', '%2e%2e'])(
    'from an address, %j is refused',
    (text) => {
      expect(isSlug(text)).toBe(false);
    },
  );
});

it('an operationId with slashes and dots has a page of its own', () => {
  for (const name of ['a/b/../c?d#e', '..', 'v1..v2', '....x....y', '../../etc/passwd']) {
    expect(isSlug(operationSlug(name, 'GET', '/a')), name).toBe(true);
  }
  expect(operationSlug('a/b/../c?d#e', 'GET', '/a')).toBe('a-b-.-c-d-e');
});
