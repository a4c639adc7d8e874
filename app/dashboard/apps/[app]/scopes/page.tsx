import { ScopeAdvice } from '#components/dashboard/scopes/scope-advice.tsx';
import { BehindCallout, NextVersionCallout } from '#components/dashboard/scopes/scope-callouts.tsx';
import { ScopesTable } from '#components/dashboard/scopes/scopes-table.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listInstallations } from '#lib/domain/installations/list-installations.ts';
import { readScopes } from '#lib/domain/scopes/ask-scopes.ts';
import { fieldsOfScopes } from '#lib/domain/scopes/scope-fields.ts';
import { routes } from '#lib/routes.ts';
import { type AppParams, pageApp } from '../../page-app.ts';
import { deniedCalls, scopeLines } from './scope-lines.ts';

export const metadata = { title: 'Scopes' };

export default async function ScopesPage({ params }: AppParams) {
  const { ctx, app } = await pageApp(params, 'scopes');
  const [all, read, fields] = await Promise.all([
    listInstallations(ctx, app.id),
    readScopes(ctx, app.id),
    fieldsOfScopes(),
  ]);
  const living = all.filter(({ uninstalledAt }) => uninstalledAt === null);
  const behind = living.filter(({ scopes }) =>
    read.asked.some(({ scope }) => !scopes.includes(scope)),
  );
  const lines = scopeLines(read, living, fields);
  const canChange = ctx.actor.role !== 'viewer';
  return (
    <>
      <PageHeader
        title="Scopes"
        description="What the app asks its schools for, what they granted, and what it uses. Writing does not imply reading."
        actions={
          <LinkButton href={routes.docs('developer/choosing-scopes')}>How to choose</LinkButton>
        }
      />
      <NextVersionCallout app={app.id} lines={lines} published={read.published} />
      <BehindCallout app={app.id} behind={behind.length} living={living.length} />
      <ScopeAdvice
        app={app.id}
        denied={deniedCalls(read, lines)}
        unused={lines.filter(({ holders, calls }) => holders.length > 0 && calls === 0)}
        canChange={canChange}
      />
      <ScopesTable app={app.id} lines={lines} installations={living.length} canChange={canChange} />
    </>
  );
}
