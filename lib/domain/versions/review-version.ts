import { z } from 'zod';
import { accountNotices } from '#lib/db/schema/entry.ts';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/std/ids.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { updateVersion, type VersionRow } from './queries.ts';
import { holdForReview, wrongState } from './require-version.ts';
import { stateWords } from './submit-version.ts';
import { syncApp } from './sync-app.ts';

/** What a reviewer tells a partner. */
const reviewReason = z
  .string()
  .trim()
  .min(10, 'Say in a sentence why.')
  .max(1_000, 'Use at most 1000 characters.');

const ApproveInput = z.strictObject({ versionId: z.string() });

/**
 * A reviewer approves a version: its partner may publish it. Approving twice has one effect. Throws `forbidden`,
 * `not_found`, and `conflict` when it is not in review (any more).
 */
export async function approveVersion(ctx: Ctx, input: z.input<typeof ApproveInput>): Promise<void> {
  const { versionId } = parseInput(ApproveInput, input);
  await decide(ctx, versionId, { status: 'approved', reason: null });
}

const RejectInput = z.strictObject({ versionId: z.string(), reason: reviewReason });

/** A reviewer rejects a version with what must change. Throws like `approveVersion`, and `validation_failed`. */
export async function rejectVersion(ctx: Ctx, input: z.input<typeof RejectInput>): Promise<void> {
  const { versionId, reason } = parseInput(RejectInput, input);
  await decide(ctx, versionId, { status: 'rejected', reason });
}

type Decision = { status: 'approved'; reason: null } | { status: 'rejected'; reason: string };

async function decide(ctx: Ctx, versionId: string, { status, reason }: Decision): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const version = await holdForReview(ctx, versionId);
    const { id, orgId, appId, number } = version;
    const by = ctx.actor.type === 'reviewer' ? ctx.actor.userId : null;
    if (version.status === status && version.decidedBy === by) return;
    if (version.status !== 'in_review') {
      throw wrongState(`Version ${number} is ${stateWords[version.status]}, no longer in review.`);
    }
    if (by !== null && version.submittedBy === `user:${by}`) {
      throw new AppError('forbidden', { message: 'Somebody else must review what you submitted.' });
    }
    const now = ctx.clock.now();
    await updateVersion(ctx.db, id, {
      status,
      reason,
      decidedAt: now,
      decidedBy: by,
      changedAt: now,
    });
    const details = { app_id: appId, number, ...(reason === null ? {} : { reason }) };
    await recordAudit(ctx, { orgId, action: `version.${status}`, subject: id, details });
    await tell(ctx, version, { status, reason });
    await syncApp(ctx, appId);
  });
}

/** The partner's people see it on their home page, once. */
async function tell(ctx: Ctx, version: VersionRow, { status, reason }: Omit<Decision, never>) {
  const { id, orgId, appId, number } = version;
  const now = ctx.clock.now();
  await ctx.db
    .insert(accountNotices)
    .values({
      id: newId('ntc', now.getTime()),
      orgId,
      appId,
      kind: status === 'approved' ? 'version_approved' : 'version_rejected',
      subject: id,
      details: { number, ...(reason === null ? {} : { reason }) },
      onceKey: `${id}:${status}:${version.submittedAt?.getTime() ?? 0}`,
      createdAt: now,
    })
    .onConflictDoNothing();
}
