import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Ctx } from '../ctx.ts';
import { partnerScopes } from '../installations/scopes.ts';
import { scopeReason } from '../manifest/fields.ts';
import { editScope, type ScopeEdit } from '../manifest/write-manifest.ts';
import { parseInput } from '../parse-input.ts';
import { inTransaction } from '../transaction.ts';
import { beginning, type SavedDraft, saveDraft } from '../versions/draft.ts';
import { findApp, listVersionRows } from '../versions/queries.ts';
import { holdApp } from './queries.ts';

const scope = z.enum(partnerScopes);
const AskInput = z.strictObject({
  appId: z.string(),
  scope,
  reason: scopeReason,
  isOptional: z.boolean().default(false),
});

/**
 * Asks for a scope in the manifest of the next version, with a reason that administrators read; asking again changes
 * reason and kind. Comments and order of the manifest stay. Throws `not_found`, `forbidden`, `validation_failed`, and
 * `conflict` when the draft cannot be read.
 */
export async function askInDraft(ctx: Ctx, input: z.input<typeof AskInput>): Promise<SavedDraft> {
  const { appId, ...edit } = parseInput(AskInput, input);
  return editDraft(ctx, appId, edit);
}

const DropInput = z.strictObject({ appId: z.string(), scope });

/** The next version no longer asks for a scope; tenants that granted it keep it so. Throws like `askInDraft`. */
export async function dropInDraft(ctx: Ctx, input: z.input<typeof DropInput>): Promise<SavedDraft> {
  const { appId, scope } = parseInput(DropInput, input);
  return editDraft(ctx, appId, { scope, drop: true });
}

function editDraft(ctx: Ctx, id: string, edit: ScopeEdit): Promise<SavedDraft> {
  return inTransaction(ctx, async (ctx) => {
    const { appId } = await requireApp(ctx, id, 'change');
    await holdApp(ctx.db, appId);
    const app = await findApp(ctx.db, appId);
    if (!app) throw new AppError('not_found');
    const versions = await listVersionRows(ctx.db, appId);
    const draft = versions.find(({ status }) => status === 'draft');
    const { source, format } = draft ?? (await beginning(ctx, app, versions));
    const edited = editScope(source, format, edit);
    return saveDraft(ctx, { appId, source: edited, format, revision: draft?.revision ?? 0 });
  });
}
