import { and, desc, eq, isNull, type SQL } from 'drizzle-orm';
import { apps } from '#lib/db/schema/apps.ts';
import { notices } from '#lib/db/schema/recovery.ts';
import { webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import { isId } from '#lib/std/ids.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Ctx, UserCtx } from '../ctx.ts';
import type { NoticeView } from './schemas.ts';

const shown = 5;

/** Newest first: what nobody has put away of what `where` says. */
async function findNotices(ctx: Ctx, where: SQL | undefined): Promise<NoticeView[]> {
  const rows = await ctx.db
    .select({
      notice: notices,
      url: webhookEndpoints.url,
      kind: webhookEndpoints.kind,
      appName: apps.name,
    })
    .from(notices)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, notices.endpointId))
    .innerJoin(apps, eq(apps.id, notices.appId))
    .where(and(where, isNull(notices.dismissedAt), isNull(webhookEndpoints.deletedAt)))
    .orderBy(desc(notices.id))
    .limit(shown * 20);
  // The newest about each endpoint is how it stands; the ones before it are history.
  const newest = rows.filter(
    (row, index) =>
      rows.findIndex(({ notice }) => notice.endpointId === row.notice.endpointId) === index,
  );
  return newest.slice(0, shown).map(({ notice, url, kind, appName }) => ({
    id: notice.id,
    kind: notice.kind,
    appId: notice.appId,
    appName,
    endpointId: notice.endpointId,
    endpointUrl: url,
    isBridge: kind === 'bridge',
    reason: typeof notice.details.reason === 'string' ? notice.details.reason : null,
    failures: Number(notice.details.failures ?? 0),
    waiting: Number(notice.details.held ?? 0) + Number(notice.details.failed ?? 0),
    at: notice.createdAt.toISOString(),
  }));
}

/** What the portal has to tell about the endpoints of an app, newest first: what nobody has put away. Throws `not_found`. */
export async function listNotices(
  ctx: Ctx,
  input: { appId: string; endpointId?: string },
): Promise<NoticeView[]> {
  const { appId } = await requireApp(ctx, input.appId, 'read');
  const { endpointId } = input;
  if (endpointId !== undefined && !isId('whe', endpointId)) throw new AppError('not_found');
  const one = endpointId === undefined ? undefined : eq(notices.endpointId, endpointId);
  return findNotices(ctx, and(eq(notices.appId, appId), one));
}

/** The same over all apps of the signed-in person's organization: for the home of the dashboard. */
export async function listHomeNotices(ctx: UserCtx): Promise<NoticeView[]> {
  return findNotices(ctx, eq(notices.orgId, ctx.actor.orgId));
}

/** That an endpoint works again, if that is the newest about it: its page says by itself how else it stands. */
export async function listRecoveries(
  ctx: Ctx,
  input: { appId: string; endpointId: string },
): Promise<NoticeView[]> {
  return (await listNotices(ctx, input)).filter(({ kind }) => kind === 'endpoint_recovered');
}
