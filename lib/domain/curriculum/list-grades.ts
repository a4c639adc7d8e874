import { rawOf } from '#lib/db/raw.ts';
import { type PageQuery, type PageText, parsePage } from '../paging.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectGrades } from './queries.ts';

/** One page of the tenant's grades. Throws `scope_not_granted` and `validation_failed` (page, per_page). */
export async function listGrades(ctx: TenantCtx, query: PageQuery): Promise<PageText> {
  assertScope(ctx, 'education.grades.read');
  const request = parsePage(query);
  return selectGrades(rawOf(ctx.db), ctx.actor.tenantId, ctx.timeZone, request);
}
