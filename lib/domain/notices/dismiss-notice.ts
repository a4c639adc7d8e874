import { and, eq, isNull, lte } from 'drizzle-orm';
import { notices } from '#lib/db/schema/recovery.ts';
import { AppError } from '#lib/errors.ts';
import { isId } from '#lib/std/ids.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Ctx } from '../ctx.ts';

/** Puts a notice away, and the older ones about the same endpoint. Throws `not_found` or `forbidden`. */
export async function dismissNotice(
  ctx: Ctx,
  input: { appId: string; noticeId: string },
): Promise<void> {
  const { appId } = await requireApp(ctx, input.appId, 'change');
  const { noticeId } = input;
  if (!isId('ntc', noticeId)) throw new AppError('not_found');
  const [notice] = await ctx.db.select().from(notices).where(eq(notices.id, noticeId));
  if (notice?.appId !== appId) throw new AppError('not_found');
  await ctx.db
    .update(notices)
    .set({ dismissedAt: ctx.clock.now() })
    .where(
      and(
        eq(notices.endpointId, notice.endpointId),
        lte(notices.id, notice.id),
        isNull(notices.dismissedAt),
      ),
    );
}
