import { describe, expect, it } from 'vitest';
import { compileText } from './fixtures/compile-text.ts';
import { readIndex, readNavigation, readOperation } from './read-compiled.ts';

const head = 'openapi: 3.0.3\ninfo: {title: T, version: "1"}\n';

describe('the navigation of a page does not grow with the document', () => {
  const paths = Array.from(
    { length: 1000 },
    (_, i) =>
      `  /t${i}: {get: {operationId: op${i}, tags: [${i < 500 ? 'big' : `${i % 2 === 0 ? 'users' : 'groups'}.part${i % 100}`}]}}`,
  );
  const api = compileText(`${head}paths:\n${paths.join('\n')}\n`);

  it('a tag comes in pages, and an operation knows its own', async () => {
    const first = await readNavigation(api, { tag: 'big' });
    expect([first?.open?.operations.length, first?.open?.pages, first?.open?.total]).toEqual([
      200, 3, 500,
    ]);
    expect(
      (await readNavigation(api, { tag: 'big', page: 3 }))?.open?.operations.at(-1)?.slug,
    ).toBe('op499');
    expect((await readOperation(api, 'op450'))?.place).toEqual({ tag: 'big', page: 3 });
  });

  it('of many tags only the open group is carried, the others lead to their first operation', async () => {
    expect((await readIndex(api))?.tags).toHaveLength(101);
    const navigation = await readNavigation(api, { tag: 'users.part10' });
    expect(
      navigation?.groups.map(({ title, tags, total, first }) => [title, tags.length, total, first]),
    ).toEqual([
      ['big', 0, 1, 'op0'],
      ['users', 50, 50, 'op500'],
      ['groups', 0, 50, 'op501'],
    ]);
    expect(navigation?.tags).toHaveLength(50);
  });

  it('"previous" and "next" follow the order of the navigation', async () => {
    const page = await readOperation(api, 'op499');
    expect([page?.previous?.slug, page?.next?.slug]).toEqual(['op498', 'op500']);
  });
});

it('operations without tags are filed by the first telling part of their path', async () => {
  const api = compileText(
    `${head}paths:\n  /api/v1/users: {get: {}}\n  /api/v1/users/{id}: {get: {}}\n  /api/v1/apps/{id}/users: {get: {}}\n`,
  );
  expect((await readIndex(api))?.tags.map(({ title, operations }) => [title, operations])).toEqual([
    ['users', 2],
    ['apps', 1],
  ]);
});

it('a few operations without tags stand under "Other"', async () => {
  const api = compileText(
    `${head}paths:\n  /a: {get: {tags: [A]}}\n  /b: {get: {tags: [A]}}\n  /c: {get: {}}\n`,
  );
  expect((await readIndex(api))?.tags.map(({ title }) => title)).toEqual(['A', 'Other']);
});
