import { Store } from 'lucide-react';
import { InstallationsTable } from '#components/dashboard/installations-table.tsx';
import { InstallationActions } from '#components/dashboard/scopes/installation-actions.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listInstallations } from '#lib/domain/installations/list-installations.ts';
import { readScopes } from '#lib/domain/scopes/ask-scopes.ts';
import { type AppParams, pageApp } from '../../page-app.ts';

export const metadata = { title: 'Installations' };

export default async function InstallationsPage({ params }: AppParams) {
  const { ctx, app } = await pageApp(params, 'installations');
  const [rows, { asked }] = await Promise.all([
    listInstallations(ctx, app.id),
    readScopes(ctx, app.id),
  ]);
  const canChange = ctx.actor.role !== 'viewer';
  return (
    <>
      <PageHeader
        title="Installations"
        description="The schools that installed this app, and what each one granted."
      />
      {rows.length === 0 ? (
        <EmptyState icon={Store} title="Installed nowhere yet">
          A school installs the app and grants its scopes; its installation then appears here.
        </EmptyState>
      ) : (
        <InstallationsTable
          rows={rows}
          actionsOf={(row) =>
            canChange ? <InstallationActions app={app.id} installation={row} asked={asked} /> : null
          }
        />
      )}
    </>
  );
}
