import { GitBranch } from 'lucide-react';
import { VersionCard } from '#components/dashboard/versions/version-card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listVersions } from '#lib/domain/versions/list-versions.ts';
import { routes } from '#lib/routes.ts';
import { type AppParams, pageApp } from '../../page-app.ts';

export const metadata = { title: 'Versions' };

export default async function VersionsPage({ params }: AppParams) {
  const { ctx, app } = await pageApp(params, 'versions');
  const versions = await listVersions(ctx, app.id);
  const canChange = ctx.actor.role !== 'viewer';
  const write = (
    <LinkButton href={routes.app(app.id, 'manifest')} variant="primary">
      {canChange ? 'Write the manifest' : 'Read the manifest'}
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Versions"
        description="Each version is the manifest as it was submitted: scanned by the rules, reviewed by a person, then published by you."
        actions={
          <LinkButton href={routes.docs('developer/app-lifecycle')}>How a version lives</LinkButton>
        }
      />
      {versions.length === 0 ? (
        <EmptyState icon={GitBranch} title="No version yet" actions={write}>
          Write the manifest and save it: that is the draft of the first version.
        </EmptyState>
      ) : (
        <div className="grid grid-cols-1 gap-4">
          {versions.map((version, at) => (
            <VersionCard
              key={version.id}
              app={app.id}
              version={version}
              before={versions[at + 1] ?? null}
              canChange={canChange}
            />
          ))}
        </div>
      )}
    </>
  );
}
