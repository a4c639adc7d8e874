import type { RequiredApp } from '../apps/require-app.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { holdApp } from '../scopes/queries.ts';
import { inTransaction } from '../transaction.ts';
import { hasVerified, verifiedAction } from './queries.ts';

/** Keeps that an app's receiver verifies signatures: once, the first time that one was found right. */
export async function noteVerified(ctx: Ctx, { appId, orgId }: RequiredApp): Promise<void> {
  if (ctx.actor.type === 'user' && ctx.actor.role === 'viewer') return;
  await inTransaction(ctx, async (ctx) => {
    await holdApp(ctx.db, appId);
    if (await hasVerified(ctx.db, orgId, appId)) return;
    await recordAudit(ctx, { orgId, action: verifiedAction, subject: appId });
  });
}
