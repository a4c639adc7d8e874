import { Badge } from '#components/ui/badge.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Table, Td, Th, Tr } from '#components/ui/table.tsx';
import { listInstallations } from '#lib/domain/installations/list-installations.ts';
import { partnerScopes } from '#lib/domain/installations/scopes.ts';
import { type AppParams, pageApp } from '../../page-app.ts';

export const metadata = { title: 'Scopes' };

export default async function ScopesPage({ params }: AppParams) {
  const { ctx, app } = await pageApp(params, 'scopes');
  const all = await listInstallations(ctx, app.id);
  const living = all.filter(({ uninstalledAt }) => uninstalledAt === null);
  return (
    <>
      <PageHeader
        title="Scopes"
        description="What an installation may do is what its school granted. Writing does not imply reading."
      />
      <Table label="Scopes">
        <thead>
          <tr>
            <Th>Scope</Th>
            <Th>Granted by</Th>
          </tr>
        </thead>
        <tbody>
          {partnerScopes.map((scope) => {
            const holders = living.filter(({ scopes }) => scopes.includes(scope));
            return (
              <Tr key={scope}>
                <Td className="font-mono text-[0.8125rem]">{scope}</Td>
                <Td title={holders.map(({ tenantName }) => tenantName).join('\n')}>
                  <Badge tone={holders.length > 0 ? 'good' : 'neutral'}>
                    {holders.length} of {living.length}
                  </Badge>
                </Td>
              </Tr>
            );
          })}
        </tbody>
      </Table>
      <Callout title="A scope is missing?">
        Schools grant scopes when they install the app. Installing it in another sandbox tenant with
        more scopes never changes what was granted elsewhere.
      </Callout>
    </>
  );
}
