import { rawOf } from '#lib/db/raw.ts';
import { type Page, type PageQuery, parsePage, toPage } from '../paging.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectSubjects } from './queries.ts';
import type { Subject } from './schemas.ts';

/** One page of the tenant's subjects. Throws `scope_not_granted` and `validation_failed` (page, per_page). */
export async function listSubjects(ctx: TenantCtx, query: PageQuery): Promise<Page<Subject>> {
  assertScope(ctx, 'education.subjects.read');
  const request = parsePage(query);
  const { total, data } = await selectSubjects(
    rawOf(ctx.db),
    ctx.actor.tenantId,
    ctx.timeZone,
    request,
  );
  return toPage(request, total, data);
}
