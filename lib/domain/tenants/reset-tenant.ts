import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { rawOf } from '#lib/db/raw.ts';
import { tenants } from '#lib/db/schema/apps.ts';
import { AppError } from '#lib/errors.ts';
import { assertMayChange } from '../access.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction, isRace } from '../transaction.ts';
import { fillTenant, type OnProgress } from './seed/fill-tenant.ts';
import { clearTenant } from './seed/queries.ts';

const Input = z.strictObject({
  tenantId: z.int().positive().max(2_147_483_647, 'is not the id of a tenant'),
  /** small: 300 students, large: 20,000. */
  size: z.enum(['small', 'large']).default('small'),
  seed: z.int().optional(),
});

const mostTries = 5;

/**
 * Gives a sandbox tenant the people, subjects, calendar and channels of a new one; installations, tokens, events
 * and logs stay, and so do grades and sections. Callers see the old school until the new one is there. Throws
 * `not_found` or `forbidden`.
 */
export async function resetTenant(
  ctx: Ctx,
  input: z.input<typeof Input>,
  onProgress?: OnProgress,
): Promise<void> {
  const wish = parseInput(Input, input);
  for (let tries = 1; ; tries++) {
    try {
      return await resetOnce(ctx, wish, onProgress);
    } catch (error) {
      // Callers go on writing meanwhile; now and then one is first.
      if (!isRace(error) || tries === mostTries) throw error;
    }
  }
}

async function resetOnce(
  ctx: Ctx,
  { tenantId, size, seed }: z.output<typeof Input>,
  onProgress: OnProgress | undefined,
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    // Two resets at once would fill the tenant twice.
    const [tenant] = await ctx.db
      .select({ orgId: tenants.orgId })
      .from(tenants)
      .where(eq(tenants.id, tenantId))
      .for('no key update');
    if (!tenant) throw new AppError('not_found');
    assertMayChange(ctx, tenant.orgId);
    await clearTenant(rawOf(ctx.db), tenantId);
    await fillTenant(ctx, tenantId, size, seed, onProgress);
    await recordAudit(ctx, {
      orgId: tenant.orgId,
      action: 'tenant.reset',
      subject: String(tenantId),
      details: { size },
    });
  });
}
