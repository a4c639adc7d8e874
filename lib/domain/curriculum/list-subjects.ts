import { rawOf } from '#lib/db/raw.ts';
import { type PageQuery, type PageText, parsePage } from '../paging.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectSubjects } from './queries.ts';

/** One page of the tenant's subjects. Throws `scope_not_granted` and `validation_failed` (page, per_page). */
export async function listSubjects(ctx: TenantCtx, query: PageQuery): Promise<PageText> {
  assertScope(ctx, 'education.subjects.read');
  const request = parsePage(query);
  return selectSubjects(rawOf(ctx.db), ctx.actor.tenantId, ctx.timeZone, request);
}
