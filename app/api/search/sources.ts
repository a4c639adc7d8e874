import { dashboardPages } from '#lib/content/dashboard-pages.ts';
import {
  contentStamp,
  listErrorPages,
  listGuides,
  listOktaErrorPages,
} from '#lib/content/pages.ts';
import { buildSearchIndex, type SearchDoc, type SearchIndex } from '#lib/content/search-index.ts';
import { catalogStampMs, listApis } from '#lib/openapi/apis.ts';
import { readSearch } from '#lib/openapi/catalog.ts';
import type { SearchEntry } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';

let known: { stamp: string; index: Promise<SearchIndex> } | undefined;

/** The index over everything that is written, built when first asked for and again when something changed. */
export function searchIndex(): Promise<SearchIndex> {
  const stamp = `${catalogStampMs()} ${contentStamp()}`;
  if (known?.stamp !== stamp) known = { stamp, index: build() };
  return known.index;
}

async function build(): Promise<SearchIndex> {
  const docs: SearchDoc[] = [...dashboardPages];
  for (const api of listApis()) {
    if (api.status !== 'ready') continue;
    docs.push({
      kind: 'page',
      api: api.slug,
      href: routes.api(api.slug),
      title: api.title,
      context: 'Reference',
    });
    for (const entry of await readSearch(api)) docs.push(entryDoc(api, entry));
  }
  for (const guide of listGuides()) {
    docs.push({
      kind: 'guide',
      href: routes.docs(guide.slug),
      title: guide.title,
      context: guide.section,
      text: guide.description,
      keywords: guide.markdown.slice(0, 20_000),
    });
  }
  for (const error of [...listErrorPages(), ...listOktaErrorPages()]) {
    docs.push({
      kind: 'error',
      href: routes.error(error.code),
      title: error.code,
      context: `Status ${error.status}`,
      text: error.summary,
      keywords: `${error.title} ${error.status}`,
    });
  }
  return buildSearchIndex(docs);
}

function entryDoc(api: { slug: string; title: string }, entry: SearchEntry): SearchDoc {
  const { kind, slug, title, method, path, operationId, tag, text, deprecated, anchor } = entry;
  const page = {
    operation: routes.operation,
    parameter: routes.operation,
    schema: routes.schema,
    webhook: routes.webhook,
    tag: routes.tag,
  }[kind](api.slug, slug);
  return {
    kind: kind === 'tag' ? 'page' : kind,
    api: api.slug,
    href: anchor ? `${page}#${anchor}` : page,
    title,
    context: api.title,
    keywords: [operationId, tag, method].filter(Boolean).join(' '),
    ...(method ? { method } : {}),
    ...(path ? { path } : {}),
    ...(text ? { text } : {}),
    ...(deprecated ? { deprecated } : {}),
  };
}
