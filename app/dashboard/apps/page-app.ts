import { getApp } from '#lib/domain/apps/get-app.ts';
import type { AppRow } from '#lib/domain/apps/list-apps.ts';
import type { UserCtx } from '#lib/domain/ctx.ts';
import { type AppSection, routes } from '#lib/routes.ts';
import { type AppId, isId } from '#lib/std/ids.ts';
import { orNotFound, pageCtx } from '../page-ctx.ts';

export type AppParams = { params: Promise<{ app: string }> };

/**
 * The reader and the app of a page below it; another organization's app is the same "not found" page. Whoever has to
 * sign in first comes back to the section, or to what `hereOf` says.
 */
export async function pageApp(
  params: Promise<{ app: string }>,
  section: AppSection,
  hereOf: (app: AppId) => string = (app) => routes.app(app, section),
): Promise<{ ctx: UserCtx; app: AppRow }> {
  const { app: id } = await params;
  const here = isId('app', id) ? hereOf(id) : routes.dashboard();
  const ctx = await pageCtx(here);
  return { ctx, app: await orNotFound(getApp(ctx, id)) };
}
