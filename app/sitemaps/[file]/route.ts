import { sitemapPageXml } from '#lib/content/sitemap.ts';
import { sitemapAddresses } from '../addresses.ts';

export const dynamic = 'force-dynamic';
type Context = { params: Promise<{ file: string }> };

/** `/sitemaps/{n}.xml`: a part of the map, where one file cannot hold it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const page = /^(\d{1,4})\.xml$/.exec((await params).file)?.[1];
  const xml = page && sitemapPageXml(await sitemapAddresses(), Number(page));
  if (!xml) return new Response('There is no such part of the map.\n', { status: 404 });
  return new Response(xml, { headers: { 'content-type': 'application/xml; charset=utf-8' } });
}
