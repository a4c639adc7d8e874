import type { Ctx } from '../ctx.ts';
import { givePlaceBack, takePlace } from './queries.ts';

// Longer than a call can take; only a process that died leaves its places to expire.
const placeLivesMs = 90_000;
const attempts = 4;

/**
 * Takes a place among the calls of a key that may run at once, across all processes. Answers what gives it back;
 * null when `max` are running.
 */
export async function startCall(
  ctx: Ctx,
  { key, max }: { key: string; max: number },
): Promise<(() => Promise<void>) | null> {
  const now = ctx.clock.now();
  const expiresAt = new Date(now.getTime() + placeLivesMs);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const place = await takePlace(ctx.db, { key, max, now, expiresAt });
    if (place !== null) return () => givePlaceBack(ctx.db, { key, place, expiresAt });
  }
  return null;
}
