import { z } from 'zod';
import type { ApplicationStatus } from '#lib/db/schema/entry.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { newId } from '#lib/std/ids.ts';
import { newSecret, secretHash } from '#lib/std/link-secret.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { canMail, pageUrl, queueMail } from '../mails/queue-mail.ts';
import { parseInput } from '../parse-input.ts';
import { countAddressTry } from '../sessions/count-tries.ts';
import { inTransaction } from '../transaction.ts';
import {
  changeApplication,
  dropUnconfirmed,
  findByStatusHash,
  hasPending,
  holdByConfirmHash,
  insertApplication,
} from './queries.ts';
import { type ApplyInput, applyInput } from './schemas.ts';

/** What the form carries beside its fields: the secret of the status page, made when the form was shown. */
const secretShape = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

// A company applies once; one network may stand for many, but not for a stream of them.
const applyLimit = { windowMs: 3_600_000, most: 30 };

export type Applied = { secret: string; status: ApplicationStatus };

/** A secret for a form that is about to be shown. */
export const newApplicationSecret = newSecret;

/**
 * A company applies. `secret` came with the form, so a form that is sent twice is one application with one status
 * page. With a mail server the address is confirmed first; without one the application waits for a reviewer at once.
 * Whether the address has an account makes no difference. Throws `validation_failed` and `rate_limited`.
 */
export async function apply(ctx: Ctx, input: ApplyInput & { secret: string }): Promise<Applied> {
  const fields = parseInput(applyInput, input);
  const secret = secretShape.safeParse(input.secret).data ?? newSecret();
  const statusHash = secretHash(secret);
  const earlier = await findByStatusHash(ctx.db, statusHash);
  if (earlier) return { secret, status: earlier.status };
  await countAddressTry(ctx, 'apply', applyLimit);
  const made = await inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now();
    const confirm = canMail() ? newSecret() : null;
    if (confirm) await dropUnconfirmed(ctx.db, fields.email, statusHash);
    const status: ApplicationStatus = confirm ? 'unconfirmed' : 'pending';
    const id = newId('apl', now.getTime());
    const isNew = await insertApplication(ctx.db, {
      ...fields,
      id,
      status,
      statusHash,
      confirmHash: confirm === null ? null : secretHash(confirm),
      clientAddress: ctx.clientAddress,
      createdAt: now,
    });
    if (!isNew) return null;
    await recordAudit(ctx, { orgId: null, action: 'application.sent', subject: id });
    if (confirm) await mailConfirmation(ctx, fields, { confirm, secret });
    return { secret, status };
  });
  if (made) return made;
  const same = await findByStatusHash(ctx.db, statusHash);
  if (same) return { secret, status: same.status };
  throw await refusal(ctx, fields.email);
}

async function refusal(ctx: Ctx, email: string): Promise<AppError> {
  const text = (await hasPending(ctx.db, email))
    ? 'An application with this address is waiting for a decision. Its state is behind the link that you were given.'
    : 'This application is being sent already. Try again in a moment.';
  return new AppError('validation_failed', { details: { errors: { email: [text] } } });
}

async function mailConfirmation(
  ctx: Ctx,
  { email, company, contactName }: { email: string; company: string; contactName: string },
  { confirm, secret }: { confirm: string; secret: string },
): Promise<void> {
  await queueMail(ctx, {
    to: email,
    subject: 'Confirm your application',
    paragraphs: [
      `${contactName},`,
      `${company} applied to become a partner on the Okta developer portal, with this address. Confirm it, and a reviewer reads the application.`,
    ],
    link: { label: 'Confirm the address', url: pageUrl(routes.confirmApplication(confirm)) },
    closing: [
      `The state of the application is here: ${pageUrl(routes.application(secret))}`,
      'If you did not apply, do nothing: what is not confirmed is not read.',
    ],
  });
}

/** What a confirmation link is for. Throws `not_found` for an invented one. */
export async function readConfirmation(ctx: Ctx, secret: string) {
  const found = await holdByConfirmHash(ctx.db, secretHash(secret));
  if (!found) throw new AppError('not_found');
  const { company, email, status } = found;
  return { company, email, status };
}

/** The applicant confirms the address. Confirming twice changes nothing. Throws `not_found` for an invented link. */
export async function confirmApplication(ctx: Ctx, secret: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const found = await holdByConfirmHash(ctx.db, secretHash(secret));
    if (!found) throw new AppError('not_found');
    if (found.status !== 'unconfirmed') return;
    const confirmedAt = ctx.clock.now();
    await changeApplication(ctx.db, found.id, { status: 'pending', confirmedAt });
    const action = 'application.confirmed';
    await recordAudit(ctx, { orgId: null, action, subject: found.id });
  });
}

/** How an application stands, for whoever holds its link. Throws `not_found` for an invented one. */
export async function readOwnApplication(ctx: Ctx, secret: string) {
  const found = await findByStatusHash(ctx.db, secretHash(secret));
  if (!found) throw new AppError('not_found');
  const { company, email, contactName, site, useCase, integrationType } = found;
  const { status, reason, createdAt, confirmedAt, decidedAt } = found;
  const what = { company, email, contactName, site, useCase, integrationType };
  return { ...what, status, reason, createdAt, confirmedAt, decidedAt };
}

export type OwnApplication = Awaited<ReturnType<typeof readOwnApplication>>;
