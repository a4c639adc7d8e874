import { eq } from 'drizzle-orm';
import { replayJobs } from '#lib/db/schema/recovery.ts';
import { AppError } from '#lib/errors.ts';
import { isId } from '#lib/std/ids.ts';
import { wakeDeliveries } from '#lib/std/wakeup.ts';
import { requireApp } from '../apps/require-app.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { inTransaction } from '../transaction.ts';

export const replayActions = ['pause', 'resume', 'cancel'] as const;
export type ReplayAction = (typeof replayActions)[number];

const next = { pause: 'paused', resume: 'running', cancel: 'cancelled' } as const;
const from = {
  pause: ['running'],
  resume: ['paused'],
  cancel: ['running', 'paused'],
} as const satisfies Record<ReplayAction, readonly string[]>;

/**
 * Pauses, resumes or cancels a replay. What it has queued already is still sent. Throws `not_found`, `forbidden`, and
 * `conflict` when the replay is past that.
 */
export async function controlReplay(
  ctx: Ctx,
  input: { appId: string; jobId: string; action: ReplayAction },
): Promise<void> {
  const { orgId, appId } = await requireApp(ctx, input.appId, 'change');
  const { jobId, action } = input;
  if (!isId('job', jobId)) throw new AppError('not_found');
  await inTransaction(ctx, async (ctx) => {
    const [job] = await ctx.db
      .select()
      .from(replayJobs)
      .where(eq(replayJobs.id, jobId))
      .for('update');
    if (!job || job.appId !== appId) throw new AppError('not_found');
    const allowed: readonly string[] = from[action];
    if (!allowed.includes(job.status)) {
      throw new AppError('conflict', { message: `This replay is ${job.status}.` });
    }
    const now = ctx.clock.now();
    await ctx.db
      .update(replayJobs)
      .set({
        status: next[action],
        reason: null,
        nextStepAt: now,
        finishedAt: action === 'cancel' ? now : null,
      })
      .where(eq(replayJobs.id, jobId));
    await recordAudit(ctx, { orgId, action: `replay.${next[action]}`, subject: jobId });
  });
  if (action === 'resume') wakeDeliveries();
}
