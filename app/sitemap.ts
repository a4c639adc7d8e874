import type { MetadataRoute } from 'next';
import { getConfig } from '#lib/config/runtime.ts';
import { listErrorPages, listGuides, listOktaErrorPages } from '#lib/content/pages.ts';
import { listApis } from '#lib/openapi/apis.ts';
import { readSearch } from '#lib/openapi/catalog.ts';
import { routes } from '#lib/routes.ts';

export const dynamic = 'force-dynamic';
/** What one sitemap may hold. */
const MAX_ADDRESSES = 50_000;

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
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
    paths.push(routes.api(api.slug));
    for (const entry of await readSearch(api)) {
      if (entry.kind === 'operation') paths.push(routes.operation(api.slug, entry.slug));
      if (entry.kind === 'schema') paths.push(routes.schema(api.slug, entry.slug));
      if (entry.kind === 'webhook') paths.push(routes.webhook(api.slug, entry.slug));
    }
  }
  const { portalUrl } = getConfig();
  return paths.slice(0, MAX_ADDRESSES).map((path) => ({ url: portalUrl + path }));
}
