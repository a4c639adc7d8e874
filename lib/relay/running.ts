import {
  type Ask,
  endCall,
  type HistoryRow,
  startCall,
} from '#lib/domain/console/running-calls.ts';
import type { Ctx } from '#lib/domain/ctx.ts';
import type { LiveSessionRow } from '#lib/domain/sessions/queries.ts';
import { AppError } from '#lib/errors.ts';

/** Gives the place back, once. `history` makes what is kept of the call; it is asked when the answer is on its way. */
export type Leave = (history?: (() => HistoryRow | null) | null) => void;

export type Running = {
  /** Takes a place, or throws `rate_limited`. null: the session has ended, and no place is taken. */
  enter(ctx: Ctx, ask: Ask): Promise<{ session: LiveSessionRow | null; leave: Leave } | null>;
  /** When everything that was given back is written. */
  settled(): Promise<void>;
};

/** Bounds what runs at the same moment for each key, in all processes together. */
export function createRunning(max: number, onError: (error: unknown) => void): Running {
  // Places that are on their way back: whoever sends one call after the other must not be refused for them.
  const returning = new Set<Promise<void>>();
  const settled = async () => {
    while (returning.size > 0) await Promise.all(returning);
  };
  const made = (history: Parameters<Leave>[0]) => {
    try {
      return history?.() ?? null;
    } catch (error) {
      onError(error);
      return null;
    }
  };
  return {
    async enter(ctx, ask) {
      let started = await startCall(ctx, ask, max);
      if ('sessionId' in ask && !started.session) return null;
      if (!started.place && returning.size > 0) {
        await Promise.all(returning);
        started = await startCall(ctx, ask, max);
      }
      const { session, place } = started;
      if (!place) {
        throw new AppError('rate_limited', {
          message: `${max} of your requests are still running. Wait until one of them is answered.`,
          details: { retryAfterSeconds: 1 },
        });
      }
      // The answer does not wait for it; a place that could not be given back expires by itself.
      const leave: Leave = (history) => {
        const way: Promise<void> = new Promise<void>((resolve) => setImmediate(resolve))
          .then(() => endCall(ctx, { place, history: made(history) }))
          .catch(onError)
          .finally(() => returning.delete(way));
        returning.add(way);
      };
      return { session, leave };
    },
    settled,
  };
}
