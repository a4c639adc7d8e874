import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import { recordAudit } from '../audit/record.ts';
import type { PersonCtx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { checkOwnPassword } from '../sessions/confirm-password.ts';
import { endSessionsOf, markAuthenticated } from '../sessions/queries.ts';
import type { Sleep } from '../sessions/sign-in.ts';
import { inTransaction } from '../transaction.ts';
import { hashPassword, passwordWeakness } from './password.ts';
import { closePasswordLinks, findOrgOf, holdUser, setPasswordHash } from './password-queries.ts';
import { changePasswordInput } from './schemas.ts';

/**
 * The signed-in person chooses another password, giving the one they have. Every other session of theirs ends. Throws
 * `validation_failed` on `current` or `password`, and `rate_limited` after many wrong ones.
 */
export async function changePassword(
  ctx: PersonCtx,
  input: z.input<typeof changePasswordInput>,
  pause: Sleep = sleep,
): Promise<{ sessionsEnded: number }> {
  const { current, password } = parseInput(changePasswordInput, input);
  const { userId, sessionId } = ctx.actor;
  await checkOwnPassword(ctx, { password: current, field: 'current' }, pause);
  const person = await holdUser(ctx.db, userId);
  if (!person) throw new AppError('not_signed_in');
  const weakness =
    current === password
      ? 'This is the password that you have.'
      : passwordWeakness(password, person);
  if (weakness) {
    throw new AppError('validation_failed', { details: { errors: { password: [weakness] } } });
  }
  const passwordHash = await hashPassword(password);
  return inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now();
    await setPasswordHash(ctx.db, userId, passwordHash);
    await closePasswordLinks(ctx.db, userId, now, now);
    const ended = await endSessionsOf(ctx.db, userId, { except: sessionId }, now);
    await markAuthenticated(ctx.db, sessionId, now);
    const orgId = await findOrgOf(ctx.db, userId);
    const details = { sessions_ended: ended.length };
    await recordAudit(ctx, { orgId, action: 'password.changed', subject: userId, details });
    return { sessionsEnded: ended.length };
  });
}
