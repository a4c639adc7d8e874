import { rawOf } from '#lib/db/raw.ts';
import { invariant } from '#lib/std/invariant.ts';
import { emitEvent } from '../events/emit.ts';
import { parseBody } from '../parse-body.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { insertEmployee, selectEmployeeByEmail } from './queries.ts';
import { type Employee, EmployeeCreate } from './schemas.ts';

/**
 * Adds an employee and fires `employees.directory.created`, in the caller's transaction; with an `email` that is
 * there already it gives back that employee, unchanged, and fires nothing. Throws `scope_not_granted` and
 * `validation_failed`.
 */
export async function createEmployee(
  ctx: TenantCtx,
  body: unknown,
): Promise<{ employee: Employee; isNew: boolean }> {
  assertScope(ctx, 'employees.directory.write');
  const fields = parseBody(EmployeeCreate, body);
  const { tenantId } = ctx.actor;
  const db = rawOf(ctx.db);
  const at = ctx.clock.now();
  const employee = await insertEmployee(db, tenantId, ctx.timeZone, fields, at);
  if (!employee) {
    invariant(fields.email, 'only an e-mail address can be there already');
    const known = await selectEmployeeByEmail(db, tenantId, ctx.timeZone, fields.email);
    invariant(known, 'the employee that stood against the insert');
    return { employee: known, isNew: false };
  }
  await emitEvent(ctx, {
    tenantId,
    type: 'employees.directory.created',
    data: { employee },
    timeZone: ctx.timeZone,
  });
  return { employee, isNew: true };
}
