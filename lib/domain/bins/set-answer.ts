import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { bins } from '#lib/db/schema/webhooks.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { requireBin } from './require-bin.ts';

const Input = z.strictObject({
  binId: z.string(),
  status: z.int().min(200, 'must be from 200 to 599').max(599, 'must be from 200 to 599'),
});

/** What a bin answers from now on: practice for failures. Throws `not_found`, `forbidden`, `validation_failed`. */
export async function setBinAnswer(ctx: Ctx, input: z.input<typeof Input>): Promise<void> {
  const { binId, status } = parseInput(Input, input);
  await inTransaction(ctx, async (ctx) => {
    const bin = await requireBin(ctx, binId, 'change');
    await ctx.db.update(bins).set({ answerStatus: status }).where(eq(bins.id, bin.id));
    await recordAudit(ctx, {
      orgId: bin.orgId,
      action: 'bin.answer_set',
      subject: bin.id,
      details: { status },
    });
  });
}
