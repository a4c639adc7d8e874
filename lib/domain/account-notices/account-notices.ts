import { AppError } from '#lib/errors.ts';
import { isId } from '#lib/std/ids.ts';
import { assertMayChange } from '../access.ts';
import type { UserCtx } from '../ctx.ts';
import { type AccountNoticeRow, listNoticeRows, markDismissed } from './queries.ts';

export type AccountNotice = AccountNoticeRow;

/**
 * What the user's organization was told about its tokens and versions and nobody has put away yet, the newest first.
 * Of one token only the last word; one that was rotated or revoked since is no news.
 */
export function listAccountNotices(ctx: UserCtx): Promise<AccountNotice[]> {
  return listNoticeRows(ctx.db, ctx.actor.orgId);
}

/**
 * Puts a notice away for everybody of the organization; twice changes nothing. Throws `forbidden` for viewers, and
 * `not_found` for what is absent or another organization's.
 */
export async function dismissAccountNotice(
  ctx: UserCtx,
  input: { noticeId: string },
): Promise<void> {
  const { orgId } = ctx.actor;
  assertMayChange(ctx, orgId);
  const { noticeId } = input;
  const done = isId('ntc', noticeId)
    ? await markDismissed(ctx.db, orgId, noticeId, ctx.clock.now())
    : null;
  if (!done) throw new AppError('not_found');
}
