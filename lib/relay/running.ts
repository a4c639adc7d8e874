import { AppError } from '#lib/errors.ts';

export type Running = {
  /** Takes a place, or throws `rate_limited`. Call the answer once to give it back. */
  enter(key: string): () => void;
};

/** Counts what runs at the same moment for each key, in this process. */
export function createRunning(max: number): Running {
  const counts = new Map<string, number>();
  return {
    enter(key) {
      const count = counts.get(key) ?? 0;
      if (count >= max) {
        throw new AppError('rate_limited', {
          message: `${max} of your requests are still running. Wait until one of them is answered.`,
          details: { retryAfterSeconds: 1 },
        });
      }
      counts.set(key, count + 1);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        const now = (counts.get(key) ?? 1) - 1;
        if (now <= 0) counts.delete(key);
        else counts.set(key, now);
      };
    },
  };
}
