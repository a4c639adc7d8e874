import { AppError } from '#lib/errors.ts';
import { isId, type SessionId } from '#lib/std/ids.ts';
import { recordAudit } from '../audit/record.ts';
import type { PersonCtx } from '../ctx.ts';
import { inTransaction } from '../transaction.ts';
import { endSessionsOf, isSessionOf, listLiveSessions } from './queries.ts';
import { sessionIdleMs } from './sign-in.ts';

export type SessionView = {
  id: SessionId;
  createdAt: Date;
  lastSeenAt: Date;
  clientAddress: string | null;
  userAgent: string | null;
  /** The one that asks. */
  isCurrent: boolean;
};

/** Where the signed-in person is signed in, the last used first. */
export async function listOwnSessions(ctx: PersonCtx): Promise<SessionView[]> {
  const { userId, sessionId } = ctx.actor;
  const now = ctx.clock.now();
  const idleSince = new Date(now.getTime() - sessionIdleMs);
  const rows = await listLiveSessions(ctx.db, userId, now, idleSince);
  return rows.map((row) => ({ ...row, isCurrent: row.id === sessionId }));
}

/**
 * Ends one of the person's own sessions: its browser is signed out with its next request, everywhere. Ending one
 * twice changes nothing. Throws `not_found` for one that is absent or somebody else's.
 */
export async function endOwnSession(ctx: PersonCtx, input: { sessionId: string }): Promise<void> {
  const { userId } = ctx.actor;
  const { sessionId } = input;
  await inTransaction(ctx, async (ctx) => {
    if (!isId('ses', sessionId) || !(await isSessionOf(ctx.db, userId, sessionId))) {
      throw new AppError('not_found');
    }
    const ended = await endSessionsOf(ctx.db, userId, { only: sessionId }, ctx.clock.now());
    await recordEnds(ctx, ended);
  });
}

/** Ends all the person's sessions but the one that asks; answers how many there were. */
export async function endOtherSessions(ctx: PersonCtx): Promise<{ ended: number }> {
  const { userId, sessionId } = ctx.actor;
  return inTransaction(ctx, async (ctx) => {
    const ended = await endSessionsOf(ctx.db, userId, { except: sessionId }, ctx.clock.now());
    await recordEnds(ctx, ended);
    return { ended: ended.length };
  });
}

async function recordEnds(ctx: PersonCtx, ended: readonly SessionId[]): Promise<void> {
  const orgId = ctx.actor.type === 'user' ? ctx.actor.orgId : null;
  for (const subject of ended) await recordAudit(ctx, { orgId, action: 'session.ended', subject });
}
