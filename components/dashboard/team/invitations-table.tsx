'use client';
import type { InvitationRow } from '#lib/domain/team/manage-team.ts';
import { roleMeanings } from '#lib/domain/team/schemas.ts';
import { routes } from '#lib/routes.ts';
import { Button } from '../../ui/button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { Refusal } from '../refusal.tsx';
import { reloadPage, usePortalAct } from '../use-portal-act.ts';

/** Links that were made and not yet followed. */
export function InvitationsTable({ invitations }: { invitations: readonly InvitationRow[] }) {
  return (
    <Table label="Open invitations" stacked>
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
        {invitations.map((invitation) => (
          <Line key={invitation.id} invitation={invitation} />
        ))}
      </tbody>
    </Table>
  );
}

function Line({ invitation: { id, email, role, expiresAt } }: { invitation: InvitationRow }) {
  const { press, busy, problem } = usePortalAct(routes.portalData('team'));
  const withdraw = async () => {
    if (await press({ action: 'withdraw', invitationId: id })) reloadPage();
  };
  return (
    <Tr>
      <Td className="max-w-96 break-words">{email}</Td>
      <Td label="Role">{roleMeanings.find((one) => one.role === role)?.label}</Td>
      <Td label="Link ends" className="whitespace-nowrap text-muted">
        <RelativeTime at={expiresAt.toISOString()} />
      </Td>
      <Td className="text-right">
        <Button size="sm" data-needs-js="" busy={busy} onClick={() => void withdraw()}>
          Withdraw
        </Button>
        <Refusal text={problem} />
      </Td>
    </Tr>
  );
}
