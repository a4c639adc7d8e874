import { z } from 'zod';
import type { MemberRole } from '#lib/db/schema/identity.ts';
import { AppError } from '#lib/errors.ts';
import { isId } from '#lib/std/ids.ts';
import { recordAudit } from '../audit/record.ts';
import type { UserCtx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { memberRole } from '../users/schemas.ts';
import {
  deleteMembership,
  holdRoles,
  type InvitationRow,
  listMemberRows,
  listOpenInvitations,
  type MemberRow,
  setRole,
} from './queries.ts';

export type { InvitationRow, MemberRow } from './queries.ts';

export type Team = { members: MemberRow[]; invitations: InvitationRow[]; canManage: boolean };

export const mayManage = (role: MemberRole): boolean => role === 'owner' || role === 'admin';

/** Owners and admins manage the team, and only owners make or touch owners. Throws `forbidden`. */
export function assertMayManage({ actor }: UserCtx, ...roles: MemberRole[]): void {
  const touchesOwner = roles.includes('owner');
  if (!mayManage(actor.role) || (touchesOwner && actor.role !== 'owner')) {
    throw new AppError('forbidden');
  }
}

/** The people of the user's organization; whoever manages the team also sees who is invited. */
export async function listTeam(ctx: UserCtx): Promise<Team> {
  const { orgId, role } = ctx.actor;
  const canManage = mayManage(role);
  const [members, invitations] = await Promise.all([
    listMemberRows(ctx.db, orgId),
    canManage ? listOpenInvitations(ctx.db, orgId, ctx.clock.now()) : [],
  ]);
  return { members, invitations, canManage };
}

const RoleInput = z.strictObject({ userId: z.string(), role: memberRole });

/**
 * Gives a member another role; it holds from that person's next request on. The same role changes nothing. Throws
 * `not_found` for people outside the organization, `forbidden`, and `conflict` for the last owner.
 */
export async function changeRole(ctx: UserCtx, input: z.input<typeof RoleInput>): Promise<void> {
  const { userId, role } = parseInput(RoleInput, input);
  const { orgId } = ctx.actor;
  await inTransaction(ctx, async (ctx) => {
    const { member, acting } = await requireMember(ctx, userId);
    assertMayManage(acting, member.role, role);
    if (member.role === role) return;
    if (member.isLastOwner) refuseLastOwner();
    await setRole(ctx.db, orgId, member.userId, role);
    await recordAudit(ctx, {
      orgId,
      action: 'member.role_changed',
      subject: member.userId,
      details: { before: member.role, after: role },
    });
  });
}

/**
 * Takes a member out of the organization: that person's next request sees nothing of it. Everybody may leave. Throws
 * `not_found`, `forbidden`, and `conflict` for the last owner.
 */
export async function removeMember(ctx: UserCtx, input: { userId: string }): Promise<void> {
  const { orgId } = ctx.actor;
  await inTransaction(ctx, async (ctx) => {
    const { member, acting } = await requireMember(ctx, input.userId);
    if (member.userId !== ctx.actor.userId) assertMayManage(acting, member.role);
    if (member.isLastOwner) refuseLastOwner();
    await deleteMembership(ctx.db, orgId, member.userId);
    await recordAudit(ctx, {
      orgId,
      action: 'member.removed',
      subject: member.userId,
      details: { role: member.role },
    });
  });
}

// The roles are read anew under the lock: whoever was demoted a moment ago does not act with the role from before.
async function requireMember(ctx: UserCtx, userId: string) {
  const roles = await holdRoles(ctx.db, ctx.actor.orgId);
  const member = isId('usr', userId) ? roles.find((one) => one.userId === userId) : undefined;
  if (!member) throw new AppError('not_found');
  const owners = roles.filter(({ role }) => role === 'owner');
  const isLastOwner = member.role === 'owner' && owners.length === 1;
  return { member: { ...member, isLastOwner }, acting: actingIn(ctx, roles) };
}

function actingIn(ctx: UserCtx, roles: Awaited<ReturnType<typeof holdRoles>>): UserCtx {
  const me = roles.find(({ userId }) => userId === ctx.actor.userId);
  if (!me) throw new AppError('forbidden');
  return { ...ctx, actor: { ...ctx.actor, role: me.role } };
}

/** The actor with the role that holds now; the roles are held until the transaction ends. Throws `forbidden`. */
export async function withRoleNow(ctx: UserCtx): Promise<UserCtx> {
  return actingIn(ctx, await holdRoles(ctx.db, ctx.actor.orgId));
}

function refuseLastOwner(): never {
  throw new AppError('conflict', {
    message: 'This is the last owner. Make somebody else an owner first.',
    details: { field: 'role' },
  });
}
