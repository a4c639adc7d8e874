import type { AppId } from '#lib/std/ids.ts';
import type { UserCtx } from '../ctx.ts';
import { listTenantRows, type TenantRow } from './queries.ts';

export type { TenantRow } from './queries.ts';

/** The organization's schools of the sandbox, and in which of them the app is installed. */
export function listTenants(ctx: UserCtx, appId: AppId): Promise<TenantRow[]> {
  return listTenantRows(ctx.db, ctx.actor.orgId, appId);
}
