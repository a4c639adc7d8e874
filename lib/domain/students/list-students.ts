import { rawOf } from '#lib/db/raw.ts';
import { type Page, type PageQuery, parsePage, toPage } from '../paging.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectStudents } from './queries.ts';
import type { Student } from './schemas.ts';

/** One page of the tenant's students. Throws `scope_not_granted` and `validation_failed` (page, per_page). */
export async function listStudents(ctx: TenantCtx, query: PageQuery): Promise<Page<Student>> {
  assertScope(ctx, 'education.students.read');
  const request = parsePage(query);
  const { total, students } = await selectStudents(
    rawOf(ctx.db),
    ctx.actor.tenantId,
    ctx.timeZone,
    request,
  );
  return toPage(request, total, students);
}
