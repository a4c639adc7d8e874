import { rawOf } from '#lib/db/raw.ts';
import { type PageQuery, type PageText, parsePage } from '../paging.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectEmployees } from './queries.ts';

/** One page of the tenant's employees. Throws `scope_not_granted` and `validation_failed` (page, per_page). */
export async function listEmployees(ctx: TenantCtx, query: PageQuery): Promise<PageText> {
  assertScope(ctx, 'employees.directory.read');
  const request = parsePage(query);
  return selectEmployees(rawOf(ctx.db), ctx.actor.tenantId, ctx.timeZone, request);
}
