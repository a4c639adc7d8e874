import { rawOf } from '#lib/db/raw.ts';
import { type Page, type PageQuery, parsePage, toPage } from '../paging.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectTerms } from './queries.ts';
import type { Term } from './schemas.ts';

/** One page of the tenant's terms. Throws `scope_not_granted` and `validation_failed` (page, per_page). */
export async function listTerms(ctx: TenantCtx, query: PageQuery): Promise<Page<Term>> {
  assertScope(ctx, 'education.terms.read');
  const request = parsePage(query);
  const { total, data } = await selectTerms(
    rawOf(ctx.db),
    ctx.actor.tenantId,
    ctx.timeZone,
    request,
  );
  return toPage(request, total, data);
}
