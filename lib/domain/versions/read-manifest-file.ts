import { AppError } from '#lib/errors.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Ctx } from '../ctx.ts';
import { type ManifestText, readDraft } from './draft.ts';
import { listVersionRows } from './queries.ts';

/**
 * A manifest as a file: the draft's, or the version's with a number (a text from an address). Throws `not_found`.
 */
export async function readManifestFile(
  ctx: Ctx,
  id: string,
  version: string | null,
): Promise<ManifestText & { fileName: string }> {
  const { appId, slug } = await requireApp(ctx, id, 'read');
  const text =
    version === null
      ? await readDraft(ctx, appId)
      : (await listVersionRows(ctx.db, appId)).find(({ number }) => String(number) === version);
  if (!text) throw new AppError('not_found');
  const { source, format } = text;
  return { source, format, fileName: `${slug}${version === null ? '' : `-${version}`}.${format}` };
}
