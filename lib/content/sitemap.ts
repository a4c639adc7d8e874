import { escapeMarkup } from '../std/escape-markup.ts';

/** Addresses of one file: the protocol allows 50,000, readers like less. */
export const SITEMAP_ADDRESSES = 10_000;

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const entries = (tag: 'url' | 'sitemap', addresses: readonly string[]): string =>
  addresses.map((address) => `<${tag}><loc>${escapeMarkup(address)}</loc></${tag}>`).join('\n');

/** `/sitemap.xml`: the addresses themselves, or when they are many the files that hold them. */
export function sitemapXml(addresses: readonly string[], fileOf: (page: number) => string): string {
  const pages = Math.ceil(addresses.length / SITEMAP_ADDRESSES);
  if (pages <= 1)
    return `${head}\n<urlset ${namespace}>\n${entries('url', addresses)}\n</urlset>\n`;
  const files = Array.from({ length: pages }, (_, index) => fileOf(index + 1));
  return `${head}\n<sitemapindex ${namespace}>\n${entries('sitemap', files)}\n</sitemapindex>\n`;
}

/** One of those files, from 1; undefined when there is none. */
export function sitemapPageXml(addresses: readonly string[], page: number): string | undefined {
  const start = (page - 1) * SITEMAP_ADDRESSES;
  const part = addresses.slice(start, start + SITEMAP_ADDRESSES);
  if (start < 0 || part.length === 0) return undefined;
  return `${head}\n<urlset ${namespace}>\n${entries('url', part)}\n</urlset>\n`;
}
