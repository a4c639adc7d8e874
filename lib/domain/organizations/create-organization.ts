import { z } from 'zod';
import { organizations } from '#lib/db/schema/identity.ts';
import { newId, type OrgId } from '#lib/std/ids.ts';
import { assertReviewer } from '../access.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { lineField } from '../line-field.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';

const Input = z.strictObject({ name: lineField(200) });

/** Makes a partner organization. Operators and reviewers only; throws `forbidden` or `validation_failed`. */
export async function createOrganization(
  ctx: Ctx,
  input: z.input<typeof Input>,
): Promise<{ orgId: OrgId }> {
  assertReviewer(ctx);
  const { name } = parseInput(Input, input);
  return inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now();
    const orgId = newId('org', now.getTime());
    await ctx.db.insert(organizations).values({ id: orgId, name, createdAt: now });
    await recordAudit(ctx, {
      orgId,
      action: 'organization.created',
      subject: orgId,
      details: { name },
    });
    return { orgId };
  });
}
