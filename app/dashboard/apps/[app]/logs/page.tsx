import { LogTabs } from '#components/dashboard/requests/log-tabs.tsx';
import { RequestsLive } from '#components/dashboard/requests/requests-live.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listRequests } from '#lib/domain/requests/list-requests.ts';
import { requestChoices } from '#lib/domain/requests/request-choices.ts';
import { requestFilter, requestQuery } from '#lib/domain/requests/schemas.ts';
import { catalog } from '#lib/sandbox/partners/catalog.ts';
import { type AppParams, pageApp } from '../../page-app.ts';

export const metadata = { title: 'Request log' };
type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LogsPage({ params, searchParams }: AppParams & Search) {
  const { ctx, app } = await pageApp(params, 'logs');
  const given = await searchParams;
  const [list, choices] = await Promise.all([
    listRequests(ctx, app.id, requestFilter.parse(given)),
    requestChoices(ctx, app.id),
  ]);
  return (
    <>
      <PageHeader
        title="Request log"
        description="Every call of this app that the sandbox answered, newest first, kept for 30 days."
      />
      <LogTabs app={app.id} current="requests" />
      <RequestsLive
        app={app.id}
        choices={{ ...choices, operations: Object.keys(catalog) }}
        first={{ key: requestQuery(given).toString(), list }}
      />
    </>
  );
}
