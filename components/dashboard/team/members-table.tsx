'use client';
import { useState } from 'react';
import type { MemberRow } from '#lib/domain/team/manage-team.ts';
import { roleMeanings } from '#lib/domain/team/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { UserId } from '#lib/std/ids.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Select } from '../../ui/select.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { reloadPage, usePortalAct } from '../use-portal-act.ts';

type MembersTableProps = {
  members: readonly MemberRow[];
  /** How many owners the organization has, shown here or not. */
  owners: number;
  /** Who reads the page. */
  me: { userId: UserId; role: MemberRow['role'] };
};

/** The people of the organization; who may changes roles in place. */
export function MembersTable({ members, owners, me }: MembersTableProps) {
  return (
    <Table label="Members" stacked>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Role</Th>
          <Th>Since</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <MemberLine
            key={member.userId}
            member={member}
            me={me}
            isLastOwner={member.role === 'owner' && owners === 1}
          />
        ))}
      </tbody>
    </Table>
  );
}

type MemberLineProps = { member: MemberRow; me: MembersTableProps['me']; isLastOwner: boolean };

function MemberLine({ member, me, isLastOwner }: MemberLineProps) {
  const { act, busy } = usePortalAct(routes.portalData('team'));
  const isMe = member.userId === me.userId;
  const isManager = me.role === 'owner' || me.role === 'admin';
  const canChange = isManager && !isLastOwner && (me.role === 'owner' || member.role !== 'owner');
  const label = roleMeanings.find(({ role }) => role === member.role)?.label;
  // Choosing asks first: arrow keys choose too, and nobody gives themselves back what they gave away.
  const [asked, setAsked] = useState<MemberRow['role'] | null>(null);
  return (
    <Tr>
      <Td className="max-w-96 break-words">
        <span className="font-medium">
          <bdi>{member.name}</bdi> {isMe ? <Badge tone="accent">You</Badge> : null}
        </span>
        <span className="block text-muted">{member.email}</span>
      </Td>
      <Td label="Role">
        {canChange ? (
          <>
            <span data-needs-js="">
              <Select
                className="min-w-36"
                aria-label={`Role of ${member.name}`}
                value={asked ?? member.role}
                disabled={busy}
                onChange={({ target }) =>
                  setAsked(roleMeanings.find(({ role }) => role === target.value)?.role ?? null)
                }
              >
                {roleMeanings
                  .filter(({ role }) => me.role === 'owner' || role !== 'owner')
                  .map(({ role, label }) => (
                    <option key={role} value={role}>
                      {label}
                    </option>
                  ))}
              </Select>
            </span>
            <span data-without-js="">{label}</span>
          </>
        ) : (
          <span title={isLastOwner ? 'The last owner keeps this role' : undefined}>{label}</span>
        )}
        {asked && asked !== member.role ? (
          <ChangeRole
            member={member}
            isMe={isMe}
            role={asked}
            onClose={() => setAsked(null)}
            onChange={async () => {
              await act({ action: 'role', userId: member.userId, role: asked });
              reloadPage();
            }}
          />
        ) : null}
      </Td>
      <Td label="Since" className="whitespace-nowrap text-muted">
        <RelativeTime at={member.since.toISOString()} />
      </Td>
      <Td className="text-right">
        {(canChange || isMe) && !isLastOwner ? (
          <RemoveMember
            member={member}
            isMe={isMe}
            onRemove={async () => {
              await act({ action: 'remove', userId: member.userId });
              reloadPage();
            }}
          />
        ) : null}
      </Td>
    </Tr>
  );
}

type ChangeRoleProps = {
  member: MemberRow;
  isMe: boolean;
  role: MemberRow['role'];
  onClose: () => void;
  onChange: () => Promise<void>;
};

function ChangeRole({ member, isMe, role, onClose, onChange }: ChangeRoleProps) {
  const to = roleMeanings.find((one) => one.role === role);
  return (
    <ConfirmDialog
      title={
        <>
          Make {isMe ? 'yourself' : <bdi>{member.name}</bdi>} {to?.label.toLowerCase()}?
        </>
      }
      action="Change the role"
      destructive={isMe}
      onClose={onClose}
      onConfirm={onChange}
    >
      {to?.meaning}. It holds from the next request on.{' '}
      {isMe ? 'Only somebody else can give you back what you give away.' : null}
    </ConfirmDialog>
  );
}

type RemoveMemberProps = { member: MemberRow; isMe: boolean; onRemove: () => Promise<void> };

function RemoveMember({ member, isMe, onRemove }: RemoveMemberProps) {
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" data-needs-js="">
          {isMe ? 'Leave' : 'Remove'}
        </Button>
      }
      title={
        isMe ? (
          'Leave this organization?'
        ) : (
          <>
            Remove <bdi>{member.name}</bdi>?
          </>
        )
      }
      action={isMe ? 'Leave' : 'Remove'}
      onConfirm={onRemove}
    >
      {isMe ? 'You see' : 'They see'} nothing of it any more with the next request. Only a new
      invitation brings {isMe ? 'you' : 'them'} back.
    </ConfirmDialog>
  );
}
