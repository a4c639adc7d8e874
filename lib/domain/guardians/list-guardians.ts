import { rawOf } from '#lib/db/raw.ts';
import { type Page, type PageQuery, parsePage, toPage } from '../paging.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectGuardians } from './queries.ts';
import type { Guardian } from './schemas.ts';

/** One page of the tenant's guardians. Throws `scope_not_granted` and `validation_failed` (page, per_page). */
export async function listGuardians(ctx: TenantCtx, query: PageQuery): Promise<Page<Guardian>> {
  assertScope(ctx, 'education.guardians.read');
  const request = parsePage(query);
  const { total, guardians } = await selectGuardians(
    rawOf(ctx.db),
    ctx.actor.tenantId,
    ctx.timeZone,
    request,
  );
  return toPage(request, total, guardians);
}
