import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import { recordAudit } from '../audit/record.ts';
import { actorName, type Ctx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import type { JudgedFinding } from '../policy/finding.ts';
import { inTransaction } from '../transaction.ts';
import { judgeManifest, stopping } from './judge.ts';
import { findApp, listVersionRows, updateVersion, type VersionRow } from './queries.ts';
import { holdOwnVersion, wrongState } from './require-version.ts';
import { syncApp } from './sync-app.ts';

const SubmitInput = z.strictObject({ versionId: z.string(), revision: z.int().min(1) });

export type Submitted = { outcome: 'in_review' | 'refused'; findings: JudgedFinding[] };

/**
 * Submits a draft: the policy scan decides whether it goes to review. Errors that no reviewer waived refuse it, and it
 * stays a draft with what was found. Submitting the same again has no second effect. Throws `not_found`, `forbidden`,
 * and `conflict` when the draft has another revision, or another version is in review.
 */
export async function submitVersion(
  ctx: Ctx,
  input: z.input<typeof SubmitInput>,
): Promise<Submitted> {
  const { versionId, revision } = parseInput(SubmitInput, input);
  return inTransaction(ctx, async (ctx) => {
    const version = await holdOwnVersion(ctx, versionId);
    if (version.status === 'in_review' && version.revision === revision) {
      // The column keeps what `judgeManifest` found.
      return { outcome: 'in_review', findings: (version.findings ?? []) as JudgedFinding[] };
    }
    await assertMaySubmit(ctx, version, revision);
    const app = await findApp(ctx.db, version.appId);
    if (!app) throw new AppError('not_found');
    const { manifest, findings } = await judgeManifest(ctx, app, version);
    const isRefused = manifest === null || stopping(findings).length > 0;
    await settle(ctx, version, findings, isRefused);
    return { outcome: isRefused ? 'refused' : 'in_review', findings };
  });
}

async function assertMaySubmit(ctx: Ctx, version: VersionRow, revision: number): Promise<void> {
  if (version.status !== 'draft') {
    throw wrongState(`Version ${version.number} is no draft: it is ${stateWords[version.status]}.`);
  }
  if (version.revision !== revision) {
    throw new AppError('conflict', {
      message:
        'The draft was saved again meanwhile. Load the page and look at it before you submit.',
      details: { field: 'revision' },
    });
  }
  const versions = await listVersionRows(ctx.db, version.appId);
  const other = versions.find(({ status }) => status === 'in_review');
  if (other) {
    throw wrongState(
      `Version ${other.number} is in review. Withdraw it, or wait for the decision.`,
    );
  }
}

/** How sentences name a state. */
export const stateWords: Readonly<Record<VersionRow['status'], string>> = {
  draft: 'a draft',
  in_review: 'in review',
  approved: 'approved',
  published: 'published',
  rejected: 'rejected',
  superseded: 'replaced',
};

async function settle(
  ctx: Ctx,
  version: VersionRow,
  findings: JudgedFinding[],
  isRefused: boolean,
): Promise<void> {
  const { id, orgId, appId, number } = version;
  const now = ctx.clock.now();
  await updateVersion(ctx.db, id, {
    findings,
    changedAt: now,
    ...(isRefused
      ? {}
      : { status: 'in_review' as const, submittedAt: now, submittedBy: actorName(ctx.actor) }),
  });
  await recordAudit(ctx, {
    orgId,
    action: isRefused ? 'version.refused_by_scan' : 'version.submitted',
    subject: id,
    details: {
      app_id: appId,
      number,
      errors: stopping(findings).map(({ rule }) => rule),
      waived: findings.filter(({ waived }) => waived !== null).map(({ rule }) => rule),
    },
  });
  await syncApp(ctx, appId);
}

const VersionInput = z.strictObject({ versionId: z.string() });

/**
 * Takes a version out of review. It is a draft again, unless the next draft has begun: then it is only kept. A version
 * that is no longer in review cannot be withdrawn: `conflict`. Throws `not_found` and `forbidden`.
 */
export async function withdrawVersion(
  ctx: Ctx,
  input: z.input<typeof VersionInput>,
): Promise<void> {
  const { versionId } = parseInput(VersionInput, input);
  await inTransaction(ctx, async (ctx) => {
    const { id, orgId, appId, number, status } = await holdOwnVersion(ctx, versionId);
    if (status !== 'in_review') {
      throw wrongState(`Version ${number} is not in review: it is ${stateWords[status]}.`);
    }
    const versions = await listVersionRows(ctx.db, appId);
    const hasDraft = versions.some((one) => one.status === 'draft');
    await updateVersion(ctx.db, id, {
      status: hasDraft ? 'superseded' : 'draft',
      findings: null,
      submittedAt: null,
      submittedBy: null,
      changedAt: ctx.clock.now(),
    });
    const details = { app_id: appId, number };
    await recordAudit(ctx, { orgId, action: 'version.withdrawn', subject: id, details });
    await syncApp(ctx, appId);
  });
}
