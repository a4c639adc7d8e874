import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { tenants } from '#lib/db/schema/apps.ts';
import { organizations } from '#lib/db/schema/identity.ts';
import { AppError } from '#lib/errors.ts';
import type { OrgId } from '#lib/std/ids.ts';
import { invariant } from '#lib/std/invariant.ts';
import { assertMayChange } from '../access.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { lineField } from '../line-field.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { fillTenant, type OnProgress } from './seed/fill-tenant.ts';

const Input = z.strictObject({
  orgId: z.custom<OrgId>((id) => typeof id === 'string'),
  name: lineField(120),
  /** small: 300 students, large: 20,000. */
  size: z.enum(['small', 'large']).default('small'),
  /** The same seed gives the same people; the tenant's id when absent. */
  seed: z.int().optional(),
});

/** Makes a sandbox tenant, filled as the contract promises. Throws `not_found` or `forbidden`. */
export async function createTenant(
  ctx: Ctx,
  input: z.input<typeof Input>,
  onProgress?: OnProgress,
): Promise<{ tenantId: number }> {
  const { orgId, name, size, seed } = parseInput(Input, input);
  assertMayChange(ctx, orgId);
  return inTransaction(ctx, async (ctx) => {
    const owner = eq(organizations.id, orgId);
    if ((await ctx.db.$count(organizations, owner)) === 0) throw new AppError('not_found');
    const now = ctx.clock.now();
    const [row] = await ctx.db
      .insert(tenants)
      .values({ orgId, name, createdAt: now })
      .returning({ id: tenants.id });
    invariant(row, 'an inserted tenant comes back');
    await fillTenant(ctx, row.id, size, seed, onProgress);
    await recordAudit(ctx, {
      orgId,
      action: 'tenant.created',
      subject: String(row.id),
      details: { name, size },
    });
    return { tenantId: row.id };
  });
}
