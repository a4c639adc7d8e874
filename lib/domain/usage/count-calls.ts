import { rawOf } from '#lib/db/raw.ts';
import type { AppId } from '#lib/std/ids.ts';
import type { Ctx } from '../ctx.ts';
import { countedUntil } from './count-hours.ts';
import { sumCalls } from './queries.ts';

/** Calls of an operation, and those of them that a missing scope stopped. */
export type CallCount = {
  /** null: calls of paths that the API does not have. */
  operationId: string | null;
  calls: number;
  denied: number;
};

const hourMs = 3_600_000;

/**
 * The calls of an app since a moment by operation: hours that are over as they were counted, the one that runs from
 * the log. Counts from the beginning of the moment's hour. The caller has checked whose app it is.
 */
export async function countCalls(ctx: Ctx, appId: AppId, since: Date): Promise<CallCount[]> {
  const db = rawOf(ctx.db);
  const from = new Date(Math.floor(since.getTime() / hourMs) * hourMs);
  const until = await countedUntil(db);
  const rows = await sumCalls(db, appId, { from, until: until > from ? until : from });
  return rows.map(({ operation_id, ...counts }) => ({
    operationId: operation_id || null,
    ...counts,
  }));
}
