import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { GuideArticle } from '#components/docs/guide-article.tsx';
import { GuideNav } from '#components/docs/guide-nav.tsx';
import { OnThisPage } from '#components/docs/on-this-page.tsx';
import { pageBlocks } from '#components/docs/page-blocks.tsx';
import { ReadingShell } from '#components/site/reading-shell.tsx';
import { staticSlot } from '#components/site/slot/static-slot.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { getConfig } from '#lib/config/runtime.ts';
import { renderPage } from '#lib/content/page-blocks.ts';
import { fillAddresses, findErrorPage, listErrorPages, listGuides } from '#lib/content/pages.ts';
import { routes } from '#lib/routes.ts';

export const dynamic = 'force-dynamic';
type Params = { params: Promise<{ code: string }> };

const load = async ({ params }: Params) => findErrorPage((await params).code) ?? notFound();

export async function generateMetadata(props: Params): Promise<Metadata> {
  const { code, title, summary } = await load(props);
  return {
    title: `${title} (${code})`,
    description: summary,
    alternates: { canonical: routes.error(code) },
  };
}

export default async function ErrorRoute(props: Params) {
  const error = await load(props);
  const text = fillAddresses(error.markdown, getConfig().portalUrl, routes.partnersBase());
  const { blocks, toc } = renderPage(text);
  const codes = listErrorPages().map((page) => page.code);
  return (
    <ReadingShell
      area="guides"
      navLabel="Guides"
      nav={staticSlot(<GuideNav guides={listGuides()} current={error.code} errors={codes} />)}
      aside={toc.length > 1 ? staticSlot(<OnThisPage toc={toc} />) : undefined}
    >
      {staticSlot(
        <GuideArticle
          page={routes.error(error.code)}
          crumbs={[{ label: 'Error codes', href: routes.errors() }, { label: error.code }]}
          title={error.title}
          description={error.summary}
          eyebrow={
            <span className="flex items-center gap-2">
              <StatusBadge status={error.status} />
              <Copyable text={error.code} label="Copy code" />
            </span>
          }
        >
          {await pageBlocks(blocks)}
        </GuideArticle>,
      )}
    </ReadingShell>
  );
}
