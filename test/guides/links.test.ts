import { expect, it } from 'vitest';
import { renderPage } from '#lib/content/page-blocks.ts';
import { findGuide, listErrorPages, listGuides, listOktaErrorPages } from '#lib/content/pages.ts';
import { routes } from '#lib/routes.ts';
import { contract, operations } from '../contract/contract-document.ts';
import { document as okta, operations as oktaOperations } from '../okta/okta-document.ts';

const guides = listGuides();
const idOf = ({ operation }: { operation: { operationId: string } }) => operation.operationId;
const known = new Set<string>([
  ...[routes.home(), routes.docs(), routes.reference(), routes.errors(), routes.dashboard()],
  ...[routes.api('partners'), routes.api('okta'), routes.document('okta')],
  ...[routes.partnersDocument(), routes.partnersCollection()],
  ...guides.map(({ slug }) => routes.docs(slug)),
  ...[...listErrorPages(), ...listOktaErrorPages()].map(({ code }) => routes.error(code)),
  ...operations.map((one) => routes.operation('partners', idOf(one))),
  ...oktaOperations.map((one) => routes.operation('okta', idOf(one))),
  ...Object.keys(contract.components.schemas).map((name) => routes.schema('partners', name)),
  ...Object.keys(okta.components.schemas).map((name) => routes.schema('okta', name)),
  ...Object.keys(contract.webhooks).map((name) => routes.webhook('partners', name)),
]);

/** The targets of the links of a page, as a browser would see them. */
const linksOf = (markdown: string): string[] =>
  renderPage(markdown).blocks.flatMap((block) =>
    block.kind === 'html'
      ? [...block.html.matchAll(/ href="([^"]*)"/g)].map(([, href]) => href ?? '')
      : [],
  );
const anchorsOf = (markdown: string): string[] =>
  renderPage(markdown).blocks.flatMap((block) =>
    block.kind === 'html'
      ? [...block.html.matchAll(/<h\d id="([^"]*)"/g)].map(([, id]) => id ?? '')
      : [],
  );

/** An address may end in a slash: the portal leads to the page without. */
function leadsNowhere(href: string, page: string): boolean {
  if (/^https?:/.test(href)) return false;
  const [path = '', anchor] = href.split('#', 2);
  const target = path === '' ? page : path.replace(/\/$/, '');
  if (!known.has(target)) return true;
  if (anchor === undefined) return false;
  const guide = findGuide(target.slice(routes.docs('').length + 1));
  return !guide || !anchorsOf(guide.markdown).includes(decodeURIComponent(anchor));
}

it.each(guides)('every link of $slug leads somewhere', ({ slug, markdown }) => {
  const lost = linksOf(markdown).filter((href) => leadsNowhere(href, routes.docs(slug)));
  expect(lost).toEqual([]);
});

it('every column of a table has a name', () => {
  for (const { slug, markdown } of guides) {
    const html = renderPage(markdown).blocks.flatMap((block) =>
      block.kind === 'html' ? block.html : [],
    );
    expect(html.join(''), slug).not.toContain('<th></th>');
  }
});

it('a link to nothing is noticed', () => {
  for (const href of ['/docs/nothing', '/errors/none', '/docs/partners/errors#none', '#none']) {
    expect(leadsNowhere(href, '/docs/partners/errors'), href).toBe(true);
  }
});

it('guides are found in an order that goes through each section once', () => {
  const sections = guides.map(({ section }) => section);
  const changes = sections.filter((section, index) => section !== sections[index - 1]);
  expect(changes).toEqual([...new Set(sections)]);
  expect(new Set(guides.map(({ order }) => order)).size).toBe(guides.length);
});

it('every guide begins with a full sentence, and links to at least one other page', () => {
  for (const { slug, description, markdown } of guides) {
    expect(description, slug).toMatch(/^\p{Lu}.*\.$/u);
    expect(
      linksOf(markdown).some((href) => href.startsWith('/')),
      slug,
    ).toBe(true);
  }
});
