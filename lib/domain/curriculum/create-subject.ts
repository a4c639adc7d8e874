import { rawOf } from '#lib/db/raw.ts';
import { invariant } from '#lib/std/invariant.ts';
import { emitEvent } from '../events/emit.ts';
import { parseBody } from '../parse-body.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { insertSubject, selectSubjectByCode } from './queries.ts';
import { type Subject, SubjectCreate } from './schemas.ts';

/**
 * Adds a subject and fires `education.subjects.created`, in the caller's transaction; with a `code` that is there
 * already it gives back that subject, unchanged, and fires nothing. Throws `scope_not_granted` and
 * `validation_failed`.
 */
export async function createSubject(
  ctx: TenantCtx,
  body: unknown,
): Promise<{ subject: Subject; isNew: boolean }> {
  assertScope(ctx, 'education.subjects.write');
  const fields = parseBody(SubjectCreate, body);
  const { tenantId } = ctx.actor;
  const db = rawOf(ctx.db);
  const at = ctx.clock.now();
  const subject = await insertSubject(db, tenantId, ctx.timeZone, fields, at);
  if (!subject) {
    invariant(fields.code, 'only a code can be there already');
    const known = await selectSubjectByCode(db, tenantId, ctx.timeZone, fields.code);
    invariant(known, 'the subject that stood against the insert');
    return { subject: known, isNew: false };
  }
  await emitEvent(ctx, {
    tenantId,
    type: 'education.subjects.created',
    data: { subject },
    timeZone: ctx.timeZone,
  });
  return { subject, isNew: true };
}
