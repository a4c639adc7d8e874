import { AppStatusBadge } from '#components/dashboard/app-status-badge.tsx';
import { integrationLabels } from '#components/dashboard/apps-table.tsx';
import { RequestsTable } from '#components/dashboard/requests/requests-table.tsx';
import { Card } from '#components/ui/card.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { listRequests } from '#lib/domain/requests/list-requests.ts';
import { routes } from '#lib/routes.ts';
import { type AppParams, pageApp } from '../../page-app.ts';

export const metadata = { title: 'Overview' };

export default async function OverviewPage({ params }: AppParams) {
  const { ctx, app } = await pageApp(params, 'overview');
  const { requests } = await listRequests(ctx, app.id, {});
  return (
    <>
      <PageHeader
        title={<bdi>{app.name}</bdi>}
        description="What this app is, and what it called last."
        actions={<LinkButton href={routes.api('partners')}>Open the reference</LinkButton>}
      />
      <Card title="About this app">
        <KeyValues
          items={[
            { label: 'Status', value: <AppStatusBadge status={app.status} /> },
            { label: 'Module', value: <Copyable text={app.slug} label="Copy the module" /> },
            { label: 'App id', value: <Copyable text={app.id} label="Copy the app id" /> },
            { label: 'Type', value: integrationLabels[app.integrationType] },
            { label: 'Installations', value: app.installations },
            { label: 'Registered', value: <RelativeTime at={app.createdAt.toISOString()} /> },
          ]}
        />
      </Card>
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
