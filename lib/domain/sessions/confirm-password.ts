import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import type { UserCtx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { verifyPassword } from '../users/password.ts';
import {
  countInWindow,
  findSessionPassword,
  markAuthenticated,
  uncountInWindow,
} from './queries.ts';
import type { Sleep } from './sign-in.ts';
import { isRefused, minuteOf, waitBeforeTryMs } from './slow-down.ts';

const Input = z.strictObject({ password: z.string().min(1, 'Enter your password.').max(1000) });

/**
 * The signed-in person gives the password once more; for ten minutes what needs it is open to this session.
 * Throws `validation_failed` on the field `password` when it is wrong, and `rate_limited` after many tries.
 */
export async function confirmPassword(
  ctx: UserCtx,
  input: z.input<typeof Input>,
  pause: Sleep = sleep,
): Promise<void> {
  const { password } = parseInput(Input, input);
  const now = ctx.clock.now();
  const { windowStart, secondsLeft } = minuteOf(now);
  const key = `confirm:${ctx.actor.userId}`;
  const tries = await countInWindow(ctx.db, key, windowStart);
  if (isRefused(tries)) {
    throw new AppError('rate_limited', {
      message: `Too many tries. Wait ${secondsLeft} seconds, then try again.`,
      details: { retryAfterSeconds: secondsLeft },
    });
  }
  const waitMs = waitBeforeTryMs(tries);
  if (waitMs > 0) await pause(waitMs);
  const person = await findSessionPassword(ctx.db, ctx.actor.sessionId);
  const matches = await verifyPassword(person?.passwordHash ?? null, password);
  if (!person) throw new AppError('not_signed_in');
  if (!matches) {
    const errors = { password: ['This is not your password. Check it and try again.'] };
    throw new AppError('validation_failed', { details: { errors } });
  }
  await uncountInWindow(ctx.db, key, windowStart);
  await markAuthenticated(ctx.db, ctx.actor.sessionId, now);
}
