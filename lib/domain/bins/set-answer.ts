import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { bins } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import { changeOf, recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { requireBin } from './require-bin.ts';
import { longestDelayMs, mostFailures } from './schemas.ts';

const Input = z
  .strictObject({
    appId: z.string().optional(),
    binId: z.string(),
    status: z
      .int()
      .min(200, 'must be from 200 to 599')
      .max(599, 'must be from 200 to 599')
      .optional(),
    behaviour: z.enum(['answer', 'drop', 'drip']).optional(),
    delayMs: z.int().min(0).max(longestDelayMs, `must be at most ${longestDelayMs}`).optional(),
    failNext: z.int().min(0).max(mostFailures, `must be at most ${mostFailures}`).optional(),
  })
  .refine(({ appId: _app, binId: _bin, ...knobs }) => Object.keys(knobs).length > 0, {
    message: 'must change something',
  });

/**
 * How a bin answers from now on, practice for failures: with which status, after which delay (milliseconds), dropping
 * the connection or dripping the body, and how many requests more it fails first. Throws `not_found`, `forbidden`,
 * `validation_failed`.
 */
export async function setBinAnswer(ctx: Ctx, input: z.input<typeof Input>): Promise<void> {
  const { appId, binId, status, ...knobs } = parseInput(Input, input);
  await inTransaction(ctx, async (ctx) => {
    const bin = await requireBin(ctx, binId, 'change');
    if (appId !== undefined && bin.appId !== appId) throw new AppError('not_found');
    const set = { ...knobs, ...(status === undefined ? {} : { answerStatus: status }) };
    await ctx.db.update(bins).set(set).where(eq(bins.id, bin.id));
    await recordAudit(ctx, {
      orgId: bin.orgId,
      action: 'bin.answer_set',
      subject: bin.id,
      details: changeOf(bin, set),
    });
  });
}
