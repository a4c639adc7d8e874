import { rawOf } from '#lib/db/raw.ts';
import { newUuid } from '#lib/std/ids.ts';
import { invariant } from '#lib/std/invariant.ts';
import type { Ctx } from '../ctx.ts';
import { type QueueRow, readCounts } from './queries.ts';

const dayMs = 86_400_000;

/**
 * How the whole portal stands, for its operator: queue of deliveries (`oldest_due_seconds`: how long the longest waiting one is
 * overdue; more than a few seconds means that the workers are away or cannot keep up), endpoints, mails, replays and the
 * database with its connections.
 */
export async function readStatus(ctx: Ctx) {
  const now = ctx.clock.now();
  const counts = await readCounts(rawOf(ctx.db), now, newUuid(now.getTime() - dayMs));
  const { deliveries, endpoints, mails, replays, database } = counts;
  invariant(deliveries && endpoints && mails && replays && database, 'counts have one row each');
  return { deliveries: inOrder(deliveries), endpoints, mails, replays, database };
}

const inOrder = (row: QueueRow): QueueRow => {
  const { pending, sending, retrying, held, failed_24h, oldest_due_seconds } = row;
  return { pending, sending, retrying, held, failed_24h, oldest_due_seconds };
};
