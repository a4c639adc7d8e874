import type { Metadata } from 'next';
import { InvitationsTable } from '#components/dashboard/team/invitations-table.tsx';
import { InviteMember } from '#components/dashboard/team/invite-member.tsx';
import { MembersTable } from '#components/dashboard/team/members-table.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listTeam } from '#lib/domain/team/manage-team.ts';
import { roleMeanings } from '#lib/domain/team/schemas.ts';
import { routes } from '#lib/routes.ts';
import { pageCtx } from '../page-ctx.ts';

export const metadata: Metadata = { title: 'Team' };

export default async function TeamPage() {
  const ctx = await pageCtx(routes.team());
  const { members, invitations, canManage } = await listTeam(ctx);
  const { userId, role } = ctx.actor;
  return (
    <>
      <PageHeader
        title="Team"
        description="Who works for this organization, and what each of them may do."
        actions={canManage ? <InviteMember canMakeOwners={role === 'owner'} /> : undefined}
      />
      <MembersTable members={members} me={{ userId, role }} />
      {invitations.length > 0 ? (
        <div className="grid grid-cols-1 gap-3">
          <h2 className="text-sm font-semibold">Open invitations</h2>
          <InvitationsTable invitations={invitations} />
        </div>
      ) : null}
      <section className="grid gap-3" aria-labelledby="roles">
        <h2 id="roles" className="text-sm font-semibold">
          What the roles may do
        </h2>
        <KeyValues items={roleMeanings.map(({ label, meaning }) => ({ label, value: meaning }))} />
      </section>
    </>
  );
}
