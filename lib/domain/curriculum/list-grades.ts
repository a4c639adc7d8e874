import { rawOf } from '#lib/db/raw.ts';
import { type Page, type PageQuery, parsePage, toPage } from '../paging.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectGrades } from './queries.ts';
import type { Grade } from './schemas.ts';

/** One page of the tenant's grades. Throws `scope_not_granted` and `validation_failed` (page, per_page). */
export async function listGrades(ctx: TenantCtx, query: PageQuery): Promise<Page<Grade>> {
  assertScope(ctx, 'education.grades.read');
  const request = parsePage(query);
  const { total, data } = await selectGrades(
    rawOf(ctx.db),
    ctx.actor.tenantId,
    ctx.timeZone,
    request,
  );
  return toPage(request, total, data);
}
