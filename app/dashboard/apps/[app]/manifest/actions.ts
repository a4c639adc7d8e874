'use server';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getUserCtx } from '#lib/auth/session.ts';
import { saveDraft } from '#lib/domain/versions/draft.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';

/** Why nothing was saved, and what was typed. */
export type SaveState = { problem: string; source: string } | null;

/** Saves the manifest without a script; the page then shows what the rules find. */
export async function saveManifestAction(_before: SaveState, form: FormData): Promise<SaveState> {
  const ctx = await getUserCtx(await headers());
  if (!ctx) redirect(routes.signIn(routes.dashboard()));
  const text = (field: string) => String(form.get(field) ?? '');
  // Forms send line ends as CRLF.
  const source = text('source').replace(/\r\n/g, '\n');
  try {
    await saveDraft(ctx, {
      appId: text('app'),
      source,
      format: text('format') === 'json' ? 'json' : 'yaml',
      revision: Number(text('revision')),
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const [first] = Object.values(error.details.errors ?? {}).flat();
    return { problem: first ?? error.message, source };
  }
  return null;
}
