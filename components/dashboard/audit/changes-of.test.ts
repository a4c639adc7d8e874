import { expect, it } from 'vitest';
import { changesOf } from './changes-of.ts';

it('shows what was changed as it was and as it is, and nothing that stayed', () => {
  expect(
    changesOf({
      before: { url: 'https://a.example', events: ['a', 'b'], same: 1, gone: null },
      after: { url: 'https://b.example', events: ['b', 'c'], same: 1, gone: '' },
      forced: false,
    }),
  ).toEqual([
    { name: 'url', kind: 'change', before: 'https://a.example', after: 'https://b.example' },
    { name: 'events', kind: 'items', added: ['c'], removed: ['a'] },
    { name: 'forced', kind: 'fact', text: 'false' },
  ]);
});

it('shows a thing that was not there before, and one value alone', () => {
  expect(changesOf({ before: null, after: { scope: 'x', reason: 'why' } })).toEqual([
    { name: 'scope', kind: 'change', before: 'none', after: 'x' },
    { name: 'reason', kind: 'change', before: 'none', after: 'why' },
  ]);
  expect(changesOf({ before: 'viewer', after: 'admin' })).toEqual([
    { name: '', kind: 'change', before: 'viewer', after: 'admin' },
  ]);
});

it('shows what came and went', () => {
  expect(changesOf({ added: ['a'], removed: [] })).toEqual([
    { name: '', kind: 'items', added: ['a'], removed: [] },
  ]);
  expect(changesOf({})).toEqual([]);
  expect(changesOf({ list: [], nested: { a: 1 } })).toEqual([
    { name: 'list', kind: 'fact', text: 'none' },
    { name: 'nested', kind: 'fact', text: '{"a":1}' },
  ]);
});
