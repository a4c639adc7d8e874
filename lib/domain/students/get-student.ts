import { rawOf } from '#lib/db/raw.ts';
import { AppError } from '#lib/errors.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectStudent } from './queries.ts';
import type { Student } from './schemas.ts';

/** One student. Throws `scope_not_granted`, and `not_found` for what is absent or another tenant's. */
export async function getStudent(ctx: TenantCtx, id: number): Promise<Student> {
  assertScope(ctx, 'education.students.read');
  const student = await selectStudent(rawOf(ctx.db), ctx.actor.tenantId, ctx.timeZone, id);
  if (!student) throw new AppError('not_found');
  return student;
}
