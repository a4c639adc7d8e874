import { and, desc, eq, isNull } from 'drizzle-orm';
import { notices } from '#lib/db/schema/recovery.ts';
import { webhookEndpoints } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import { isId } from '#lib/std/ids.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Ctx } from '../ctx.ts';
import type { NoticeView } from './schemas.ts';

const shown = 5;

/** What the portal has to tell about the endpoints of an app, newest first: what nobody has put away. Throws `not_found`. */
export async function listNotices(
  ctx: Ctx,
  input: { appId: string; endpointId?: string },
): Promise<NoticeView[]> {
  const { appId } = await requireApp(ctx, input.appId, 'read');
  const { endpointId } = input;
  if (endpointId !== undefined && !isId('whe', endpointId)) throw new AppError('not_found');
  const rows = await ctx.db
    .select({ notice: notices, url: webhookEndpoints.url, kind: webhookEndpoints.kind })
    .from(notices)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, notices.endpointId))
    .where(
      and(
        eq(notices.appId, appId),
        isNull(notices.dismissedAt),
        isNull(webhookEndpoints.deletedAt),
        endpointId === undefined ? undefined : eq(notices.endpointId, endpointId),
      ),
    )
    .orderBy(desc(notices.id))
    .limit(shown * 4);
  // The newest about each endpoint is how it stands; the ones before it are history.
  const newest = rows.filter(
    (row, index) =>
      rows.findIndex(({ notice }) => notice.endpointId === row.notice.endpointId) === index,
  );
  return newest.slice(0, shown).map(({ notice, url, kind }) => ({
    id: notice.id,
    kind: notice.kind,
    endpointId: notice.endpointId,
    endpointUrl: url,
    isBridge: kind === 'bridge',
    reason: typeof notice.details.reason === 'string' ? notice.details.reason : null,
    failures: Number(notice.details.failures ?? 0),
    waiting: Number(notice.details.held ?? 0) + Number(notice.details.failed ?? 0),
    at: notice.createdAt.toISOString(),
  }));
}

/** That an endpoint works again, if that is the newest about it: its page says by itself how else it stands. */
export async function listRecoveries(
  ctx: Ctx,
  input: { appId: string; endpointId: string },
): Promise<NoticeView[]> {
  return (await listNotices(ctx, input)).filter(({ kind }) => kind === 'endpoint_recovered');
}
