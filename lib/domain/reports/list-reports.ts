import { type Page, type PageQuery, parsePage, toPage } from '../paging.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { reportCatalog } from './catalog.ts';
import type { Report } from './schemas.ts';

/** One page of the report catalogue, by key. Throws `scope_not_granted` and `validation_failed` (page, per_page). */
export function listReports(ctx: TenantCtx, query: PageQuery): Page<Report> {
  assertScope(ctx, 'reports.builder.read');
  const request = parsePage(query);
  const sought = request.search.toLowerCase();
  const matching = reportCatalog
    .map(({ report }) => report)
    .filter(({ name, key }) => name.toLowerCase().includes(sought) || key.includes(sought));
  const start = (request.page - 1) * request.perPage;
  return toPage(request, matching.length, matching.slice(start, start + request.perPage));
}
