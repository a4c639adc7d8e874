import { InstallationsTable } from '#components/dashboard/installations-table.tsx';
import { InstallationActions } from '#components/dashboard/scopes/installation-actions.tsx';
import { CreateTenant } from '#components/dashboard/tenants/create-tenant.tsx';
import { TenantJobCard } from '#components/dashboard/tenants/tenant-job-card.tsx';
import { TenantsTable } from '#components/dashboard/tenants/tenants-table.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listInstallations } from '#lib/domain/installations/list-installations.ts';
import { readScopes } from '#lib/domain/scopes/ask-scopes.ts';
import { latestTenantJob } from '#lib/domain/tenants/jobs/get-tenant-job.ts';
import { listTenants } from '#lib/domain/tenants/list-tenants.ts';
import { type AppParams, pageApp } from '../../page-app.ts';

export const metadata = { title: 'Installations' };

export default async function InstallationsPage({ params }: AppParams) {
  const { ctx, app } = await pageApp(params, 'installations');
  const [rows, tenants, job, { asked }] = await Promise.all([
    listInstallations(ctx, app.id),
    listTenants(ctx, app.id),
    latestTenantJob(ctx),
    readScopes(ctx, app.id),
  ]);
  const mayChange = ctx.actor.role !== 'viewer';
  return (
    <>
      <PageHeader
        title="Installations"
        description="Your sandbox schools, and what each school that installed this app granted."
        actions={mayChange ? <CreateTenant app={app.id} /> : undefined}
      />
      {job ? <TenantJobCard key={job.id} app={app.id} first={job} /> : null}
      <TenantsTable app={app.id} rows={tenants} mayChange={mayChange} />
      <InstallationsTable
        app={app.id}
        rows={rows}
        actionsOf={(row) =>
          mayChange ? <InstallationActions app={app.id} installation={row} asked={asked} /> : null
        }
      />
    </>
  );
}
