import type { Metadata } from 'next';
import { InvitationsList } from '#components/dashboard/team/invitations-list.tsx';
import { InviteMember } from '#components/dashboard/team/invite-member.tsx';
import { MembersList } from '#components/dashboard/team/members-list.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listTeam } from '#lib/domain/team/manage-team.ts';
import { roleMeanings } from '#lib/domain/team/schemas.ts';
import { routes } from '#lib/routes.ts';
import { pageCtx } from '../page-ctx.ts';

export const metadata: Metadata = { title: 'Team' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TeamPage({ searchParams }: Props) {
  const ctx = await pageCtx(routes.team());
  const query = await searchParams;
  const { members, invitations, canManage } = await listTeam(ctx);
  const { userId, role } = ctx.actor;
  return (
    <>
      <PageHeader
        title="Team"
        description="Who works for this organization, and what each of them may do."
        actions={canManage ? <InviteMember canMakeOwners={role === 'owner'} /> : undefined}
      />
      <MembersList members={members} me={{ userId, role }} query={query} />
      {invitations.length > 0 ? (
        <div className="grid grid-cols-1 gap-3">
          <h2 id="invitations" className="text-sm font-semibold">
            Open invitations
          </h2>
          <InvitationsList invitations={invitations} query={query} />
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
