import { NoRequests } from '#components/dashboard/no-requests.tsx';
import { RequestFilters } from '#components/dashboard/request-filters.tsx';
import { RequestsTable } from '#components/dashboard/requests-table.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listRequests } from '#lib/domain/requests/list-requests.ts';
import { requestFilter } from '#lib/domain/requests/schemas.ts';
import { routes } from '#lib/routes.ts';
import { type AppParams, pageApp } from '../../page-app.ts';

export const metadata = { title: 'Request log' };
type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LogsPage({ params, searchParams }: AppParams & Search) {
  const { ctx, app } = await pageApp(params, 'logs');
  const filter = requestFilter.parse(await searchParams);
  const { rows, next } = await listRequests(ctx, app.id, filter);
  const here = routes.app(app.id, 'logs');
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <>
      <PageHeader
        title="Request log"
        description="Every call of this app that the sandbox answered, newest first."
        actions={<LinkButton href={here}>Newest</LinkButton>}
      />
      <RequestFilters filter={filter} action={here} />
      {rows.length > 0 ? (
        <RequestsTable rows={rows.map((row) => ({ ...row, appId: app.id }))} />
      ) : (
        <NoRequests isFiltered={isFiltered} all={here} />
      )}
      {next ? (
        <LinkButton
          className="justify-self-start"
          href={routes.logs(app.id, { ...filter, before: next })}
        >
          Older requests
        </LinkButton>
      ) : null}
    </>
  );
}
