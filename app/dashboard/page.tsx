import { Blocks } from 'lucide-react';
import { AppsTable } from '#components/dashboard/apps-table.tsx';
import { NextStepsCard } from '#components/dashboard/next-steps-card.tsx';
import { RequestsTable } from '#components/dashboard/requests/requests-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { getHome } from '#lib/domain/requests/get-home.ts';
import { routes } from '#lib/routes.ts';
import { pageCtx } from './page-ctx.ts';

export default async function DashboardPage() {
  const { apps, milestones, latest } = await getHome(await pageCtx(routes.dashboard()));
  return (
    <>
      <PageHeader
        title="Home"
        description="Your apps, how far you have come, and what they called last."
      />
      <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <section className="grid content-start gap-3" aria-labelledby="apps">
          <h2 id="apps" className="text-sm font-semibold">
            Apps
          </h2>
          {apps.length > 0 ? (
            <AppsTable apps={apps} />
          ) : (
            <EmptyState icon={Blocks} title="No app yet">
              An app is what a school installs. The operator of this portal can make the first one.
            </EmptyState>
          )}
        </section>
        <NextStepsCard appId={apps[0]?.id ?? null} milestones={milestones} />
      </div>
      {latest.length > 0 ? (
        <section className="grid gap-3" aria-labelledby="latest">
          <h2 id="latest" className="text-sm font-semibold">
            Latest requests
          </h2>
          <RequestsTable rows={latest} />
        </section>
      ) : null}
    </>
  );
}
