import { rawOf } from '#lib/db/raw.ts';
import { AppError } from '#lib/errors.ts';
import { emitEvent } from '../events/emit.ts';
import { parseBody } from '../parse-body.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { phoneTaken } from './phone-taken.ts';
import { lockGuardian, updateGuardianRow } from './queries.ts';
import { type Guardian, GuardianUpdate } from './schemas.ts';

/**
 * Changes the given fields of a guardian and fires `education.guardians.updated`, in the caller's transaction.
 * Throws `scope_not_granted`, `not_found`, `validation_failed`, `conflict`, in this order.
 */
export async function updateGuardian(ctx: TenantCtx, id: number, body: unknown): Promise<Guardian> {
  assertScope(ctx, 'education.guardians.write');
  const { tenantId } = ctx.actor;
  const db = rawOf(ctx.db);
  const before = await lockGuardian(db, tenantId, ctx.timeZone, id);
  if (!before) throw new AppError('not_found');
  const fields = { ...before, ...parseBody(GuardianUpdate, body) };
  const at = ctx.clock.now();
  const guardian = await updateGuardianRow(db, tenantId, ctx.timeZone, id, fields, at);
  if (!guardian) throw phoneTaken();
  await emitEvent(ctx, {
    tenantId,
    type: 'education.guardians.updated',
    data: { guardian },
    timeZone: ctx.timeZone,
  });
  return guardian;
}
