import { AppError } from '#lib/errors.ts';
import type { Ctx } from '../ctx.ts';
import { findAuthenticatedAt } from './queries.ts';

/** How long a person counts as just having proved who they are. */
export const recentSignInMs = 10 * 60_000;

/**
 * Whoever sees or ends a token has given the password within ten minutes: an open browser alone is not enough.
 * Throws `confirmation_required`. Operators and the portal itself have no password to give.
 */
export async function requireRecentSignIn(ctx: Ctx): Promise<void> {
  if (!('sessionId' in ctx.actor)) return;
  const at = await findAuthenticatedAt(ctx.db, ctx.actor.sessionId);
  const since = ctx.clock.now().getTime() - recentSignInMs;
  if (!at || at.getTime() < since) throw new AppError('confirmation_required');
}
