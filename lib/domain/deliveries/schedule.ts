const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** Waits between attempts, each from the previous attempt's end (contract: Webhooks). */
export const retryDelaysMs: readonly number[] = [
  30 * secondMs,
  2 * minuteMs,
  10 * minuteMs,
  hourMs,
  6 * hourMs,
];
/** `Retry-After` never makes a wait longer than this. */
export const longestWaitMs = 6 * hourMs;

/**
 * When the next attempt is due, null when the schedule is used up. Pure.
 *
 * @param attemptCount attempts of this round so far, the one that just failed included: 1 after the first
 * @param endedAt when that attempt ended
 * @param retryAfterMs what the receiver asked for on 429 or 503; lengthens the wait, never past 6 h, never shortens it
 */
export function nextAttemptAt(
  attemptCount: number,
  endedAt: Date,
  retryAfterMs: number | null,
): Date | null {
  const delayMs = retryDelaysMs[attemptCount - 1];
  if (delayMs === undefined) return null;
  const waitMs = Math.min(longestWaitMs, Math.max(delayMs, retryAfterMs ?? 0));
  return new Date(endedAt.getTime() + waitMs);
}

/**
 * Milliseconds from `now` that a `Retry-After` header asks for, as seconds or as an HTTP date; null when it is absent,
 * malformed or in the past.
 */
export function parseRetryAfter(value: string | null, now: Date): number | null {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * secondMs;
  if (!/^[A-Za-z]{3,9}, /.test(text)) return null;
  const waitMs = Date.parse(text) - now.getTime();
  return waitMs > 0 ? waitMs : null;
}
