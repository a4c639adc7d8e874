import { z } from 'zod';
import type { MemberRole } from '#lib/db/schema/identity.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { type Id, isId, newId, type SessionId, type UserId } from '#lib/std/ids.ts';
import { newSecret, secretHash } from '#lib/std/link-secret.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx, UserCtx } from '../ctx.ts';
import { canMail, pageUrl, queueMail } from '../mails/queue-mail.ts';
import { parseInput } from '../parse-input.ts';
import { type SignInResult, startSession } from '../sessions/sign-in.ts';
import { inTransaction } from '../transaction.ts';
import { createUser } from '../users/create-user.ts';
import { insertMembership } from '../users/queries.ts';
import { emailAddress, memberRole } from '../users/schemas.ts';
import { assertMayManage, withRoleNow } from './manage-team.ts';
import {
  findNames,
  findOldestInvitation,
  findOpenInvitation,
  hasMembership,
  holdEmail,
  holdInvitation,
  insertInvitation,
  isMemberEmail,
  markInvitation,
  type OpenInvitation,
} from './queries.ts';

/** How long the link of an invitation is good: 7 days. */
export const invitationLivesMs = 7 * 24 * 3_600_000;

type MailedInvitation = { email: string; role: MemberRole; secret: string; expiresAt: Date };

const InviteInput = z.strictObject({ email: emailAddress, role: memberRole });

/**
 * Invites an address into the user's organization. The secret of the link is in this answer and never shown again.
 * Throws `forbidden`, `validation_failed`, and `conflict` (field `email`) for members and for open invitations.
 */
export async function inviteMember(
  ctx: UserCtx,
  input: z.input<typeof InviteInput>,
): Promise<{ invitationId: Id<'inv'>; secret: string; expiresAt: Date; mailed: boolean }> {
  const { email, role } = parseInput(InviteInput, input);
  assertMayManage(ctx, role);
  const { orgId, userId } = ctx.actor;
  return inTransaction(ctx, async (ctx) => {
    assertMayManage(await withRoleNow(ctx), role);
    if (await isMemberEmail(ctx.db, orgId, email)) refuse('This address is a member already.');
    const now = ctx.clock.now();
    const invitationId = newId('inv', now.getTime());
    const secret = newSecret();
    const expiresAt = new Date(now.getTime() + invitationLivesMs);
    const times = { createdAt: now, expiresAt };
    const row = {
      id: invitationId,
      orgId,
      email,
      role,
      invitedBy: userId,
      hash: secretHash(secret),
    };
    if (!(await insertInvitation(ctx.db, { ...row, ...times }))) {
      refuse('This address is invited already. Withdraw that invitation to make a new link.');
    }
    await recordAudit(ctx, {
      orgId,
      action: 'invitation.created',
      subject: invitationId,
      details: { email, role },
    });
    await mailInvitation(ctx, { email, role, secret, expiresAt });
    return { invitationId, secret, expiresAt, mailed: canMail() };
  });
}

async function mailInvitation(
  ctx: UserCtx,
  { email, role, secret, expiresAt }: MailedInvitation,
): Promise<void> {
  const names = await findNames(ctx.db, ctx.actor.orgId, ctx.actor.userId);
  await queueMail(ctx, {
    to: email,
    subject: `Join ${names.org} on the Okta developer portal`,
    paragraphs: [
      `${names.person} invites you to work for ${names.org}, as ${role}.`,
      'Open the link with this address. It works once, for 7 days.',
    ],
    link: { label: 'Join', url: pageUrl(routes.invitation(secret)) },
    closing: ['If you do not know them, do nothing.'],
    worthlessAfter: expiresAt,
  });
}

