import { rawOf } from '#lib/db/raw.ts';
import { type PageQuery, type PageText, parsePage } from '../paging.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectStudents } from './queries.ts';

/** One page of the tenant's students. Throws `scope_not_granted` and `validation_failed` (page, per_page). */
export async function listStudents(ctx: TenantCtx, query: PageQuery): Promise<PageText> {
  assertScope(ctx, 'education.students.read');
  const request = parsePage(query);
  return selectStudents(rawOf(ctx.db), ctx.actor.tenantId, ctx.timeZone, request);
}
