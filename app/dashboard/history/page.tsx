import type { Metadata } from 'next';
import { HistoryCompare } from '#components/dashboard/history/history-compare.tsx';
import { HistoryDetail } from '#components/dashboard/history/history-detail.tsx';
import { HistoryList } from '#components/dashboard/history/history-list.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { getHistory, historyLength, listHistory } from '#lib/domain/console/history.ts';
import { routes } from '#lib/routes.ts';
import { pageCtx } from '../page-ctx.ts';

export const metadata: Metadata = { title: 'History' };
type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function HistoryPage({ searchParams }: Search) {
  const search = await searchParams;
  const one = (name: string) => [search[name]].flat()[0] ?? '';
  const filter = { text: one('q'), api: one('api') };
  const ctx = await pageCtx(routes.history());
  const ids = [search.id].flat().filter((id) => id !== undefined);
  const [rows, [first, second]] = await Promise.all([
    listHistory(ctx, filter),
    getHistory(ctx, ids),
  ]);
  return (
    <>
      <PageHeader
        title="Console history"
        description={`Your last ${historyLength} requests from the console. Secrets are not in it. Choose two to compare their answers.`}
      />
      {first && second ? <HistoryCompare before={first} after={second} /> : null}
      {first && !second ? <HistoryDetail entry={first} /> : null}
      <HistoryList rows={rows} filter={filter} chosen={ids} />
    </>
  );
}
