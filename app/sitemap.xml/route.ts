import { getConfig } from '#lib/config/runtime.ts';
import { sitemapXml } from '#lib/content/sitemap.ts';
import { routes } from '#lib/routes.ts';
import { sitemapAddresses } from '../sitemaps/addresses.ts';

export const dynamic = 'force-dynamic';

/** `/sitemap.xml`: every reading page of every document. */
export async function GET(): Promise<Response> {
  const { portalUrl } = getConfig();
  const xml = sitemapXml(await sitemapAddresses(), (page) => portalUrl + routes.sitemapFile(page));
  return new Response(xml, { headers: { 'content-type': 'application/xml; charset=utf-8' } });
}
