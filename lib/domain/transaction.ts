import type { Database, Db } from '../db/client.ts';
import type { Actor, Ctx } from './ctx.ts';

/**
 * Runs `work` in one transaction and hands it a context whose `db` is that transaction. Inside a transaction
 * already, it makes a savepoint, so verbs may call verbs.
 */
export function inTransaction<A extends Actor, T>(
  ctx: Ctx<A>,
  work: (ctx: Ctx<A>) => Promise<T>,
): Promise<T> {
  return ctx.db.transaction((tx) => work({ ...ctx, db: tx as Db }));
}

/** A context for work that no person asked for: seeding, maintenance, the operator's command line. */
export function systemCtx(
  db: Database | Db,
  clock: Ctx['clock'],
  type: 'system' | 'operator' = 'system',
): Ctx {
  return { db, clock, actor: { type }, requestId: null, clientAddress: null };
}

/** unique_violation, foreign_key_violation, serialization_failure, deadlock_detected */
const raceCodes = new Set(['23505', '23503', '40001', '40P01']);

/** True for a failure that comes of another transaction being first: a second try sees what that one did. */
export function isRace(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && raceCodes.has(at.code)) return true;
  }
  return false;
}
