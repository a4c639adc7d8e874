import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import { assertReviewer } from '../access.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { findRule } from '../policy/scan.ts';
import { inTransaction } from '../transaction.ts';
import { deleteWaiver, listWaiverRows, upsertWaiver } from './queries.ts';
import { holdForReview } from './require-version.ts';

const rule = z.string().refine((id) => findRule(id) !== undefined, 'There is no such rule.');
const WaiveInput = z.strictObject({
  versionId: z.string(),
  rule,
  reason: z
    .string()
    .trim()
    .min(10, 'Say in a sentence why.')
    .max(500, 'Use at most 500 characters.'),
  /** Days; null: until it is taken back. */
  days: z.int().min(1).max(3_650).nullable().default(null),
});

/**
 * A reviewer lets the findings of a rule pass for the app of a version, with a reason that the partner reads. Throws
 * `forbidden`, `not_found`, `validation_failed`, and `conflict` for a rule that nobody can waive.
 */
export async function waiveRule(ctx: Ctx, input: z.input<typeof WaiveInput>): Promise<void> {
  assertReviewer(ctx);
  const { versionId, rule, reason, days } = parseInput(WaiveInput, input);
  const { actor } = ctx;
  if (actor.type !== 'reviewer') throw new AppError('forbidden');
  await inTransaction(ctx, async (ctx) => {
    const { id, orgId, appId } = await holdForReview(ctx, versionId);
    if (findRule(rule)?.waivable === false) {
      throw new AppError('conflict', {
        message: `${rule} cannot be waived: such a manifest could not be used.`,
        details: { field: 'rule' },
      });
    }
    const now = ctx.clock.now();
    const before = (await listWaiverRows(ctx.db, appId)).find((one) => one.rule === rule);
    if (before?.reason === reason && before.waivedBy === actor.userId) return;
    await upsertWaiver(ctx.db, {
      appId,
      rule,
      reason,
      waivedBy: actor.userId,
      createdAt: now,
      expiresAt: days === null ? null : new Date(now.getTime() + days * 24 * 3_600_000),
    });
    const details = { app_id: appId, rule, reason, days };
    await recordAudit(ctx, { orgId, action: 'policy.waived', subject: id, details });
  });
}

const UnwaiveInput = z.strictObject({ versionId: z.string(), rule });

/** A reviewer takes a waiver back; the rule counts again from the next scan on. Throws `forbidden` and `not_found`. */
export async function unwaiveRule(ctx: Ctx, input: z.input<typeof UnwaiveInput>): Promise<void> {
  assertReviewer(ctx);
  const { versionId, rule } = parseInput(UnwaiveInput, input);
  await inTransaction(ctx, async (ctx) => {
    const { id, orgId, appId } = await holdForReview(ctx, versionId);
    if (!(await deleteWaiver(ctx.db, appId, rule))) return;
    const details = { app_id: appId, rule };
    await recordAudit(ctx, { orgId, action: 'policy.waiver_ended', subject: id, details });
  });
}
