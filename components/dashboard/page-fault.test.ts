import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { routes } from '#lib/routes.ts';
import { PageFault } from './page-fault.tsx';

const html = (digest?: string) => {
  const error = new Error('password authentication failed for user "portal"');
  return renderToStaticMarkup(
    createElement(PageFault, { error: Object.assign(error, { digest }) }),
  );
};

it('a page that could not be made tells its reference and the ways on, and nothing of the fault', () => {
  const shown = html('2716057');
  expect(shown).toContain('<code>2716057</code>');
  expect(shown).toContain('Try again');
  expect(shown).toContain(`href="${routes.dashboard()}"`);
  expect(shown).not.toContain('password');
});

it('without a reference the time is what helps', () => {
  expect(html()).toContain('tell your operator when it was.');
});
