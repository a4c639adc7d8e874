import { z } from 'zod';
import { newId, type VersionId } from '#lib/std/ids.ts';
import { requireApp } from '../apps/require-app.ts';
import { recordAudit } from '../audit/record.ts';
import { actorName, type Ctx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { holdApp } from '../scopes/queries.ts';
import { inTransaction } from '../transaction.ts';
import { insertVersion, listVersionRows, supersedeOthers, updateVersion } from './queries.ts';
import { holdOwnVersion, wrongState } from './require-version.ts';
import { stateWords } from './submit-version.ts';
import { syncApp } from './sync-app.ts';

const PublishInput = z.strictObject({ versionId: z.string() });

/**
 * The partner publishes an approved version: its manifest holds from now on, the published one before it is replaced.
 * What installations were granted stays; they are asked for the difference. Publishing twice has one effect. Throws
 * `not_found`, `forbidden`, and `conflict` for a version that is not approved.
 */
export async function publishVersion(ctx: Ctx, input: z.input<typeof PublishInput>): Promise<void> {
  const { versionId } = parseInput(PublishInput, input);
  await inTransaction(ctx, async (ctx) => {
    const { id, orgId, appId, number, status } = await holdOwnVersion(ctx, versionId);
    if (status === 'published') return;
    if (status !== 'approved') {
      throw wrongState(
        `Version ${number} is ${stateWords[status]}. Only an approved one is published.`,
      );
    }
    const now = ctx.clock.now();
    await supersedeOthers(ctx.db, appId, number, now);
    await updateVersion(ctx.db, id, { status: 'published', publishedAt: now, changedAt: now });
    const details = { app_id: appId, number };
    await recordAudit(ctx, { orgId, action: 'version.published', subject: id, details });
    await syncApp(ctx, appId);
  });
}

const RollBackInput = z.strictObject({
  appId: z.string(),
  /** The number of the earlier version. */
  number: z.int().positive(),
});

/**
 * Goes back to a version that was published before: a new version with its manifest is published at once, because
 * reviewers approved that manifest. Doing it twice has one effect. Throws `not_found`, `forbidden`, and `conflict` for
 * a version that never was published.
 */
export async function rollBack(
  ctx: Ctx,
  input: z.input<typeof RollBackInput>,
): Promise<{ versionId: VersionId; number: number }> {
  const { appId: id, number } = parseInput(RollBackInput, input);
  return inTransaction(ctx, async (ctx) => {
    const { appId, orgId } = await requireApp(ctx, id, 'change');
    await holdApp(ctx.db, appId);
    const versions = await listVersionRows(ctx.db, appId);
    const current = versions.find(({ status }) => status === 'published');
    if (current && (current.rollbackOf === number || current.number === number)) {
      return { versionId: current.id, number: current.number };
    }
    const earlier = versions.find((one) => one.number === number);
    if (!earlier?.publishedAt) {
      throw wrongState(`Version ${number} was never published, so there is no going back to it.`);
    }
    const now = ctx.clock.now();
    const next = (versions[0]?.number ?? 0) + 1;
    await supersedeOthers(ctx.db, appId, next, now);
    const made = await insertVersion(ctx.db, {
      id: newId('ver', now.getTime()),
      orgId,
      appId,
      number: next,
      status: 'published',
      source: earlier.source,
      format: earlier.format,
      rollbackOf: number,
      createdBy: actorName(ctx.actor),
      createdAt: now,
      changedAt: now,
      publishedAt: now,
    });
    const details = { app_id: appId, number: next, rollback_of: number };
    await recordAudit(ctx, { orgId, action: 'version.rolled_back', subject: made.id, details });
    await syncApp(ctx, appId);
    return { versionId: made.id, number: next };
  });
}
