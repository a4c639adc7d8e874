import { rawOf } from '#lib/db/raw.ts';
import { AppError } from '#lib/errors.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectEmployee } from './queries.ts';
import type { Employee } from './schemas.ts';

/** One employee. Throws `scope_not_granted`, and `not_found` for what is absent or another tenant's. */
export async function getEmployee(ctx: TenantCtx, id: number): Promise<Employee> {
  assertScope(ctx, 'employees.directory.read');
  const employee = await selectEmployee(rawOf(ctx.db), ctx.actor.tenantId, ctx.timeZone, id);
  if (!employee) throw new AppError('not_found');
  return employee;
}
