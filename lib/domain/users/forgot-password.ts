import { setTimeout as sleep } from 'node:timers/promises';
import { routes } from '#lib/routes.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { canMail, pageUrl, queueMail } from '../mails/queue-mail.ts';
import { parseInput } from '../parse-input.ts';
import { countAddressTry, countKeyTry } from '../sessions/count-tries.ts';
import type { Sleep } from '../sessions/sign-in.ts';
import { inTransaction } from '../transaction.ts';
import { makePasswordLink, resetLivesMs } from './password-links.ts';
import { findOrgOf } from './password-queries.ts';
import { findUserByEmail, type SignInRow } from './queries.ts';
import { forgotInput } from './schemas.ts';

// The answer comes no sooner than this, so that its time does not tell whether there was something to write.
const leastAnswerMs = 400;
// Mails to one address in ten minutes; more would only be a nuisance to whoever reads them.
const mostToOneAddress = 3;

/**
 * Mails a link for a new password, if there is such an account; the answer is the same either way. Throws
 * `validation_failed` for what is no address, and `rate_limited` for a network that asks too often.
 */
export async function forgotPassword(
  ctx: Ctx,
  input: { email: string },
  pause: Sleep = sleep,
): Promise<void> {
  const { email } = parseInput(forgotInput, input);
  await countAddressTry(ctx, 'forgot');
  await Promise.all([mailReset(ctx, email), pause(leastAnswerMs)]);
}

async function mailReset(ctx: Ctx, email: string): Promise<void> {
  if (!canMail()) return;
  const tries = await countKeyTry(ctx, 'forgot', email, 10);
  const user = await findUserByEmail(ctx.db, email);
  if (!user || tries > mostToOneAddress) return;
  await inTransaction(ctx, (ctx) => writeReset(ctx, user));
}

async function writeReset(ctx: Ctx, user: SignInRow): Promise<void> {
  const { secret, expiresAt } = await makePasswordLink(ctx, user.id, resetLivesMs);
  await queueMail(ctx, {
    to: user.email,
    subject: 'Choose a new password',
    paragraphs: [
      'Somebody asked for a new password for your account on the Okta developer portal.',
      'If it was you, choose one by the link below. It works once, for one hour. Choosing one signs you out everywhere.',
    ],
    link: { label: 'Choose a new password', url: pageUrl(routes.password(secret)) },
    closing: ['If it was not you, do nothing: your password stays as it is.'],
    worthlessAfter: expiresAt,
  });
  await recordAudit(ctx, {
    orgId: await findOrgOf(ctx.db, user.id),
    action: 'password.reset_asked',
    subject: user.id,
  });
}
