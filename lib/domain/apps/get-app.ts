import { AppError } from '#lib/errors.ts';
import { isId } from '#lib/std/ids.ts';
import type { UserCtx } from '../ctx.ts';
import { type AppRow, findAppRow } from './queries.ts';

/** One app of the user's organization. `id` is a text from an address. Throws `not_found`, also for another's. */
export async function getApp(ctx: UserCtx, id: string): Promise<AppRow> {
  const row = isId('app', id) ? await findAppRow(ctx.db, ctx.actor.orgId, id) : null;
  if (!row) throw new AppError('not_found');
  return row;
}
