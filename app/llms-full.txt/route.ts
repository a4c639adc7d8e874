import { listErrorPages, listGuides } from '#lib/content/pages.ts';
import { listApis, type ReadyApi } from '#lib/openapi/apis.ts';
import { readIndex, readNavigation } from '#lib/openapi/catalog.ts';
import { markdownOf } from '../api/markdown/markdown-of.ts';

export const dynamic = 'force-dynamic';

/** `/llms-full.txt`: all guides, error pages and operations of the portal's own APIs in one text. */
export async function GET(): Promise<Response> {
  const own = listApis().filter(
    (api): api is ReadyApi => api.status === 'ready' && api.source === 'content',
  );
  const reference = await Promise.all(own.map(referencePages));
  const pages = [
    ...listGuides().map((guide) => ['docs', ...guide.slug.split('/')]),
    ...listErrorPages().map((error) => ['errors', error.code]),
    ...reference.flat(),
  ];
  const texts = await Promise.all(pages.map(markdownOf));
  return new Response(texts.filter((text) => text !== undefined).join('\n---\n\n'), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}

async function referencePages(api: ReadyApi): Promise<string[][]> {
  const index = await readIndex(api);
  if (!index) return [];
  const open = await Promise.all(index.tags.map((tag) => readNavigation(api, { tag: tag.slug })));
  // An operation with several tags stands in several branches.
  const slugs = new Set(
    open.flatMap((one) => one?.open?.operations ?? []).map((operation) => operation.slug),
  );
  return [
    ['reference', api.slug],
    ...[...slugs].map((slug) => ['reference', api.slug, slug]),
    ...index.webhooks.map(({ slug }) => ['reference', api.slug, 'webhooks', slug]),
  ];
}
