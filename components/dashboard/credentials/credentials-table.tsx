'use client';
import { useState } from 'react';
import { type CredentialSummary, credentialTargets } from '#lib/domain/credentials/schemas.ts';
import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { portalFetch } from '../portal-fetch.ts';
import { type TestResult, testCredential } from './test-credential.ts';

const columns = ['Name', 'For', 'Token', 'Saved', 'Last used'];

export function CredentialsTable({ credentials }: { credentials: readonly CredentialSummary[] }) {
  return (
    <Table label="Saved credentials" stacked>
      <thead>
        <tr>
          {columns.map((name) => (
            <Th key={name}>{name}</Th>
          ))}
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {credentials.map((credential) => (
          <CredentialRow key={credential.id} credential={credential} />
        ))}
      </tbody>
    </Table>
  );
}

function CredentialRow({ credential }: { credential: CredentialSummary }) {
  const { name, scheme, domain, hint, createdAt, lastUsedAt } = credential;
  const target = credentialTargets.find(
    ({ api, environment }) => api === credential.api && environment === credential.environment,
  );
  return (
    <Tr>
      <Td className="max-w-72 break-words">
        <bdi className="font-medium">{name}</bdi>
      </Td>
      <Td label="For" className="text-muted">
        {domain ?? target?.label}
      </Td>
      <Td label="Token" className="whitespace-nowrap">
        {scheme} <code>{hint}</code>
      </Td>
      <Td label="Saved" className="whitespace-nowrap text-muted">
        <RelativeTime at={createdAt} />
      </Td>
      <Td label="Last used" className="whitespace-nowrap text-muted">
        {lastUsedAt ? <RelativeTime at={lastUsedAt} /> : 'Never'}
      </Td>
      <Td>
        <CredentialActions credential={credential} />
      </Td>
    </Tr>
  );
}

function CredentialActions({ credential }: { credential: CredentialSummary }) {
  const [testing, setTesting] = useState(false);
  const [result, setResult] = useState<TestResult | null>(null);
  const test = async () => {
    setTesting(true);
    setResult(await testCredential(credential));
    setTesting(false);
  };
  const forget = async () => {
    await portalFetch(routes.credentialData(credential.id), { method: 'DELETE' });
    window.location.reload();
  };
  return (
    <div className="flex flex-wrap items-center gap-2 md:justify-end">
      <span role="status" className={result?.good ? 'text-good' : 'text-bad'}>
        {result?.text}
      </span>
      <Button size="sm" busy={testing} onClick={() => void test()}>
        Test <span className="sr-only">{credential.name}</span>
      </Button>
      <ConfirmDialog
        trigger={
          <Button size="sm" variant="ghost">
            Delete <span className="sr-only">{credential.name}</span>
          </Button>
        }
        title={`Delete ${credential.name}?`}
        action="Delete credential"
        onConfirm={forget}
      >
        The portal forgets the token for good. It stays valid where it was issued: end it there if
        nobody is to use it any more.
      </ConfirmDialog>
    </div>
  );
}
