import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { SearchForm } from '#components/site/search/search-form.tsx';
import { SearchResults } from '#components/site/search/search-results.tsx';
import { SiteShell } from '#components/site/site-shell.tsx';
import { PER_KIND, searchLabels } from '#lib/content/search-index.ts';
import { listApis } from '#lib/openapi/apis.ts';
import { answerSearch } from '../api/search/answer-search.ts';
import { readQuery } from '../api/search/read-query.ts';

export const dynamic = 'force-dynamic';
type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { q } = readQuery(await searchParams);
  return {
    title: q === '' ? 'Search' : `${q.slice(0, 80)} · Search`,
    robots: { index: false, follow: true },
  };
}

/** `/search?q=&api=&kind=&page=`: what `⌘K` finds, as a page that needs no script. */
export default async function SearchRoute({ searchParams }: Props) {
  const query = readQuery(await searchParams);
  const { answer } = await answerSearch(query, await headers());
  const apis = listApis().filter(({ status }) => status === 'ready');
  return (
    <SiteShell className="py-10">
      <h1 className="text-3xl font-semibold">Search</h1>
      <SearchForm query={query} apis={apis} kinds={Object.entries(searchLabels)} />
      <SearchResults query={query} answer={answer} perPage={PER_KIND} />
    </SiteShell>
  );
}
