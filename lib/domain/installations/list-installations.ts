import type { AppId } from '#lib/std/ids.ts';
import type { UserCtx } from '../ctx.ts';
import { type InstallationRow, listInstallationRows } from './queries.ts';

export type { InstallationRow } from './queries.ts';

/** The installations of an app of the user's organization; none for another's app. */
export function listInstallations(ctx: UserCtx, appId: AppId): Promise<InstallationRow[]> {
  return listInstallationRows(ctx.db, ctx.actor.orgId, appId);
}
