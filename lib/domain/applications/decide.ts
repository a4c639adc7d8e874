import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { isId, newId, type OrgId, type UserId } from '#lib/std/ids.ts';
import { assertReviewer } from '../access.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { canMail, pageUrl, queueMail } from '../mails/queue-mail.ts';
import { createOrganization } from '../organizations/create-organization.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { firstPasswordLivesMs, makePasswordLink } from '../users/password-links.ts';
import { insertMembership, insertUser } from '../users/queries.ts';
import { type ApplicationRow, changeApplication, holdAccount, holdApplication } from './queries.ts';
import { declineInput } from './schemas.ts';

/** What a reviewer hands over: null when the owner can sign in already, or when it was mailed. */
export type Handover = { secret: string; expiresAt: Date } | null;
export type Approved = { orgId: OrgId; link: Handover; mailed: boolean };

/**
 * Approves an application: the organization, its owner and the owner's link are made in one transaction. Approving
 * twice makes one organization, and the second answer has no link. Throws `forbidden`, `not_found`, and `conflict`
 * when it was declined, is not confirmed, or its address works for another organization.
 */
export async function approveApplication(ctx: Ctx, input: { id: string }): Promise<Approved> {
  assertReviewer(ctx);
  return inTransaction(ctx, async (ctx) => {
    const application = await requireHeld(ctx, input.id);
    const mailed = canMail();
    if (application.status === 'approved' && application.orgId) {
      return { orgId: application.orgId, link: null, mailed };
    }
    assertPending(application);
    const owner = await requireOwner(ctx, application);
    const { orgId } = await createOrganization(ctx, { name: application.company });
    const now = ctx.clock.now();
    await insertMembership(ctx.db, { orgId, userId: owner.userId, role: 'owner', createdAt: now });
    const decision = { decidedAt: now, decidedBy: reviewerId(ctx) };
    await changeApplication(ctx.db, application.id, { status: 'approved', orgId, ...decision });
    await recordAudit(ctx, {
      orgId,
      action: 'application.approved',
      subject: application.id,
      details: { organization: orgId, owner: owner.userId },
    });
    const link = owner.canSignIn
      ? null
      : await makePasswordLink(ctx, owner.userId, firstPasswordLivesMs);
    await mailApproval(ctx, application, link);
    return { orgId, link: mailed ? null : link, mailed };
  });
}

/**
 * Makes another link for an approved owner who has not chosen a password yet; the one before is worth nothing then.
 * Throws `forbidden`, `not_found`, and `conflict` when there is nothing to hand over.
 */
export async function renewOwnerLink(ctx: Ctx, input: { id: string }): Promise<Approved> {
  assertReviewer(ctx);
  return inTransaction(ctx, async (ctx) => {
    const application = await requireHeld(ctx, input.id);
    const account = await holdAccount(ctx.db, application.email);
    const { orgId } = application;
    if (!orgId || !account || account.has_password || account.has_identity) {
      throw new AppError('conflict', { message: 'The owner can sign in already.' });
    }
    const link = await makePasswordLink(ctx, account.id, firstPasswordLivesMs);
    const subject = account.id;
    await recordAudit(ctx, { orgId, action: 'password.link_made', subject });
    await mailApproval(ctx, application, link);
    const mailed = canMail();
    return { orgId, link: mailed ? null : link, mailed };
  });
}

/** Declines an application with a reason that the applicant reads. Throws like `approveApplication`. */
export async function declineApplication(
  ctx: Ctx,
  input: { id: string; reason: string },
): Promise<void> {
  assertReviewer(ctx);
  const { reason } = parseInput(declineInput, input);
  await inTransaction(ctx, async (ctx) => {
    const application = await requireHeld(ctx, input.id);
    if (application.status === 'declined') return;
    assertPending(application);
    const decision = { decidedAt: ctx.clock.now(), decidedBy: reviewerId(ctx) };
    await changeApplication(ctx.db, application.id, { status: 'declined', reason, ...decision });
    await recordAudit(ctx, {
      orgId: null,
      action: 'application.declined',
      subject: application.id,
      details: { reason },
    });
    await queueMail(ctx, {
      to: application.email,
      subject: 'Your application was declined',
      paragraphs: [
        `${application.contactName},`,
        `The application of ${application.company} for the Okta developer portal was declined. The reviewer wrote:`,
        reason,
      ],
      closing: ['You may apply again when this has changed.'],
    });
  });
}

const reviewerId = ({ actor }: Ctx): UserId | null =>
  actor.type === 'reviewer' ? actor.userId : null;

async function requireHeld(ctx: Ctx, id: string): Promise<ApplicationRow> {
  const found = isId('apl', id) ? await holdApplication(ctx.db, id) : null;
  if (!found) throw new AppError('not_found');
  return found;
}

function assertPending({ status }: ApplicationRow): void {
  if (status === 'pending') return;
  const message = {
    unconfirmed: 'The applicant has not confirmed the address yet.',
    approved: 'This application was approved already.',
    declined: 'This application was declined already.',
  }[status];
  throw new AppError('conflict', { message });
}

/** The person who becomes owner: the account of the address if there is one, else a new one without a password. */
async function requireOwner(ctx: Ctx, { email, contactName }: ApplicationRow) {
  const createdAt = ctx.clock.now();
  const id = newId('usr', createdAt.getTime());
  const row = { id, email, name: contactName, passwordHash: null, createdAt };
  const made = await insertUser(ctx.db, row);
  if (made) return { userId: made.id, canSignIn: false };
  const account = await holdAccount(ctx.db, email);
  if (!account) throw new AppError('conflict', { message: 'The account changed. Try again.' });
  if (account.org_id) {
    throw new AppError('conflict', {
      message: `This address works for ${account.org_name} already. A person works for one organization: they leave it first, or apply with another address.`,
    });
  }
  return { userId: account.id, canSignIn: account.has_password || account.has_identity };
}

async function mailApproval(
  ctx: Ctx,
  { email, company, contactName }: ApplicationRow,
  link: Handover,
): Promise<void> {
  await queueMail(ctx, {
    to: email,
    subject: 'Your application was approved',
    paragraphs: [
      `${contactName},`,
      `${company} is a partner on the Okta developer portal now, and you are its owner.`,
      link
        ? 'Choose a password by the link below. It works once, for 7 days.'
        : 'Sign in with the account that you have.',
    ],
    link: link
      ? { label: 'Choose a password', url: pageUrl(routes.password(link.secret)) }
      : { label: 'Sign in', url: pageUrl(routes.signIn()) },
    ...(link ? { worthlessAfter: link.expiresAt } : {}),
  });
}
