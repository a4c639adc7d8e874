import type { UserCtx } from '../ctx.ts';
import { type AppRow, listAppRows } from './queries.ts';

export type { AppRow } from './queries.ts';

/** The apps of the user's organization, the newest first. */
export function listApps(ctx: UserCtx): Promise<AppRow[]> {
  return listAppRows(ctx.db, ctx.actor.orgId);
}
