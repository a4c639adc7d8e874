import { rawOf } from '#lib/db/raw.ts';
import { type PageQuery, type PageText, parsePage } from '../paging.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectAcademicYears } from './queries.ts';

/** One page of the tenant's academic years. Throws `scope_not_granted` and `validation_failed` (page, per_page). */
export async function listAcademicYears(ctx: TenantCtx, query: PageQuery): Promise<PageText> {
  assertScope(ctx, 'education.academic_years.read');
  const request = parsePage(query);
  return selectAcademicYears(rawOf(ctx.db), ctx.actor.tenantId, ctx.timeZone, request);
}
