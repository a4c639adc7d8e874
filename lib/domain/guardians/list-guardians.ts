import { rawOf } from '#lib/db/raw.ts';
import { type PageQuery, type PageText, parsePage } from '../paging.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectGuardians } from './queries.ts';

/** One page of the tenant's guardians. Throws `scope_not_granted` and `validation_failed` (page, per_page). */
export async function listGuardians(ctx: TenantCtx, query: PageQuery): Promise<PageText> {
  assertScope(ctx, 'education.guardians.read');
  const request = parsePage(query);
  return selectGuardians(rawOf(ctx.db), ctx.actor.tenantId, ctx.timeZone, request);
}
