'use server';
import { headers } from 'next/headers';
import type { SaveState } from '#components/dashboard/manifest/manifest-editor.tsx';
import { requireUserCtx } from '#lib/auth/session.ts';
import { saveDraft } from '#lib/domain/versions/draft.ts';
import { AppError } from '#lib/errors.ts';

const signedOut =
  'You are signed out. Sign in again in another tab, then press the button again: what you typed stays here.';

/** Saves the manifest without a script; the page then shows what the rules find. */
export async function saveManifestAction(_before: SaveState, form: FormData): Promise<SaveState> {
  const text = (field: string) => String(form.get(field) ?? '');
  // Forms send line ends as CRLF.
  const sent = {
    source: text('source').replace(/\r\n/g, '\n'),
    format: text('format') === 'json' ? ('json' as const) : ('yaml' as const),
    revision: Number(text('revision')),
  };
  try {
    await saveDraft(await requireUserCtx(await headers()), { appId: text('app'), ...sent });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'not_signed_in') return { problem: signedOut, ...sent };
    const [first] = Object.values(error.details.errors ?? {}).flat();
    return { problem: first ?? error.message, ...sent };
  }
  return null;
}
