import type { MemberRow } from '#lib/domain/team/manage-team.ts';
import { roleMeanings } from '#lib/domain/team/schemas.ts';
import { routes } from '#lib/routes.ts';
import type { UserId } from '#lib/std/ids.ts';
import { Narrowed } from '../narrowed.tsx';
import { MembersTable } from './members-table.tsx';

type MembersListProps = {
  members: readonly MemberRow[];
  /** Who reads the page. */
  me: { userId: UserId; role: MemberRow['role'] };
  query: Record<string, string | string[] | undefined>;
};

const labelOf = (role: MemberRow['role']) =>
  roleMeanings.find((one) => one.role === role)?.label ?? role;

/** The people of the organization; many can be narrowed by name, address or role. */
export function MembersList({ members, me, query }: MembersListProps) {
  const owners = members.filter(({ role }) => role === 'owner').length;
  return (
    <Narrowed
      rows={members}
      textOf={({ name, email, role }) => `${name}\n${email}\n${labelOf(role)}`}
      query={query}
      name="members"
      label="Name, e-mail or role"
      href={(typed, page) => routes.team({ members: typed, page })}
    >
      {(shown) => <MembersTable members={shown} owners={owners} me={me} />}
    </Narrowed>
  );
}
