import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import { newId, type SessionId, type UserId } from '#lib/std/ids.ts';
import type { Ctx } from '../ctx.ts';
import { verifyPassword } from '../users/password.ts';
import { findUserByEmail } from '../users/queries.ts';
import { countAddressTry, keyOf } from './count-tries.ts';
import { countInWindow, insertSession, uncountInWindow } from './queries.ts';
import { waitBeforeTryMs } from './slow-down.ts';

/** How long a session lives at most, and how long without being used. */
export const sessionMaxAgeMs = 30 * 24 * 3600_000;
export const sessionIdleMs = 7 * 24 * 3600_000;

// Wrong shapes are no validation errors here: every try that fails reads the same.
const signInInput = z.object({
  email: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(1000),
});

export type SignInInput = { email: string; password: string; userAgent: string | null };
export type SignInResult = { userId: UserId; sessionId: SessionId; expiresAt: Date };
export type Sleep = (ms: number) => Promise<unknown>;

/**
 * Checks an e-mail address and a password and begins a session.
 * Refuses: `sign_in_failed` (one answer for every cause, after the same work), `rate_limited` with
 * `Retry-After` when the address has tried too often in this minute.
 */
export async function signIn(
  ctx: Ctx,
  input: SignInInput,
  pause: Sleep = sleep,
): Promise<SignInResult> {
  const parsed = signInInput.safeParse(input);
  if (!parsed.success) throw new AppError('sign_in_failed');
  const { email, password } = parsed.data;
  const tries = await countTry(ctx, email);
  const waitMs = Math.max(waitBeforeTryMs(tries.ofAccount), waitBeforeTryMs(tries.ofAddress));
  if (waitMs > 0) await pause(waitMs);
  const user = await findUserByEmail(ctx.db, email);
  const matches = await verifyPassword(user?.passwordHash ?? null, password);
  if (!user || !matches) throw new AppError('sign_in_failed');
  await tries.forgive();
  return startSession(ctx, user.id, input.userAgent);
}

/** Begins a session for somebody whose identity was proven: just now, or when `authenticatedAt` says. */
export async function startSession(
  ctx: Ctx,
  userId: UserId,
  userAgent: string | null,
  authenticatedAt?: Date,
): Promise<SignInResult> {
  const now = ctx.clock.now();
  const sessionId = newId('ses', now.getTime());
  const expiresAt = new Date(now.getTime() + sessionMaxAgeMs);
  await insertSession(ctx.db, {
    id: sessionId,
    userId,
    createdAt: now,
    authenticatedAt: authenticatedAt ?? now,
    lastSeenAt: now,
    expiresAt,
    clientAddress: ctx.clientAddress,
    userAgent: userAgent?.slice(0, 400) ?? null,
  });
  return { userId, sessionId, expiresAt };
}

async function countTry(ctx: Ctx, email: string) {
  const ofAddress = await countAddressTry(ctx, 'signin');
  const { windowStart } = ofAddress;
  const accountKey = keyOf('signin', email);
  const ofAccount = await countInWindow(ctx.db, accountKey, windowStart);
  return {
    ofAddress: ofAddress.count,
    ofAccount,
    async forgive() {
      await uncountInWindow(ctx.db, ofAddress.key, windowStart);
      await uncountInWindow(ctx.db, accountKey, windowStart);
    },
  };
}
