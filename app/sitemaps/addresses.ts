import { getConfig } from '#lib/config/runtime.ts';
import {
  contentStamp,
  listErrorPages,
  listGuides,
  listOktaErrorPages,
} from '#lib/content/pages.ts';
import { catalogStampMs, listApis } from '#lib/openapi/apis.ts';
import { readSearch } from '#lib/openapi/catalog.ts';
import { routes } from '#lib/routes.ts';

let known: { stamp: string; addresses: Promise<string[]> } | undefined;

/** The address of every reading page, in the same order each time; kept until something changes. */
export function sitemapAddresses(): Promise<string[]> {
  const stamp = `${catalogStampMs()} ${contentStamp()}`;
  if (known?.stamp !== stamp) known = { stamp, addresses: collect() };
  return known.addresses;
}

async function collect(): Promise<string[]> {
  const paths = [
    routes.home(),
    routes.docs(),
    routes.reference(),
    routes.errors(),
    ...listGuides().map((guide) => routes.docs(guide.slug)),
    ...[...listErrorPages(), ...listOktaErrorPages()].map((error) => routes.error(error.code)),
  ];
  for (const api of listApis()) {
    if (api.status !== 'ready') continue;
    paths.push(routes.api(api.slug), routes.schemas(api.slug), routes.changes(api.slug));
    for (const entry of await readSearch(api)) {
      if (entry.kind === 'operation') paths.push(routes.operation(api.slug, entry.slug));
      if (entry.kind === 'schema') paths.push(routes.schema(api.slug, entry.slug));
      if (entry.kind === 'webhook') paths.push(routes.webhook(api.slug, entry.slug));
    }
  }
  const { portalUrl } = getConfig();
  return paths.map((path) => portalUrl + path);
}
