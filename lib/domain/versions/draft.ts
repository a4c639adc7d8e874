import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import { newId, type VersionId } from '#lib/std/ids.ts';
import { requireApp } from '../apps/require-app.ts';
import { recordAudit } from '../audit/record.ts';
import { actorName, type Ctx } from '../ctx.ts';
import { mostManifestChars } from '../manifest/read-source.ts';
import type { ManifestFormat } from '../manifest/schemas.ts';
import { raiseVersion, writeManifest } from '../manifest/write-manifest.ts';
import { parseInput } from '../parse-input.ts';
import type { JudgedFinding } from '../policy/finding.ts';
import { holdApp, listAskedScopes } from '../scopes/queries.ts';
import { inTransaction } from '../transaction.ts';
import { actorLabels } from './actor-labels.ts';
import { judgeManifest } from './judge.ts';
import {
  findApp,
  insertVersion,
  listVersionRows,
  updateVersion,
  type VersionRow,
} from './queries.ts';
import { syncApp } from './sync-app.ts';

export type ManifestText = { source: string; format: ManifestFormat };

/** What the manifest page shows. */
export type ManifestView = ManifestText & {
  /** null: nobody has begun the next version; the text is where it would begin. */
  draft: { versionId: VersionId; number: number; savedAt: string; savedBy: string } | null;
  /** 0: no draft yet. Saving names it, so that two editors notice each other. */
  revision: number;
  /** The version before: the latest that was submitted. */
  last: (ManifestText & { number: number; status: VersionRow['status'] }) | null;
  findings: JudgedFinding[];
};

/** The manifest of an app as it is written now, and what the rules find in it. Throws `not_found`. */
export async function readDraft(ctx: Ctx, id: string): Promise<ManifestView> {
  const { appId } = await requireApp(ctx, id, 'read');
  const app = await findApp(ctx.db, appId);
  if (!app) throw new AppError('not_found');
  const versions = await listVersionRows(ctx.db, appId);
  const draft = versions.find(({ status }) => status === 'draft');
  const last = versions.find(({ status }) => status !== 'draft');
  const { source, format } = draft ?? (await beginning(ctx, app, versions));
  const { findings } = await judgeManifest(ctx, app, { source, format });
  const labels = await actorLabels(ctx, draft ? [draft.createdBy] : []);
  return {
    source,
    format,
    draft: draft
      ? {
          versionId: draft.id,
          number: draft.number,
          savedAt: draft.changedAt.toISOString(),
          savedBy: labels(draft.createdBy),
        }
      : null,
    revision: draft?.revision ?? 0,
    last: last
      ? { source: last.source, format: last.format, number: last.number, status: last.status }
      : null,
    findings,
  };
}

/** Where the next version begins: with what holds now. */
export async function beginning(
  ctx: Ctx,
  app: NonNullable<Awaited<ReturnType<typeof findApp>>>,
  versions: readonly VersionRow[],
): Promise<ManifestText> {
  const base = versions.find(({ status }) => status === 'published') ?? versions[0];
  if (base) return { source: raiseVersion(base.source, base.format), format: base.format };
  const { slug, name, integrationType } = app;
  const asked = await listAskedScopes(ctx.db, app.id);
  return { source: writeManifest({ slug, name, integrationType, asked }), format: 'yaml' };
}

const SaveInput = z.strictObject({
  appId: z.string(),
  source: z
    .string()
    .max(mostManifestChars, `A manifest has at most ${mostManifestChars} characters.`)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'The text must be UTF-8.'),
  format: z.enum(['yaml', 'json']),
  /** The revision that the editor began with; 0: there was no draft. */
  revision: z.int().min(0),
});

export type SavedDraft = { versionId: VersionId; number: number; revision: number };

/**
 * Saves the manifest of the next version, whatever its mistakes: it is a draft. Throws `not_found`, `forbidden`,
 * `validation_failed`, and `conflict` when somebody saved (or submitted) it since `revision`.
 */
export async function saveDraft(ctx: Ctx, input: z.input<typeof SaveInput>): Promise<SavedDraft> {
  const { appId: id, source, format, revision } = parseInput(SaveInput, input);
  return inTransaction(ctx, async (ctx) => {
    const { appId, orgId } = await requireApp(ctx, id, 'change');
    await holdApp(ctx.db, appId);
    const versions = await listVersionRows(ctx.db, appId);
    const draft = versions.find(({ status }) => status === 'draft');
    if (draft && draft.source === source && draft.format === format) return savedOf(draft);
    if ((draft?.revision ?? 0) !== revision) throw await changedMeanwhile(ctx, draft);
    const saved = draft
      ? await changeDraft(ctx, draft, { source, format })
      : await beginDraft(
          ctx,
          { appId, orgId, number: (versions[0]?.number ?? 0) + 1 },
          { source, format },
        );
    const { number } = saved;
    const details = { number, revision: saved.revision };
    await recordAudit(ctx, { orgId, action: 'manifest.saved', subject: appId, details });
    await syncApp(ctx, appId);
    return saved;
  });
}

const savedOf = ({ id, number, revision }: VersionRow): SavedDraft => ({
  versionId: id,
  number,
  revision,
});

async function changedMeanwhile(ctx: Ctx, draft: VersionRow | undefined): Promise<AppError> {
  if (!draft) {
    return new AppError('conflict', {
      message: 'This draft was submitted meanwhile. Load the page again to begin the next version.',
      details: { field: 'revision' },
    });
  }
  const labels = await actorLabels(ctx, [draft.createdBy]);
  return new AppError('conflict', {
    message: `${labels(draft.createdBy)} saved this draft meanwhile. Compare before you save over it.`,
    details: { field: 'revision' },
  });
}

async function changeDraft(ctx: Ctx, draft: VersionRow, text: ManifestText): Promise<SavedDraft> {
  const revision = draft.revision + 1;
  await updateVersion(ctx.db, draft.id, {
    ...text,
    revision,
    findings: null,
    // While it is a draft: who wrote what stands there.
    createdBy: actorName(ctx.actor),
    changedAt: ctx.clock.now(),
  });
  return { ...savedOf(draft), revision };
}

async function beginDraft(
  ctx: Ctx,
  of: Pick<VersionRow, 'appId' | 'orgId' | 'number'>,
  text: ManifestText,
): Promise<SavedDraft> {
  const now = ctx.clock.now();
  const row = await insertVersion(ctx.db, {
    ...of,
    ...text,
    id: newId('ver', now.getTime()),
    status: 'draft',
    createdBy: actorName(ctx.actor),
    createdAt: now,
    changedAt: now,
  });
  return savedOf(row);
}

const CheckInput = SaveInput.omit({ revision: true });

/** What the rules find in a text that is not saved. Throws `not_found` and `validation_failed`. */
export async function checkManifest(
  ctx: Ctx,
  input: z.input<typeof CheckInput>,
): Promise<{ findings: JudgedFinding[] }> {
  const { appId: id, ...text } = parseInput(CheckInput, input);
  const { appId } = await requireApp(ctx, id, 'read');
  const app = await findApp(ctx.db, appId);
  if (!app) throw new AppError('not_found');
  const { findings } = await judgeManifest(ctx, app, text);
  return { findings };
}
