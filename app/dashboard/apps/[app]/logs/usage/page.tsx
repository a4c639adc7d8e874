import { LogTabs } from '#components/dashboard/requests/log-tabs.tsx';
import { RangeChoice } from '#components/dashboard/usage/range-choice.tsx';
import { UsageReport } from '#components/dashboard/usage/usage-report.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { readUsage } from '#lib/domain/usage/read-usage.ts';
import { usageRanges } from '#lib/domain/usage/schemas.ts';
import { type AppParams, pageApp } from '../../../page-app.ts';

export const metadata = { title: 'Usage' };
type Search = { searchParams: Promise<{ range?: string | string[] }> };

export default async function UsagePage({ params, searchParams }: AppParams & Search) {
  const { ctx, app } = await pageApp(params, 'logs');
  const { range: wanted } = await searchParams;
  const range = usageRanges.find((one) => one === wanted) ?? '24h';
  const usage = await readUsage(ctx, { appId: app.id, range });
  return (
    <>
      <PageHeader
        title="Usage"
        description="How much this app calls, what goes wrong, how long it takes, and how near it comes to the rate limit."
        actions={<RangeChoice app={app.id} range={range} />}
      />
      <LogTabs app={app.id} current="usage" />
      <UsageReport app={app.id} usage={usage} />
    </>
  );
}
