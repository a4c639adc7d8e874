import { and, desc, eq, lt } from 'drizzle-orm';
import { getConfig } from '#lib/config/runtime.ts';
import { binRequests, bins } from '#lib/db/schema/webhooks.ts';
import { AppError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { type BinId, isId } from '#lib/std/ids.ts';
import { requireApp } from '../apps/require-app.ts';
import type { Ctx } from '../ctx.ts';
import { type BinRow, requireBin } from './require-bin.ts';
import type { BinRequestView, BinView } from './schemas.ts';

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

/** The whole address of a bin. */
export function binUrl(key: string): string {
  return getConfig().portalUrl + routes.binReceiver(key);
}

function toView(row: BinRequestRow): BinRequestView {
  const header = (name: string) => row.headers.find(([key]) => key === name)?.[1] ?? null;
  return {
    id: row.id,
    receivedAt: row.receivedAt.toISOString(),
    method: row.method,
    path: row.path,
    headers: row.headers,
    body: row.body.toString('utf8'),
    bodyBytes: row.body.length,
    answerStatus: row.answerStatus,
    deliveryId: header('x-okta-delivery-id'),
    event: header('x-okta-event'),
  };
}

/** A bin of an app with what it received, as its inspector shows it. Throws `not_found`. */
export async function inspectBin(
  ctx: Ctx,
  input: { appId: string; binId: string; before?: string | null },
): Promise<BinView> {
  const bin = await requireBin(ctx, input.binId, 'read');
  if (bin.appId !== input.appId) throw new AppError('not_found');
  const { requests, next } = await listBinRequests(ctx, input);
  return {
    binId: bin.id,
    url: binUrl(bin.key),
    answerStatus: bin.answerStatus,
    behaviour: bin.behaviour,
    delayMs: bin.delayMs,
    failNext: bin.failNext,
    requests: requests.map(toView),
    next,
  };
}
