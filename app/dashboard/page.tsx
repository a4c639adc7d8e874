import { AppsList } from '#components/dashboard/home/apps-list.tsx';
import { Checklist } from '#components/dashboard/home/checklist.tsx';
import { NoApp } from '#components/dashboard/home/no-app.tsx';
import { TasksList } from '#components/dashboard/home/tasks-list.tsx';
import { RequestsTable } from '#components/dashboard/requests/requests-table.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { getHome } from '#lib/domain/home/get-home.ts';
import { milestones as allMilestones } from '#lib/domain/home/schemas.ts';
import { routes } from '#lib/routes.ts';
import { pageCtx } from './page-ctx.ts';

const heading = 'text-sm font-semibold';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DashboardPage({ searchParams }: Props) {
  const ctx = await pageCtx(routes.dashboard());
  const query = await searchParams;
  const { apps, tasks, milestones, latest } = await getHome(ctx);
  const isNew = allMilestones.some((name) => !milestones[name]);
  const mayChange = ctx.actor.role !== 'viewer';
  return (
    <>
      <PageHeader
        title="Home"
        description="What needs a hand today, your apps, and what they called last."
      />
      <div className={isNew ? 'grid gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]' : 'grid gap-6'}>
        <div className="grid min-w-0 content-start gap-6">
          <section className="grid gap-3" aria-labelledby="tasks">
            <h2 id="tasks" className={heading}>
              Needs a hand
            </h2>
            <TasksList tasks={tasks} canDismiss={mayChange} />
          </section>
          <section className="grid gap-3" aria-labelledby="apps">
            <h2 id="apps" className={heading}>
              Apps
            </h2>
            {apps.length > 0 ? (
              <AppsList apps={apps} query={query} />
            ) : (
              <NoApp mayChange={mayChange} />
            )}
          </section>
        </div>
        <Checklist appId={apps[0]?.id ?? null} done={milestones} />
      </div>
      {latest.length > 0 ? (
        <section className="grid gap-3" aria-labelledby="latest">
          <h2 id="latest" className={heading}>
            Latest requests
          </h2>
          <RequestsTable rows={latest} />
        </section>
      ) : null}
    </>
  );
}
