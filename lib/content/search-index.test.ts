import { describe, expect, it } from 'vitest';
import { buildSearchIndex, PER_KIND, type SearchDoc } from './search-index.ts';
import { searchWords } from './search-words.ts';

const docs: SearchDoc[] = [
  {
    kind: 'operation',
    api: 'partners',
    href: '/a',
    title: 'Create a student',
    context: 'Partners',
    method: 'POST',
    path: '/education/students',
    keywords: 'createStudent Students POST',
  },
  {
    kind: 'operation',
    api: 'partners',
    href: '/b',
    title: 'List students',
    context: 'Partners',
    method: 'GET',
    path: '/education/students',
    keywords: 'listStudents Students GET',
  },
  {
    kind: 'operation',
    api: 'okta',
    href: '/c',
    title: 'Generate a key',
    context: 'Okta',
    method: 'POST',
    path: '/api/v1/apps/{appId}/credentials/keys',
    keywords: 'generateApplicationKey',
  },
  { kind: 'schema', api: 'partners', href: '/d', title: 'Student', context: 'Partners' },
  {
    kind: 'error',
    href: '/e',
    title: 'scope_not_granted',
    context: 'Status 403',
    text: 'The tenant has not granted the scope.',
  },
  {
    kind: 'operation',
    api: 'hr',
    href: '/f',
    title: '従業員の一覧の取得',
    context: 'HR',
    method: 'GET',
    path: '/employees',
  },
  { kind: 'guide', href: '/g', title: 'ويب هوك والتحقق', context: 'Guides' },
];
const index = buildSearchIndex(docs);
const hrefs = (q: string, where: { api?: string; kind?: string } = {}) =>
  index.search({ q, ...where }).groups.flatMap((group) => group.hits.map((hit) => hit.href));

describe('search', () => {
  it('finds an operation by its operationId', () => {
    expect(hrefs('createStudent')[0]).toBe('/a');
  });
  it('finds an operation by method and path, whatever its parameters are called', () => {
    expect(hrefs('POST /apps/{}/credentials/keys')).toEqual(['/c']);
    expect(hrefs('post /api/v1/apps/:id/credentials')).toEqual(['/c']);
    expect(hrefs('GET /education/students')[0]).toBe('/b');
    expect(hrefs('apps/{}/credentials')).toEqual(['/c']);
    // A step between is left out, and the last one is still being typed.
    expect(hrefs('POST /apps/{}/keys')).toEqual(['/c']);
    expect(hrefs('/apps/{}/ke')).toEqual(['/c']);
  });
  it('marks the piece of the path that was met, in the path’s own spelling', () => {
    const [group] = index.search({ q: 'POST /apps/{}/credentials' }).groups;
    expect(group?.hits[0]?.terms).toEqual(['/apps/{appId}/credentials']);
  });
  it('takes a method beside words', () => {
    expect(hrefs('POST students')).toEqual(['/a']);
  });
  it('puts the operation before its parameters, which are not found by its path', () => {
    const { groups } = buildSearchIndex([
      {
        kind: 'parameter',
        href: '/p1',
        title: 'visitId',
        context: 'Zoo',
        path: '/visits/{visitId}',
      },
      { kind: 'parameter', href: '/p2', title: 'limit', context: 'Zoo', path: '/visits' },
      { kind: 'operation', href: '/o', title: 'Create a visit', context: 'Zoo', path: '/visits' },
    ]).search({ q: 'visit' });
    expect(groups.flatMap(({ hits }) => hits.map(({ href }) => href))).toEqual(['/o', '/p1']);
  });
  it('takes a path full of pattern characters as text', () => {
    expect(hrefs('GET /(a+)+$/[')).toEqual([]);
  });
  it('forgives typing mistakes', () => {
    expect(hrefs('creat studnet')).toContain('/a');
  });
  it('finds words of scripts without spaces, and of right-to-left ones', () => {
    expect(hrefs('従業員')).toContain('/f');
    expect(hrefs('والتحقق')).toContain('/g');
  });
  it('keeps to one API and one kind', () => {
    expect(hrefs('student', { api: 'partners', kind: 'operation' }).sort()).toEqual(['/a', '/b']);
  });
  it('groups hits, the best first, and says nothing for nothing', () => {
    const { groups } = index.search({ q: 'scope_not_granted' });
    expect(groups[0]?.kind).toBe('error');
    expect(hrefs('')).toEqual([]);
    expect(hrefs('zzzzqqqq')).toEqual([]);
  });
  it('finds by name, path and with typing mistakes among 20,000 entries', () => {
    const many = buildSearchIndex(
      Array.from(
        { length: 20_000 },
        (_, n): SearchDoc => ({
          kind: 'operation',
          href: `/${n}`,
          title: `Update resource number ${n} of group ${n % 97}`,
          context: 'Large API',
          method: 'PATCH',
          path: `/v1/groups/{group}/resources/${n}`,
          keywords: `updateResource${n}`,
        }),
      ),
    );
    const first = (q: string) => many.search({ q }).groups[0]?.hits[0]?.href;
    expect(first('updateResource4711')).toBe('/4711');
    expect(first('PATCH /v1/groups/{}/resources/12')).toBe('/12');
    expect(first('resourse numbr 99')).toBe('/99');
    // The list of one kind turns its pages, and every group tells how many there are.
    const page = (number: number) =>
      many.search({ q: 'group 96', kind: 'operation', page: number }).groups[0];
    expect(page(1)?.total).toBe(page(2)?.total);
    expect(page(1)?.hits).toHaveLength(PER_KIND);
    expect(page(1)?.hits[0]?.href).not.toBe(page(2)?.hits[0]?.href);
  });
});

describe('searchWords', () => {
  it('cuts compounds and keeps the whole', () => {
    expect(searchWords('listOAuth2Tokens')).toEqual([
      'listoauth2tokens',
      'list',
      'o',
      'auth',
      '2',
      'tokens',
    ]);
  });
});
