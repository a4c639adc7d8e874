import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import type { PersonCtx } from '../ctx.ts';
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
  ctx: PersonCtx,
  input: z.input<typeof Input>,
  pause: Sleep = sleep,
): Promise<void> {
  const { password } = parseInput(Input, input);
  await checkOwnPassword(ctx, { password, field: 'password' }, pause);
  await markAuthenticated(ctx.db, ctx.actor.sessionId, ctx.clock.now());
}

/** Checks the person's password, slower and slower with each wrong one. Throws what `confirmPassword` throws. */
export async function checkOwnPassword(
  ctx: PersonCtx,
  { password, field }: { password: string; field: string },
  pause: Sleep,
): Promise<void> {
  const { windowStart, secondsLeft } = minuteOf(ctx.clock.now());
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
    const errors = { [field]: ['This is not your password. Check it and try again.'] };
    throw new AppError('validation_failed', { details: { errors } });
  }
  await uncountInWindow(ctx.db, key, windowStart);
}

/** Whether the person has a password at all; without one they prove themselves through the identity provider. */
export async function hasPassword(ctx: PersonCtx): Promise<boolean> {
  const person = await findSessionPassword(ctx.db, ctx.actor.sessionId);
  return person !== null && person.passwordHash !== null;
}
