import { AppError } from '#lib/errors.ts';
import { isId } from '#lib/std/ids.ts';
import type { Ctx, UserCtx } from '../ctx.ts';
import { type CallerRow, findCaller, findOrgOfEmail, listCallers } from './queries.ts';

export type { CallerRow } from './queries.ts';

/** The installations that a user can call as, the default first. */
export function listUserCallers(ctx: UserCtx): Promise<CallerRow[]> {
  return listCallers(ctx.db, ctx.actor.orgId);
}

/**
 * The installation that a user calls as: the one asked for, or the default (the newest).
 * Throws `not_found` for one that is absent, removed or another organization's, and when there is none at all.
 */
export async function userCaller(ctx: UserCtx, wanted: string | null): Promise<CallerRow> {
  if (wanted !== null) {
    const found = isId('ins', wanted) ? await findCaller(ctx.db, ctx.actor.orgId, wanted) : null;
    if (!found) {
      throw new AppError('not_found', {
        message: 'Your organization has no such installation. Choose another one in the console.',
      });
    }
    return found;
  }
  const [first] = await listUserCallers(ctx);
  if (!first) {
    throw new AppError('not_found', {
      message:
        'Your organization has no installation yet. Install an app in a sandbox tenant first.',
    });
  }
  return first;
}

/** What guests call as: an installation of the demo organization; null when there is no demo. */
export async function guestCaller(ctx: Ctx, demoEmail: string): Promise<CallerRow | null> {
  const orgId = await findOrgOfEmail(ctx.db, demoEmail);
  if (!orgId) return null;
  const callers = await listCallers(ctx.db, orgId);
  // The oldest: what the demo came with, not what somebody made of it since.
  return callers.at(-1) ?? null;
}
