import { rawOf } from '#lib/db/raw.ts';
import { type Page, type PageQuery, parsePage, toPage } from '../paging.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectSections } from './queries.ts';
import type { Section } from './schemas.ts';

/** One page of the tenant's sections. Throws `scope_not_granted` and `validation_failed` (page, per_page). */
export async function listSections(ctx: TenantCtx, query: PageQuery): Promise<Page<Section>> {
  assertScope(ctx, 'education.sections.read');
  const request = parsePage(query);
  const { total, data } = await selectSections(
    rawOf(ctx.db),
    ctx.actor.tenantId,
    ctx.timeZone,
    request,
  );
  return toPage(request, total, data);
}
