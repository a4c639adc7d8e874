import { z } from 'zod';
import { assertOperator } from '../access.ts';
import { requireApp } from '../apps/require-app.ts';
import { recordAudit } from '../audit/record.ts';
import type { Ctx } from '../ctx.ts';
import { partnerScopes } from '../installations/scopes.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { type CallCount, countCalls } from '../usage/count-calls.ts';
import { listVersionRows } from '../versions/queries.ts';
import { readEffective } from '../versions/sync-app.ts';
import { holdApp, listAskedScopes, upsertAskedScope } from './queries.ts';
import { type AskedScope, scopeReason } from './schemas.ts';

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

export type ReadScopes = {
  /** What tenants are asked for now. */
  asked: AskedScope[];
  /** What the draft of the next version asks for; null: there is no draft, or it cannot be read. */
  next: AskedScope[] | null;
  /** null: no version is published, so what is asked is the newest version's. */
  published: number | null;
  calls: CallCount[];
};

/** What an app asks for now and next, and its calls of the last 30 days by operation. Throws `not_found`. */
export async function readScopes(ctx: Ctx, id: string): Promise<ReadScopes> {
  const { appId } = await requireApp(ctx, id, 'read');
  const since = new Date(ctx.clock.now().getTime() - usageDays * 24 * 3_600_000);
  const [asked, calls, versions] = await Promise.all([
    listAskedScopes(ctx.db, appId),
    countCalls(ctx, appId, since),
    listVersionRows(ctx.db, appId),
  ]);
  const draft = versions.find(({ status }) => status === 'draft');
  const published = versions.find(({ status }) => status === 'published');
  return {
    asked,
    next: draft ? readEffective(draft).asked : null,
    published: published?.number ?? null,
    calls,
  };
}
