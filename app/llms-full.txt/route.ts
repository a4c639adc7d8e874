import { listErrorPages, listGuides } from '#lib/content/pages.ts';
import { findApi } from '#lib/openapi/apis.ts';
import { readIndex, readNavigation } from '#lib/openapi/catalog.ts';
import { markdownOf } from '../api/markdown/markdown-of.ts';

export const dynamic = 'force-dynamic';

/** `/llms-full.txt`: all guides, error pages and operations of the Partners API in one text. */
export async function GET(): Promise<Response> {
  const pages = [
    ...listGuides().map((guide) => ['docs', ...guide.slug.split('/')]),
    ...listErrorPages().map((error) => ['errors', error.code]),
    ...(await partnersPages()),
  ];
  const texts = await Promise.all(pages.map(markdownOf));
  return new Response(texts.filter((text) => text !== undefined).join('\n---\n\n'), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}

async function partnersPages(): Promise<string[][]> {
  const api = findApi('partners');
  const index = api && (await readIndex(api));
  if (!api || !index) return [];
  const open = await Promise.all(index.tags.map((tag) => readNavigation(api, { tag: tag.slug })));
  return [
    ['reference', api.slug],
    ...open
      .flatMap((one) => one?.open?.operations ?? [])
      .map(({ slug }) => ['reference', api.slug, slug]),
    ...index.webhooks.map(({ slug }) => ['reference', api.slug, 'webhooks', slug]),
  ];
}
