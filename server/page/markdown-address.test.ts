import { expect, it } from 'vitest';
import { inward } from './markdown-address.ts';

it.each([
  ['/docs.md', '/api/markdown/docs'],
  ['/docs/partners/first-call.md', '/api/markdown/docs/partners/first-call'],
  ['/reference/okta/a.b.md?x=1.md', '/api/markdown/reference/okta/a.b?x=1.md'],
  ['/errors/conflict.md', '/api/markdown/errors/conflict'],
])('%s is asked of the route that answers Markdown', (url, inside) => {
  expect(inward(url)).toBe(inside);
});

it.each(['/docs/partners', '/dashboard/x.md', '/docsx.md', '/docs?x=.md', '/docs/x.md/y', '/'])(
  '%s stays what it is',
  (url) => {
    expect(inward(url)).toBe(url);
  },
);
