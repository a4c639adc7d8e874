import type { InvitationRow } from '#lib/domain/team/manage-team.ts';
import { routes } from '#lib/routes.ts';
import { Narrowed } from '../narrowed.tsx';
import { InvitationsTable } from './invitations-table.tsx';

type InvitationsListProps = {
  invitations: readonly InvitationRow[];
  query: Record<string, string | string[] | undefined>;
};

/** Links that were made and not yet followed; many can be narrowed by address. */
export function InvitationsList({ invitations, query }: InvitationsListProps) {
  return (
    <Narrowed
      rows={invitations}
      textOf={({ email }) => email}
      query={query}
      name="invitations"
      pageName="invitationsPage"
      label="E-mail of the invitation"
      href={(typed, page) => routes.invitations({ invitations: typed, invitationsPage: page })}
    >
      {(shown) => <InvitationsTable invitations={shown} />}
    </Narrowed>
  );
}
