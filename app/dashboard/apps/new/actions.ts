'use server';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { requireUserCtx } from '#lib/auth/session.ts';
import { createFromManifest } from '#lib/domain/apps/create-from-manifest.ts';
import { exampleManifest } from '#lib/domain/manifest/examples.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';

/** What stands in the form again, and why there is no app yet. */
export type CreateState = { problems: readonly string[]; values: Record<string, string> } | null;

const signedOut =
  'You are signed out. Sign in again in another tab, then press the button again: what you typed stays here.';
const types = ['embedded', 'external', 'notification'] as const;

/** Makes an app from an example or from a manifest, and goes to its manifest. */
export async function createAppAction(_before: CreateState, form: FormData): Promise<CreateState> {
  const text = (field: string) => {
    const value = form.get(field);
    return typeof value === 'string' ? value.replace(/\r\n/g, '\n') : '';
  };
  const values = Object.fromEntries(
    ['start', 'type', 'name', 'nameArabic', 'slug', 'source'].map((name) => [name, text(name)]),
  );
  const manifest = await manifestOf(form, text);
  // A browser does not choose a file again: its text stands in the field.
  if (values.start === 'manifest') values.source = manifest.source;
  let target: string;
  try {
    const ctx = await requireUserCtx(await headers());
    const { appId } = await createFromManifest(ctx, manifest);
    target = routes.app(appId, 'manifest');
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'not_signed_in') return { problems: [signedOut], values };
    const fields = Object.values(error.details.errors ?? {}).flat();
    return { problems: fields.length > 0 ? fields : [error.message], values };
  }
  redirect(target);
}

async function manifestOf(form: FormData, text: (field: string) => string) {
  if (text('start') === 'manifest') {
    const file = form.get('file');
    const source = file instanceof File && file.size > 0 ? await file.text() : text('source');
    return { source, format: /^\s*\{/.test(source) ? ('json' as const) : ('yaml' as const) };
  }
  const type = types.find((one) => one === text('type')) ?? 'external';
  const [en, ar] = [text('name').trim(), text('nameArabic').trim()];
  const slug = text('slug').trim();
  return { source: exampleManifest(type, { slug, en, ar }), format: 'yaml' as const };
}
