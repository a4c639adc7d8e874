import { rawOf } from '#lib/db/raw.ts';
import { type Page, type PageQuery, parsePage, toPage } from '../paging.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectEmployees } from './queries.ts';
import type { Employee } from './schemas.ts';

/** One page of the tenant's employees. Throws `scope_not_granted` and `validation_failed` (page, per_page). */
export async function listEmployees(ctx: TenantCtx, query: PageQuery): Promise<Page<Employee>> {
  assertScope(ctx, 'employees.directory.read');
  const request = parsePage(query);
  const { total, employees } = await selectEmployees(
    rawOf(ctx.db),
    ctx.actor.tenantId,
    ctx.timeZone,
    request,
  );
  return toPage(request, total, employees);
}
