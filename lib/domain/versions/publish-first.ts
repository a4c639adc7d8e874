import { AppError } from '#lib/errors.ts';
import { type AppId, newId, type VersionId } from '#lib/std/ids.ts';
import { assertOperator } from '../access.ts';
import { requireApp } from '../apps/require-app.ts';
import { recordAudit } from '../audit/record.ts';
import { actorName, type Ctx } from '../ctx.ts';
import { readManifest } from '../manifest/schemas.ts';
import { inTransaction } from '../transaction.ts';
import { insertVersion } from './queries.ts';
import { syncApp } from './sync-app.ts';

/**
 * The platform publishes the first version of an app that it makes itself, such as a demo's. Operators and the portal
 * only. Throws `forbidden`, and `validation_failed` for a text that is no manifest.
 */
export async function publishFirst(
  ctx: Ctx,
  input: { appId: AppId; source: string },
): Promise<{ versionId: VersionId }> {
  assertOperator(ctx);
  const { source } = input;
  if (!readManifest(source, 'yaml')) {
    throw new AppError('validation_failed', {
      details: { errors: { source: ['is no manifest'] } },
    });
  }
  return inTransaction(ctx, async (ctx) => {
    const { appId, orgId } = await requireApp(ctx, input.appId, 'change');
    const now = ctx.clock.now();
    const { id } = await insertVersion(ctx.db, {
      id: newId('ver', now.getTime()),
      orgId,
      appId,
      number: 1,
      status: 'published',
      source,
      format: 'yaml',
      findings: [],
      createdBy: actorName(ctx.actor),
      createdAt: now,
      changedAt: now,
      submittedAt: now,
      publishedAt: now,
    });
    const details = { app_id: appId, number: 1 };
    await recordAudit(ctx, { orgId, action: 'version.published', subject: id, details });
    await syncApp(ctx, appId);
    return { versionId: id };
  });
}
