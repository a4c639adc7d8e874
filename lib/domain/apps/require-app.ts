import { eq } from 'drizzle-orm';
import { apps } from '#lib/db/schema/apps.ts';
import { AppError } from '#lib/errors.ts';
import { type AppId, isId, type OrgId } from '#lib/std/ids.ts';
import { assertMayChange, assertMayLook } from '../access.ts';
import type { Ctx } from '../ctx.ts';

export type RequiredApp = { appId: AppId; orgId: OrgId; name: string; slug: string };

/**
 * The app that something is done to or read of. An app that is not there and an app of another organization are the
 * same `not_found`; `change` also refuses viewers with `forbidden`.
 */
export async function requireApp(
  ctx: Ctx,
  appId: string,
  intent: 'read' | 'change',
): Promise<RequiredApp> {
  const { actor } = ctx;
  assertMayLook(ctx);
  if (!isId('app', appId)) throw new AppError('not_found');
  const [app] = await ctx.db
    .select({ appId: apps.id, orgId: apps.orgId, name: apps.name, slug: apps.slug })
    .from(apps)
    .where(eq(apps.id, appId));
  if (!app || (actor.type === 'user' && actor.orgId !== app.orgId)) throw new AppError('not_found');
  if (intent === 'change') assertMayChange(ctx, app.orgId);
  return app;
}
