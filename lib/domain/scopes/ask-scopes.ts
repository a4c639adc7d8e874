import { z } from 'zod';
import { assertOperator } from '../access.ts';
import { requireApp } from '../apps/require-app.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { partnerScopes } from '../installations/scopes.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import {
  type CallCount,
  countCalls,
  holdApp,
  listAskedScopes,
  upsertAskedScope,
} from './queries.ts';
import { type AskedScope, scopeReason } from './schemas.ts';

export type { CallCount } from './queries.ts';

const AskInput = z.strictObject({
  appId: z.string(),
  scope: z.enum(partnerScopes),
  reason: scopeReason,
  isOptional: z.boolean().default(false),
});

const usageDays = 30;

/**
 * The app asks its tenants for a scope, with a reason that their administrators read; asking again changes reason and
 * kind. What was granted stays as it is until a tenant consents. For the portal itself: partners ask in the manifest
 * of the next version (`askInDraft`). Throws `not_found`, `forbidden` and `validation_failed`.
 */
export async function askScope(ctx: Ctx, input: z.input<typeof AskInput>): Promise<void> {
  assertOperator(ctx);
  const { appId: id, ...asked } = parseInput(AskInput, input);
  await inTransaction(ctx, async (ctx) => {
    const { appId, orgId } = await requireApp(ctx, id, 'change');
    await holdApp(ctx.db, appId);
    const all = await listAskedScopes(ctx.db, appId);
    const before = all.find((one) => one.scope === asked.scope);
    if (before?.reason === asked.reason && before.isOptional === asked.isOptional) return;
    await upsertAskedScope(ctx.db, appId, asked, ctx.clock.now());
    const details = { before: before ?? null, after: asked };
    await recordAudit(ctx, { orgId, action: 'app.scope_asked', subject: appId, details });
  });
}

/** What an app asks for, and its calls of the last 30 days by operation. Throws `not_found`. */
export async function readScopes(
  ctx: Ctx,
  id: string,
): Promise<{ asked: AskedScope[]; calls: CallCount[] }> {
  const { appId } = await requireApp(ctx, id, 'read');
  const since = new Date(ctx.clock.now().getTime() - usageDays * 24 * 3_600_000);
  const [asked, calls] = await Promise.all([
    listAskedScopes(ctx.db, appId),
    countCalls(ctx.db, appId, since),
  ]);
  return { asked, calls };
}
