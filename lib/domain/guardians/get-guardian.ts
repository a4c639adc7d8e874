import { rawOf } from '#lib/db/raw.ts';
import { AppError } from '#lib/errors.ts';
import { assertScope, type TenantCtx } from '../tenants/tenant-ctx.ts';
import { selectGuardian } from './queries.ts';
import type { Guardian } from './schemas.ts';

/** One guardian. Throws `scope_not_granted`, and `not_found` for what is absent or another tenant's. */
export async function getGuardian(ctx: TenantCtx, id: number): Promise<Guardian> {
  assertScope(ctx, 'education.guardians.read');
  const guardian = await selectGuardian(rawOf(ctx.db), ctx.actor.tenantId, ctx.timeZone, id);
  if (!guardian) throw new AppError('not_found');
  return guardian;
}