/** Makes a link worthless. One that was used or withdrawn stays as it is. Throws `not_found` and `forbidden`. */
export async function withdrawInvitation(
  ctx: UserCtx,
  input: { invitationId: string },
): Promise<void> {
  const { orgId } = ctx.actor;
  await inTransaction(ctx, async (ctx) => {
    const { invitationId: id } = input;
    const found = isId('inv', id) ? await holdInvitation(ctx.db, orgId, id) : null;
    if (!found) throw new AppError('not_found');
    assertMayManage(ctx, found.role);
    if (found.acceptedAt || found.withdrawnAt) return;
    await markInvitation(ctx.db, found.id, { withdrawnAt: ctx.clock.now() });
    const details = { email: found.email, role: found.role };
    await recordAudit(ctx, { orgId, action: 'invitation.withdrawn', subject: found.id, details });
  });
}

/** What a link invites to, for whoever holds it. Throws `not_found`: used, withdrawn, expired and invented alike. */
export async function readInvitation(ctx: Ctx, secret: string): Promise<OpenInvitation> {
  const found = await findOpenInvitation(ctx.db, secretHash(secret), ctx.clock.now());
  if (!found) throw new AppError('not_found');
  return found;
}

/**
 * A signed-in person follows a link that was made for their address. Throws `not_found`, `forbidden` for another
 * address, and `conflict` for somebody who works for an organization already.
 */
export async function acceptInvitation(
  ctx: Ctx,
  input: { secret: string; userId: UserId; sessionId: SessionId },
): Promise<void> {
  const { secret, userId, sessionId } = input;
  await inTransaction(ctx, async (ctx) => {
    const invitation = await readInvitation(ctx, secret);
    const email = await holdEmail(ctx.db, userId);
    if (email?.toLowerCase() !== invitation.email.toLowerCase()) {
      throw new AppError('forbidden', { message: 'This invitation is for another address.' });
    }
    if (await hasMembership(ctx.db, userId)) {
      throw new AppError('conflict', {
        message: 'Your account works for an organization already. Leave it first.',
      });
    }
    await join(ctx, invitation, { userId, sessionId });
  });
}

/**
 * Somebody whose address the identity provider has verified joins the organization that invited it first, if any.
 * Whoever works for an organization already stays there. For sign-in, in its transaction.
 */
export async function joinInvited(
  ctx: Ctx,
  person: { userId: UserId; sessionId: SessionId; email: string },
): Promise<boolean> {
  await holdEmail(ctx.db, person.userId);
  if (await hasMembership(ctx.db, person.userId)) return false;
  const invitation = await findOldestInvitation(ctx.db, person.email, ctx.clock.now());
  if (!invitation) return false;
  await join(ctx, invitation, person);
  return true;
}

const JoinInput = z.strictObject({
  secret: z.string(),
  name: z.string(),
  password: z.string(),
  userAgent: z.string().nullable(),
});

/**
 * Somebody without an account follows a link: account, membership and session, all or nothing. Throws `not_found`,
 * `validation_failed`, and `conflict` when the address has an account, which then signs in first.
 */
export async function joinWithNewAccount(
  ctx: Ctx,
  input: z.input<typeof JoinInput>,
): Promise<SignInResult> {
  const { secret, name, password, userAgent } = parseInput(JoinInput, input);
  return inTransaction(ctx, async (ctx) => {
    const invitation = await readInvitation(ctx, secret);
    const { userId } = await createUser(ctx, { email: invitation.email, name, password });
    const session = await startSession(ctx, userId, userAgent);
    await join(ctx, invitation, session);
    return session;
  });
}

async function join(
  ctx: Ctx,
  invitation: OpenInvitation,
  person: { userId: UserId; sessionId: SessionId },
): Promise<void> {
  const { id, orgId, role } = invitation;
  const { userId, sessionId } = person;
  const now = ctx.clock.now();
  await insertMembership(ctx.db, { orgId, role, userId, createdAt: now });
  await markInvitation(ctx.db, id, { acceptedAt: now });
  const actor = { type: 'user' as const, userId, sessionId, orgId, role };
  await recordAudit(
    { ...ctx, actor },
    { orgId, action: 'member.joined', subject: userId, details: { invitation: id, role } },
  );
}

function refuse(message: string): never {
  throw new AppError('conflict', { message, details: { field: 'email' } });
}
