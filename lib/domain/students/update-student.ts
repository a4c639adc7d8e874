import { rawOf } from '#lib/db/raw.ts';
import { AppError } from '#lib/errors.ts';
import { emitEvent } from '../events/emit.ts';
import { parseBody } from '../parse-body.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { lockStudent, updateStudentRow } from './queries.ts';
import { refusalOf } from './refuse.ts';
import { type Student, StudentUpdate } from './schemas.ts';

/**
 * Changes the given fields of a student and fires `education.students.updated`, in the caller's transaction.
 * Throws `scope_not_granted`, `not_found`, `validation_failed`, `conflict`, in this order.
 */
export async function updateStudent(ctx: TenantCtx, id: number, body: unknown): Promise<Student> {
  assertScope(ctx, 'education.students.write');
  const { tenantId } = ctx.actor;
  const db = rawOf(ctx.db);
  const before = await lockStudent(db, tenantId, ctx.timeZone, id);
  if (!before) throw new AppError('not_found');
  const fields = { ...before, ...parseBody(StudentUpdate, body) };
  const at = ctx.clock.now();
  const { student, obstacles } = await updateStudentRow(db, tenantId, ctx.timeZone, id, fields, at);
  if (!student) throw refusalOf(obstacles);
  await emitEvent(ctx, {
    tenantId,
    type: 'education.students.updated',
    data: { student },
    timeZone: ctx.timeZone,
  });
  return student;
}
