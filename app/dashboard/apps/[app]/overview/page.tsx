import { AppFacts } from '#components/dashboard/apps/app-facts.tsx';
import { Checklist } from '#components/dashboard/home/checklist.tsx';
import { TasksList } from '#components/dashboard/home/tasks-list.tsx';
import { RequestsTable } from '#components/dashboard/requests/requests-table.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { getHome } from '#lib/domain/home/get-home.ts';
import { listRequests } from '#lib/domain/requests/list-requests.ts';
import { routes } from '#lib/routes.ts';
import { type AppParams, pageApp } from '../../page-app.ts';

export const metadata = { title: 'Overview' };

export default async function OverviewPage({ params }: AppParams) {
  const { ctx, app } = await pageApp(params, 'overview');
  const [{ requests }, { tasks, milestones }] = await Promise.all([
    listRequests(ctx, app.id, {}),
    getHome(ctx),
  ]);
  const mine = tasks.filter((task) => 'appId' in task && task.appId === app.id);
  return (
    <>
      <PageHeader
        title={<bdi>{app.name}</bdi>}
        description="What this app is, what it needs next, and what it called last."
        actions={<LinkButton href={routes.api('partners')}>Open the reference</LinkButton>}
      />
      {mine.length > 0 ? <TasksList tasks={mine} canDismiss={ctx.actor.role !== 'viewer'} /> : null}
      <AppFacts app={app} />
      <Checklist appId={app.id} done={milestones} />
      {requests.length > 0 ? (
        <section className="grid gap-3" aria-labelledby="latest">
          <div className="flex items-center justify-between gap-3">
            <h2 id="latest" className="text-sm font-semibold">
              Latest requests
            </h2>
            <LinkButton size="sm" href={routes.app(app.id, 'logs')}>
              All requests
            </LinkButton>
          </div>
          <RequestsTable rows={requests.slice(0, 8)} />
        </section>
      ) : null}
    </>
  );
}
