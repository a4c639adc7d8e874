import { rawOf } from '#lib/db/raw.ts';
import { emitEvent } from '../events/emit.ts';
import { parseBody } from '../parse-body.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { phoneTaken } from './phone-taken.ts';
import { insertGuardian } from './queries.ts';
import { type Guardian, GuardianCreate } from './schemas.ts';

/**
 * Adds a guardian and fires `education.guardians.created`, in the caller's transaction. Throws
 * `scope_not_granted`, `validation_failed`, `conflict` (phone).
 */
export async function createGuardian(ctx: TenantCtx, body: unknown): Promise<Guardian> {
  assertScope(ctx, 'education.guardians.write');
  const fields = parseBody(GuardianCreate, body);
  const { tenantId } = ctx.actor;
  const at = ctx.clock.now();
  const guardian = await insertGuardian(rawOf(ctx.db), tenantId, ctx.timeZone, fields, at);
  if (!guardian) throw phoneTaken();
  await emitEvent(ctx, {
    tenantId,
    type: 'education.guardians.created',
    data: { guardian },
    timeZone: ctx.timeZone,
  });
  return guardian;
}
