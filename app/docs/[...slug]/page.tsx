import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { GuideArticle } from '#components/docs/guide-article.tsx';
import { GuideNav } from '#components/docs/guide-nav.tsx';
import { OnThisPage } from '#components/docs/on-this-page.tsx';
import { pageBlocks } from '#components/docs/page-blocks.tsx';
import { ReadingShell } from '#components/site/reading-shell.tsx';
import { staticSlot } from '#components/site/slot/static-slot.tsx';
import { getConfig } from '#lib/config/runtime.ts';
import { renderPage } from '#lib/content/page-blocks.ts';
import { fillAddresses, findGuide, listGuides, metaDescription } from '#lib/content/pages.ts';
import { routes } from '#lib/routes.ts';

export const dynamic = 'force-dynamic';
type Params = { params: Promise<{ slug: string[] }> };

const load = async ({ params }: Params) => findGuide((await params).slug.join('/')) ?? notFound();

export async function generateMetadata(props: Params): Promise<Metadata> {
  const guide = await load(props);
  return {
    title: guide.title,
    description: metaDescription(guide),
    alternates: { canonical: routes.docs(guide.slug) },
  };
}

export default async function GuideRoute(props: Params) {
  const guide = await load(props);
  const guides = listGuides();
  const at = guides.indexOf(guide);
  const text = fillAddresses(guide.markdown, getConfig().portalUrl, routes.partnersBase());
  const { blocks, toc } = renderPage(text);
  return (
    <ReadingShell
      area="guides"
      navLabel="Guides"
      nav={staticSlot(<GuideNav guides={guides} current={guide.slug} />)}
      aside={toc.length > 1 ? staticSlot(<OnThisPage toc={toc} />) : undefined}
    >
      {staticSlot(
        <GuideArticle
          page={routes.docs(guide.slug)}
          crumbs={[{ label: 'Guides', href: routes.docs() }, { label: guide.title }]}
          title={guide.title}
          description={guide.description}
          previous={guides[at - 1]}
          next={guides[at + 1]}
        >
          {await pageBlocks(blocks)}
        </GuideArticle>,
      )}
    </ReadingShell>
  );
}
