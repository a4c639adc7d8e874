import type { SessionId } from '#lib/std/ids.ts';
import type { Ctx } from '../ctx.ts';
import { markSessionEnded } from './queries.ts';

/** Ends a session: from the next request on, its cookie is worth nothing. Ending one twice changes nothing. */
export async function endSession(ctx: Ctx, sessionId: SessionId): Promise<void> {
  await markSessionEnded(ctx.db, sessionId, ctx.clock.now());
}
