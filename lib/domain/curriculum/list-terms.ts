import { rawOf } from '#lib/db/raw.ts';
import { type PageQuery, type PageText, parsePage } from '../paging.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectTerms } from './queries.ts';

/** One page of the tenant's terms. Throws `scope_not_granted` and `validation_failed` (page, per_page). */
export async function listTerms(ctx: TenantCtx, query: PageQuery): Promise<PageText> {
  assertScope(ctx, 'education.terms.read');
  const request = parsePage(query);
  return selectTerms(rawOf(ctx.db), ctx.actor.tenantId, ctx.timeZone, request);
}
