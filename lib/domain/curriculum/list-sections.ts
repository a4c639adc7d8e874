import { rawOf } from '#lib/db/raw.ts';
import { type PageQuery, type PageText, parsePage } from '../paging.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectSections } from './queries.ts';

/** One page of the tenant's sections. Throws `scope_not_granted` and `validation_failed` (page, per_page). */
export async function listSections(ctx: TenantCtx, query: PageQuery): Promise<PageText> {
  assertScope(ctx, 'education.sections.read');
  const request = parsePage(query);
  return selectSections(rawOf(ctx.db), ctx.actor.tenantId, ctx.timeZone, request);
}
