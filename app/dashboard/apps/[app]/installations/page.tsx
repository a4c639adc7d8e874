import { Installations } from '#components/dashboard/installations.tsx';
import { CreateTenant } from '#components/dashboard/tenants/create-tenant.tsx';
import { TenantJobCard } from '#components/dashboard/tenants/tenant-job-card.tsx';
import { TenantsTable } from '#components/dashboard/tenants/tenants-table.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listHandOvers } from '#lib/domain/bridge/list-hand-overs.ts';
import { listInstallations } from '#lib/domain/installations/list-installations.ts';
import { readScopes } from '#lib/domain/scopes/ask-scopes.ts';
import { latestTenantJob } from '#lib/domain/tenants/jobs/get-tenant-job.ts';
import { listTenants } from '#lib/domain/tenants/list-tenants.ts';
import { type AppParams, pageApp } from '../../page-app.ts';

export const metadata = { title: 'Installations' };

type Query = Record<string, string | string[] | undefined>;
type Props = AppParams & { searchParams: Promise<Query> };

export default async function InstallationsPage({ params, searchParams }: Props) {
  const { ctx, app } = await pageApp(params, 'installations');
  const [rows, tenants, job, { asked }, handOvers] = await Promise.all([
    listInstallations(ctx, app.id),
    listTenants(ctx, app.id),
    latestTenantJob(ctx),
    readScopes(ctx, app.id),
    listHandOvers(ctx, app.id),
  ]);
  const query = await searchParams;
  const mayChange = ctx.actor.role !== 'viewer';
  return (
    <>
      <PageHeader
        title="Installations"
        description="Your sandbox schools, and what each school that installed this app granted."
        actions={mayChange ? <CreateTenant app={app.id} /> : undefined}
      />
      {job ? <TenantJobCard key={job.id} app={app.id} first={job} /> : null}
      <TenantsTable
        app={app.id}
        rows={tenants}
        query={query}
        installed={rows.filter(({ uninstalledAt }) => uninstalledAt === null)}
        asked={asked}
        mayChange={mayChange}
      />
      <Installations
        app={app.id}
        rows={rows}
        query={query}
        handOvers={app.integrationType === 'external' ? handOvers : null}
        asked={asked}
        mayChange={mayChange}
      />
    </>
  );
}
