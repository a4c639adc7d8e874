import { KeyRound } from 'lucide-react';
import type { Metadata } from 'next';
import { AddCredential } from '#components/dashboard/credentials/add-credential.tsx';
import { CredentialsTable } from '#components/dashboard/credentials/credentials-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listCredentials } from '#lib/domain/credentials/credentials.ts';
import { routes } from '#lib/routes.ts';
import { pageCtx } from '../page-ctx.ts';

export const metadata: Metadata = { title: 'Saved credentials' };

export default async function CredentialsPage() {
  const credentials = await listCredentials(await pageCtx(routes.credentials()));
  return (
    <>
      <PageHeader
        title="Saved credentials"
        description="Tokens of real environments that only you can use, from the console. They are kept encrypted and never shown again."
        actions={<AddCredential />}
      />
      {credentials.length > 0 ? (
        <CredentialsTable credentials={credentials} />
      ) : (
        <EmptyState icon={KeyRound} title="No credential saved">
          Save a token of the Partners API or of your own Okta org; then choose its environment in
          the console of any operation. The sandbox needs none.
        </EmptyState>
      )}
    </>
  );
}
