import { expect, it } from 'vitest';
import { SITEMAP_ADDRESSES, sitemapPageXml, sitemapXml } from './sitemap.ts';

const many = Array.from({ length: SITEMAP_ADDRESSES + 2 }, (_, at) => `https://x.example/${at}`);
const fileOf = (page: number) => `https://x.example/sitemaps/${page}.xml`;
const locations = (xml = ''): string[] =>
  [...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map((m) => m[1] ?? '');

it('few addresses stand in the map itself, written so that no name ends its tag', () => {
  const xml = sitemapXml(['https://x.example/a?b&c<d>'], fileOf);
  expect(xml).toContain('<loc>https://x.example/a?b&amp;c&lt;d&gt;</loc>');
});

it('many addresses are cut into files, each address in exactly one', () => {
  expect(locations(sitemapXml(many, fileOf))).toEqual([fileOf(1), fileOf(2)]);
  const pages = [1, 2].flatMap((page) => locations(sitemapPageXml(many, page)));
  expect(pages).toEqual(many);
  expect([0, 3, -1].map((page) => sitemapPageXml(many, page))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
