import { ScopesTable } from '#components/dashboard/scopes/scopes-table.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listInstallations } from '#lib/domain/installations/list-installations.ts';
import { readScopes } from '#lib/domain/scopes/ask-scopes.ts';
import { routes } from '#lib/routes.ts';
import { type AppParams, pageApp } from '../../page-app.ts';
import { scopeLines } from './scope-lines.ts';

export const metadata = { title: 'Scopes' };

export default async function ScopesPage({ params }: AppParams) {
  const { ctx, app } = await pageApp(params, 'scopes');
  const [all, read] = await Promise.all([listInstallations(ctx, app.id), readScopes(ctx, app.id)]);
  const living = all.filter(({ uninstalledAt }) => uninstalledAt === null);
  const behind = living.filter(({ scopes }) =>
    read.asked.some(({ scope }) => !scopes.includes(scope)),
  );
  return (
    <>
      <PageHeader
        title="Scopes"
        description="What the app asks its schools for, and what they granted. Writing does not imply reading."
      />
      {behind.length > 0 ? (
        <Callout
          tone="warn"
          title={`${behind.length} of ${living.length} installations have not consented to everything`}
          actions={
            <LinkButton size="sm" href={routes.app(app.id, 'installations')}>
              See the installations
            </LinkButton>
          }
        >
          They go on with what they granted. Their administrators are asked for the difference only.
        </Callout>
      ) : null}
      <ScopesTable
        app={app.id}
        lines={scopeLines(read, living)}
        installations={living.length}
        canChange={ctx.actor.role !== 'viewer'}
      />
    </>
  );
}
