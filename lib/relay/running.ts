import { startCall } from '#lib/domain/console/running-calls.ts';
import type { Ctx } from '#lib/domain/ctx.ts';
import { AppError } from '#lib/errors.ts';

export type Running = {
  /** Takes a place, or throws `rate_limited`. Call the answer once to give it back. */
  enter(ctx: Ctx, key: string): Promise<() => void>;
};

/** Bounds what runs at the same moment for each key, in all processes together. */
export function createRunning(max: number, onError: (error: unknown) => void): Running {
  // Places that are on their way back: whoever sends one call after the other must not be refused for them.
  const returning = new Set<Promise<void>>();
  return {
    async enter(ctx, key) {
      let giveBack = await startCall(ctx, { key, max });
      if (!giveBack && returning.size > 0) {
        await Promise.all(returning);
        giveBack = await startCall(ctx, { key, max });
      }
      if (!giveBack) {
        throw new AppError('rate_limited', {
          message: `${max} of your requests are still running. Wait until one of them is answered.`,
          details: { retryAfterSeconds: 1 },
        });
      }
      const back = giveBack;
      // The answer does not wait for it; a place that could not be given back expires by itself.
      return () => {
        const way = back()
          .catch(onError)
          .finally(() => returning.delete(way));
        returning.add(way);
      };
    },
  };
}
