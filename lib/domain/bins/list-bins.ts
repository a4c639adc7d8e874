import { and, desc, eq, lt } from 'drizzle-orm';
import { binRequests, bins } from '#lib/db/schema/webhooks.ts';
import { type BinId, isId } from '#lib/std/ids.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Ctx } from '../ctx.ts';
import { type BinRow, requireBin } from './require-bin.ts';

/** The bins of an app, newest first. Throws `not_found`. */
export async function listBins(ctx: Ctx, input: { appId: string }): Promise<BinRow[]> {
  const { appId } = await requireApp(ctx, input.appId, 'read');
  return ctx.db.select().from(bins).where(eq(bins.appId, appId)).orderBy(desc(bins.id));
}

export type BinRequestRow = typeof binRequests.$inferSelect;
export type BinRequestPage = {
  requests: BinRequestRow[];
  /** Give it back as `before` for the older ones; null: there are none. */
  next: string | null;
};

const perPage = 50;

/** What a bin received, newest first. Throws `not_found`. */
export async function listBinRequests(
  ctx: Ctx,
  input: { binId: BinId | string; before?: string | null },
): Promise<BinRequestPage> {
  const bin = await requireBin(ctx, input.binId, 'read');
  const before = isId('brq', input.before) ? input.before : null;
  const rows = await ctx.db
    .select()
    .from(binRequests)
    .where(
      and(eq(binRequests.binId, bin.id), before === null ? undefined : lt(binRequests.id, before)),
    )
    .orderBy(desc(binRequests.id))
    .limit(perPage + 1);
  const requests = rows.slice(0, perPage);
  return { requests, next: rows.length > perPage ? (requests.at(-1)?.id ?? null) : null };
}
