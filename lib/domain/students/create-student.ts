import { rawOf } from '#lib/db/raw.ts';
import { emitEvent } from '../events/emit.ts';
import { parseBody } from '../parse-body.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { insertStudent } from './queries.ts';
import { refusalOf } from './refuse.ts';
import { type Student, StudentCreate } from './schemas.ts';

/**
 * Adds a student, and `education.students.created` with its deliveries, in the caller's transaction.
 * Throws `scope_not_granted`, `validation_failed` (fields and references) and `conflict` (national_id).
 */
export async function createStudent(ctx: TenantCtx, body: unknown): Promise<Student> {
  assertScope(ctx, 'education.students.write');
  const fields = parseBody(StudentCreate, body);
  const { tenantId } = ctx.actor;
  const at = ctx.clock.now();
  const { student, obstacles } = await insertStudent(
    rawOf(ctx.db),
    tenantId,
    ctx.timeZone,
    fields,
    at,
  );
  if (!student) throw refusalOf(obstacles);
  await emitEvent(ctx, {
    tenantId,
    type: 'education.students.created',
    data: { student },
    timeZone: ctx.timeZone,
  });
  return student;
}
