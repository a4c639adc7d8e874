import type { Ctx } from '#lib/domain/ctx.ts';
import type { LiveSessionRow } from '#lib/domain/sessions/queries.ts';
import { actorOf, sawSession } from '#lib/domain/sessions/read-session.ts';
import { AppError } from '#lib/errors.ts';
import { invariant } from '#lib/std/invariant.ts';
import type { RelayAsker, RelayCaller } from './caller.ts';
import type { RelayTarget } from './handle.ts';
import type { Leave, Running } from './running.ts';

export type Entered = { caller: RelayCaller; leave: Leave };

/**
 * Finds out who calls and takes a place for the call. A session that has ended, or whose person works for nobody, is a
 * guest's. Throws `not_signed_in` for guests where they have nothing to read, and `rate_limited`.
 */
export async function enterRelay(
  running: Running,
  target: RelayTarget,
  asker: RelayAsker,
): Promise<Entered> {
  if (asker.kind === 'guest') return enterAsGuest(running, target, asker.ctx);
  const ask = asker.kind === 'session' ? { sessionId: asker.sessionId } : keyOf(asker);
  const entered = await running.enter(asker.ctx, ask);
  if (!entered) return enterAsGuest(running, target, asker.ctx);
  const { session, leave } = entered;
  try {
    const caller = asker.kind === 'user' ? asker : session && (await callerOf(asker.ctx, session));
    if (caller) return { caller, leave };
  } catch (error) {
    leave();
    throw error;
  }
  leave();
  return enterAsGuest(running, target, asker.ctx);
}

const keyOf = ({ ctx }: Extract<RelayCaller, { kind: 'user' }>) => ({ key: ctx.actor.userId });

async function callerOf(ctx: Ctx, session: LiveSessionRow): Promise<RelayCaller | null> {
  const actor = actorOf(await sawSession(ctx, session));
  return actor && { kind: 'user', ctx: { ...ctx, actor } };
}

async function enterAsGuest(running: Running, target: RelayTarget, ctx: Ctx): Promise<Entered> {
  if (target.api !== 'partners') throw new AppError('not_signed_in');
  const entered = await running.enter(ctx, { key: `guest ${ctx.clientAddress}` });
  invariant(entered, 'a place asked for by a key needs no session');
  return { caller: { kind: 'guest', ctx }, leave: entered.leave };
}
