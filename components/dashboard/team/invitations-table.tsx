'use client';
import type { InvitationRow } from '#lib/domain/team/manage-team.ts';
import { roleMeanings } from '#lib/domain/team/schemas.ts';
import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { reloadPage, usePortalAct } from '../use-portal-act.ts';

/** Links that were made and not yet followed. */
export function InvitationsTable({ invitations }: { invitations: readonly InvitationRow[] }) {
  const { act, busy } = usePortalAct(routes.portalData('team'));
  const withdraw = async (invitationId: string) => {
    if (await act({ action: 'withdraw', invitationId })) reloadPage();
  };
  return (
    <Table label="Open invitations">
      <thead>
        <tr>
          <Th>E-mail</Th>
          <Th>Role</Th>
          <Th>Link ends</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {invitations.map(({ id, email, role, expiresAt }) => (
          <Tr key={id}>
            <Td className="max-w-96 break-words">{email}</Td>
            <Td>{roleMeanings.find((one) => one.role === role)?.label}</Td>
            <Td className="whitespace-nowrap text-muted">
              <RelativeTime at={expiresAt.toISOString()} />
            </Td>
            <Td className="text-right">
              <Button size="sm" data-needs-js="" busy={busy} onClick={() => void withdraw(id)}>
                Withdraw
              </Button>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
